// The thread's own file: plain Node runs it by its path, so it cannot be bundled. See embedded-serve.ts.

import { parentPort, workerData } from 'node:worker_threads';
import { realDisk } from '#server/store/durable.ts';
import { serve, type Serving } from '#server/store/embedded-serve.ts';

if (parentPort) await serve(parentPort, workerData as Serving, realDisk);
