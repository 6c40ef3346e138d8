// A program that waits for a letter, takes the lock of a directory, says how that went, and holds on.

import { writeSync } from 'node:fs';
import { takeLock, usualPulse } from '#server/store/lock.ts';

const [dataDir = ''] = process.argv.slice(2);
writeSync(1, 'ready\n');
process.stdin.once('data', async () => {
	const lost = () => process.exit(2);
	const said = await takeLock(dataDir, { lost, pulse: usualPulse }).then(
		() => 'taken',
		(error: Error) => error.message
	);
	writeSync(1, `${said}\n`);
});
