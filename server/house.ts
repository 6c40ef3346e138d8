// The house: everything that is open, in one place. Importing does nothing; `openHouse` acts, once. Routes,
// sockets and the sync hub share this one instance (design decision 3).

import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import type { SheetId } from '#lib/base/id.ts';
import { readItems } from '#lib/plan/sheet.ts';
import type { HouseKey } from '#lib/seal/house-keys.ts';
import { parsePublicJwk, thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { takeIn } from '#server/chain/keep.ts';
import { openChains, type Chains } from '#server/chain/sound.ts';
import { ConfigError, type Config } from '#server/config.ts';
import { jobsOf, startJobs } from '#server/jobs.ts';
import { embeddedKey, historyOf, signerFrom } from '#server/key.ts';
import { errorFields, type Log } from '#server/log.ts';
import { certificateOf } from '#server/paper/certificate.ts';
import { openOutbox, type Outbox } from '#server/paper/outbox.ts';
import { openPress, type Press } from '#server/paper/press.ts';
import { sourceOf } from '#server/paper/source.ts';
import { openPractice, type Practice } from '#server/practice/practice.ts';
import { readKeys, settleKey } from '#server/rotate.ts';
import { issuerKey } from '#server/store/schema.ts';
import { openStore } from '#server/store/open.ts';
import type { Store } from '#server/store/store.ts';
import { createHub, type Hub } from '#server/sync/hub.ts';
import { realClock } from '#server/sync/ports.ts';
import { admitWith, logOn } from '#server/table/sync-ports.ts';
import { bringInWith } from '#server/table/bring-in.ts';
import { followWith } from '#server/table/follow.ts';
import { openHall, type Hall } from '#server/table/hall.ts';
import type { MoveTools } from '#server/table/moves.ts';
import { openRewriter } from '#server/table/rewrite.ts';
import { openTables, type Tables } from '#server/table/tables.ts';
import { newSetupCode } from '#server/door/setup-code.ts';
import { freshenWith } from '#server/traject/freshen.ts';

export type House = {
	readonly config: Config;
	readonly log: Log;
	readonly store: Store;
	readonly chains: Chains;
	readonly hub: Hub;
	readonly hall: Hall;
	readonly tables: Tables;
	readonly moveTools: MoveTools;
	readonly practice: Practice;
	/** Paper of a copy, asked once and made once. */
	readonly paper: Outbox;
	/** What is drawn and kept nowhere. */
	readonly press: Press;
	/** Asked off loopback when the house is set up; in the start-up line. */
	readonly setupCode: string;
	/** The same keys with their history, as a copy file carries them: seal/FORMAT.md §10. */
	history(): readonly HouseKey[];
	/** Every key this house ever signed with, this one first. */
	keys(): readonly [PublicJwk, ...PublicJwk[]];
	/** Whether database and key do what they must. */
	ready(): Promise<boolean>;
	close(): Promise<void>;
};

let current: House | null = null;

/** The one house of this process. Throws when none is open: a program error. */
export function house(): House {
	if (!current) throw new Error('no house is open');
	return current;
}

/** Opens the house, or throws one sentence that says what to change. */
export async function openHouse(config: Config, log: Log): Promise<House> {
	if (current) throw new Error('a house is open already');
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	try {
		const { signer, keys, history } = await theKey(config, store);
		const taken = await takeIn(store, { signer, now: Date.now });
		if (taken > 0) log.info('chain.taken-in', { count: taken });
		current = assemble(config, log, store, signer, keys, history);
		return current;
	} catch (error) {
		await store.close();
		throw error;
	}
}

/** The house's key, and every key before it. Another key than the newest one is refused: restore the right one. */
async function theKey(
	config: Config,
	store: Store
): Promise<{ signer: Signer; keys: [PublicJwk, ...PublicJwk[]]; history: readonly HouseKey[] }> {
	const rows = await store.read(readKeys);
	const newest = rows.at(-1)?.kid ?? null;
	if (!config.signingKey) settleKey(config.dataDir, newest);
	const pem = config.signingKey ?? embeddedKey(config.dataDir, newest === null);
	const signer = signerFrom(pem);
	const kid = thumbprint(signer.key);
	if (newest !== null && newest !== kid)
		throw new ConfigError(
			`This house signs with key ${newest}; the key given is ${kid}. Put the right key back.`
		);
	if (rows.length === 0) await store.write((tx) => tx.insert(issuerKey).values({ kid, jwk: signer.key }));
	const older = rows.filter((row) => row.kid !== kid).flatMap((row) => parsePublicJwk(row.jwk) ?? []);
	return {
		signer,
		keys: [signer.key, ...older],
		history: historyOf(rows.length > 0 ? rows : await store.read(readKeys))
	};
}

function assemble(
	config: Config,
	log: Log,
	store: Store,
	signer: Signer,
	keys: readonly [PublicJwk, ...PublicJwk[]],
	history: readonly HouseKey[]
): House {
	const now = () => Date.now();
	const chains = openChains({ store, log, signer, now, keys: () => keys });
	const hall = openHall(store, now, chains);
	const tools = { store, hall, secure: config.publicUrl.protocol === 'https:', config };
	const hub = createHub({
		log: logOn(store),
		admit: (...asked) => admitWith(tools, ...asked),
		clock: realClock,
		complain: (error) => log.warn('sync', errorFields(error)),
		fatal(error) {
			log.error('sync.fatal', errorFields(error));
			process.exit(1);
		}
	});
	const itemsOf = async (sheet: SheetId) => {
		const update = await hub.read(sheet);
		if (!update) return [];
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		const items = readItems(doc);
		doc.destroy();
		return items;
	};
	const joinAt = `${config.publicUrl.origin}/enter`;
	const tables = openTables({ store, hall, joinAt, itemsOf });
	const stopFollowing = followWith(hall, hub);
	const bringIn = bringInWith({ hall, hub, itemsOf, log });
	const stopFreshening = freshenWith(hall, store, log);
	const random = (count: number) => new Uint8Array(randomBytes(count));
	const moveTools: MoveTools = {
		hall,
		signer,
		random,
		issuer: config.publicUrl.origin,
		itemsOf,
		still: (sheets) => hub.still(sheets),
		bringIn: bringIn.now,
		...openRewriter(store, hub)
	};
	const practice = openPractice({ store, hall, hub, log, moveTools });
	const stopJobs = startJobs(jobsOf({ store, practice, chains, now }), log);
	const press = openPress((bytes) => signer.sign(bytes));
	let made: Promise<Uint8Array> | null = null;
	const certificate = () => (made ??= certificateOf(signer, config.publicUrl.host));
	const paper = openOutbox({
		store,
		press,
		now,
		log,
		sourceOf: (asked) => sourceOf(opened, asked, certificate)
	});
	const opened: House = {
		config,
		log,
		store,
		chains,
		hub,
		hall,
		tables,
		moveTools,
		practice,
		paper,
		press,
		setupCode: newSetupCode(),
		keys: () => keys,
		history: () => history,
		async ready() {
			const signed = await signer.sign(random(1)).then(
				(bytes) => bytes.length === 64,
				() => false
			);
			return signed && (await store.ready());
		},
		async close() {
			stopFollowing();
			bringIn.stop();
			stopFreshening();
			await stopJobs();
			await paper.close();
			await practice.close();
			await hub.close();
			await store.close();
			current = null;
		}
	};
	return opened;
}
