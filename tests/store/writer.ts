// A program that opens a store and writes for ever; each line it prints is a row that was acknowledged.
// Usage: node writer.ts <dataDir> <name> [worker]. Says why and ends with 1 when it cannot open.

import { writeSync } from 'node:fs';
import { openStore } from '#server/store/open.ts';
import { organisation } from '#server/store/schema.ts';
import { CannotOpen } from '#server/store/trouble.ts';

const [dataDir = '', name = '', worker] = process.argv.slice(2);

const store = await openStore({ dataDir }, worker ? { worker } : {}).catch((error: unknown) => {
	writeSync(2, error instanceof CannotOpen ? `${error.message}\n` : `${String(error)}\n`);
	process.exit(1);
});
writeSync(1, 'open\n');

let count = 0;
async function write(): Promise<never> {
	for (;;) {
		const id = `${name}-${count++}`;
		await store.write((tx) => tx.insert(organisation).values({ id, name: 'x'.repeat(500) }));
		writeSync(1, `${id}\n`);
	}
}
await Promise.all([write(), write(), write()]);
