// The embedded database's thread on a disk that notes what it does to the write-ahead log, in DISK_LOG.

import { appendFileSync, readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { realDisk, type Disk } from '#server/store/durable.ts';
import { serve, type Serving } from '#server/store/embedded-serve.ts';

function note(what: string, file: number): void {
	const isLog = /pg_wal\/[0-9A-F]{24}$/.test(readlinkSync(`/proc/self/fd/${file}`));
	if (isLog) appendFileSync(process.env.DISK_LOG ?? '', `${what}\n`);
}

const disk: Disk = {
	write(file, ...rest) {
		note('write', file);
		return realDisk.write(file, ...rest);
	},
	sync(file) {
		realDisk.sync(file);
		note('sync', file);
	}
};

if (parentPort) await serve(parentPort, workerData as Serving, disk);
