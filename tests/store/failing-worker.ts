// The embedded database's thread on a disk that fails once the file FAIL_WHEN is there: a `sync`, a `write`,
// or everything at once: the thread ends.

import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { realDisk, type Disk } from '#server/store/durable.ts';
import { serve, type Serving } from '#server/store/embedded-serve.ts';

const { FAIL, FAIL_WHEN = '' } = process.env;

function failing(what: keyof Disk): void {
	if (!existsSync(FAIL_WHEN)) return;
	if (FAIL === what) throw new Error(`EIO: i/o error, ${what}`);
	if (FAIL === 'end') process.exit(7);
}

const disk: Disk = {
	write(...asked) {
		failing('write');
		return realDisk.write(...asked);
	},
	sync(file) {
		failing('sync');
		realDisk.sync(file);
	}
};

if (parentPort) await serve(parentPort, workerData as Serving, disk);
