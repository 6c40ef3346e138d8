// `npm run chaincheck`: recomputes every traject's chain and names each fault in one line; leaves with 1 when there is
// one. On the embedded database the house is stopped first; a PostgreSQL one may go on.

import { parsePublicJwk } from '#lib/seal/key.ts';
import { checkTraject, trajectsWithChain } from '#server/chain/check.ts';
import { lineOf } from '#server/chain/fault.ts';
import { ConfigError, parseConfig } from '#server/config.ts';
import { openStore } from '#server/store/open.ts';
import { issuerKey } from '#server/store/schema.ts';
import { CannotOpen } from '#server/store/trouble.ts';

async function main(): Promise<void> {
	const config = parseConfig(process.env);
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	try {
		const rows = await store.read((db) => db.select().from(issuerKey));
		const keys = rows.flatMap(({ jwk }) => parsePublicJwk(jwk) ?? []);
		const trajects = await store.read(trajectsWithChain);
		let faults = 0;
		for (const of of trajects)
			for (const fault of await store.read((db) => checkTraject(db, of, keys))) {
				faults++;
				process.stdout.write(`${lineOf(fault)}\n`);
			}
		process.stdout.write(`${trajects.length} trajects, ${faults} faults\n`);
		if (faults > 0) process.exitCode = 1;
	} finally {
		await store.close();
	}
}

main().catch((error: unknown) => {
	const known = error instanceof ConfigError || error instanceof CannotOpen;
	process.stderr.write(`${known ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
