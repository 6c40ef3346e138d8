// Shared words changed by the house's own hand: what does not belong in a plan is emptied, a name becomes a
// letter. Then the log of that sheet is made one update without what was wiped, so that it stays readable in
// no row longer than it takes.

import * as Y from 'yjs';
import type { CircleId, PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import { inTurnPer, type InTurn } from '#server/in-turn.ts';
import { compact, loadSheet } from '#server/store/sheets.ts';
import type { Store } from '#server/store/store.ts';
import type { Hub } from '#server/sync/hub.ts';
import { readSealed } from '#server/table/reviewed.ts';

/** Changes a document; false when there was nothing to change. */
export type Change = (doc: Y.Doc) => boolean;

export type Rewriter = {
	/**
	 * Changes a sheet in this person's name and resolves once that is stored, with whether anything changed. Asks
	 * again until nothing is left to change: somebody may be typing it this very moment. Throws when the sheet
	 * takes it no more.
	 */
	rewrite(sheet: SheetId, person: PersonId, change: Change): Promise<boolean>;
	/** Leaves of each sheet's log what it says now. */
	condense(sheets: readonly SheetId[]): Promise<void>;
	/** The words of a version, for the letters that stand in them. */
	wordsIn(version: VersionId): Promise<readonly string[]>;
	/** One after another per table: two names never get one letter. */
	readonly inTurn: InTurn<CircleId>;
};

/** So often a sheet is looked at again; who types faster than that is asked to stop some other way. */
const mostLooks = 5;

export function openRewriter(store: Store, hub: Hub): Rewriter {
	async function look(sheet: SheetId, person: PersonId, change: Change): Promise<boolean> {
		const state = await hub.read(sheet);
		const update = state && updateOf(state, change);
		if (!update) return false;
		const refused = await hub.insert(sheet, update, person);
		if (refused) throw new Error(`a sheet was not rewritten: ${refused.no}`);
		return true;
	}

	return {
		inTurn: inTurnPer(),
		async wordsIn(version) {
			const sealed = await store.read((db) => readSealed(db, version));
			return sealed.flatMap(({ part }) => ('text' in part ? [part.text] : []));
		},
		async rewrite(sheet, person, change) {
			let looks = 0;
			while (looks < mostLooks && (await look(sheet, person, change))) looks++;
			return looks > 0;
		},
		async condense(sheets) {
			for (const sheet of sheets) await condenseOne(store, sheet);
		}
	};
}

/** What a change adds to this state, under a client id nobody wrote under before; null when nothing changed. */
function updateOf(state: Uint8Array, change: Change): Uint8Array | null {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	let changed = false;
	doc.transact(() => (changed = change(doc)));
	doc.destroy();
	return changed && made.length > 0 ? Y.mergeUpdates(made) : null;
}

/** From what is on disk to what it amounts to: what was deleted is not in it. Appends meanwhile come behind it. */
async function condenseOne(store: Store, id: SheetId): Promise<void> {
	const stored = await loadSheet(store, id);
	if (!stored || stored.updates.length < 2) return;
	const doc = new Y.Doc();
	if (stored.audience !== 'own') doc.getMap('items');
	doc.transact(() => stored.updates.forEach((update) => Y.applyUpdate(doc, update)));
	const merged = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	if (!(await compact(store, id, stored.seq, merged))) await condenseOne(store, id);
}
