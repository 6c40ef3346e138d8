// Which trajects hold, as this house last looked. A damaged one stops only itself: nothing more is agreed there until
// somebody has seen to it, and everybody else goes on.

import type { TrajectId } from '#lib/base/id.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { checkTraject, trajectsWithChain } from '#server/chain/check.ts';
import type { Fault } from '#server/chain/fault.ts';
import { addLink, type LinkTools } from '#server/chain/keep.ts';
import { addedBeside } from '#server/chain/rows.ts';
import type { Log } from '#server/log.ts';
import { oneAtATime } from '#server/store/one-at-a-time.ts';
import type { Reader, Store, Writer } from '#server/store/store.ts';

export type Chains = {
	/**
	 * One link for what this transaction added. `statements`: no fact was added, so only these are looked for.
	 * Throws LookedInto on what is known to be damaged.
	 */
	link(tx: Writer, of: TrajectId, about: 'facts' | 'statements'): Promise<void>;
	/** Whether what was agreed there holds; it is looked at again when that was long ago. */
	isSound(db: Reader, of: TrajectId): Promise<boolean>;
	/**
	 * The same inside a transaction that will agree something. It waits until nobody else is agreeing anything there: on
	 * PostgreSQL each select of a write sees its own instant, and half of another's link would look like damage.
	 */
	isSoundToAgree(tx: Writer, of: TrajectId): Promise<boolean>;
	/** Looks at every traject, one after another; tells how many are damaged. */
	checkAll(): Promise<number>;
};

/** This traject is damaged: nothing more is agreed there. Thrown inside the transaction, so that nothing stays. */
export class LookedInto extends Error {
	override name = 'LookedInto';
}

/** So long is a good look believed, and a bad one: milliseconds. */
const believed = { sound: 3_600_000, damaged: 10_000 };

type Look = { readonly at: number; readonly faults: readonly Fault[] };

export function openChains(
	tools: LinkTools & { readonly store: Store; readonly log: Log; readonly keys: () => readonly PublicJwk[] }
): Chains {
	const { store, log, now, keys } = tools;
	const looks = new Map<TrajectId, Look>();

	async function look(db: Reader, of: TrajectId): Promise<readonly Fault[]> {
		const faults = await checkTraject(db, of, keys());
		const before = looks.get(of)?.faults.length ?? 0;
		looks.set(of, { at: now(), faults });
		if (faults.length > 0 && before === 0)
			log.error('chain', { traject: of, faults: faults.length, first: faults[0]?.code ?? '' });
		return faults;
	}

	async function isSound(db: Reader, of: TrajectId): Promise<boolean> {
		const last = looks.get(of);
		const long = last && last.faults.length > 0 ? believed.damaged : believed.sound;
		const faults = last && now() - last.at < long ? last.faults : await look(db, of);
		return faults.length === 0;
	}

	return {
		async link(tx, of, about) {
			if (about === 'statements' && !(await addedBeside(tx, of))) return;
			if ((await addLink(tx, of, about, tools)) && looks.get(of)?.faults.length) throw new LookedInto();
		},
		isSound,
		async isSoundToAgree(tx, of) {
			await oneAtATime(tx, of);
			return isSound(tx, of);
		},
		async checkAll() {
			let damaged = 0;
			for (const of of await store.read(trajectsWithChain))
				if ((await store.read((db) => look(db, of))).length > 0) damaged++;
			return damaged;
		}
	};
}
