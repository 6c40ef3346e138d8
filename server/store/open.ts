// Opens the store there is to open: a directory of our own, or PostgreSQL by its address.

import { writeSync } from 'node:fs';
import { openEmbedded, type EmbeddedOptions, type EmbeddedPlace } from '#server/store/embedded.ts';
import { openPostgres, type PostgresOptions, type PostgresPlace } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';
import type { StoreFailed } from '#server/store/trouble.ts';

export type StorePlace = EmbeddedPlace | PostgresPlace;
export type StoreOptions = Partial<EmbeddedOptions> & PostgresOptions;

/** Throws CannotOpen with one sentence for the one who looks after the house. */
export function openStore(place: StorePlace, options: StoreOptions = {}): Promise<Store> {
	return 'url' in place
		? openPostgres(place, options)
		: openEmbedded(place, { fatal: endProcess, ...options });
}

/** After a failed write to disk nothing may be acknowledged: the process ends, and starts again from the log. */
function endProcess(error: StoreFailed): void {
	const line = { at: new Date().toISOString(), level: 'error', event: 'store-failed', why: error.message };
	try {
		writeSync(2, `${JSON.stringify(line)}\n`);
	} finally {
		process.exit(1);
	}
}
