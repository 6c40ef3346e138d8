// The drafts that hold words which are to be erased, and how those that go on lose them.

import * as Y from 'yjs';
import type { ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import { voiceOf } from '#lib/people/person.ts';
import { readDrafts } from '#lib/plan/draft.ts';
import { emptyItem, itemsOf } from '#lib/plan/sheet.ts';
import type { House } from '#server/house.ts';
import type { Erasable } from '#server/table/erasable.ts';
import type { Live } from '#server/table/live.ts';

export type Draft = { readonly sheet: SheetId; readonly open: boolean; readonly item: boolean };

/** The sheets whose history holds the words: where the item stands; of a line, where its voice and writer drafted. */
export async function draftsWith(
	{ hub }: House,
	live: Live,
	{ what }: Pick<Erasable, 'what'>
): Promise<Draft[]> {
	const laid = live.table.lines.get(what as LineId);
	const writers = new Set([laid?.writer, laid && voiceOf(live.table.people, laid.voice)?.person.id]);
	const found: Draft[] = [];
	for (const { id, audience, person, open } of live.sheets) {
		if (audience === 'own') {
			if (laid && person && writers.has(person)) found.push({ sheet: id, open, item: false });
			continue;
		}
		const state = await hub.read(id);
		if (!state) continue;
		const doc = new Y.Doc();
		Y.applyUpdate(doc, state);
		if (itemsOf(doc).has(what)) found.push({ sheet: id, open, item: true });
		doc.destroy();
	}
	return found;
}

/** In a draft that goes on: the item is emptied, and a draft of own words loses exactly those words. */
export async function emptyDraft(
	house: House,
	live: Live,
	sheet: SheetId,
	{ what, text }: Pick<Erasable, 'what' | 'text'>,
	by: PersonId
): Promise<void> {
	const owner = live.sheets.find(({ id }) => id === sheet)?.person ?? by;
	await house.moveTools.rewrite(sheet, owner, (doc) => {
		if (itemsOf(doc).has(what)) return emptyItem(doc, what as ItemId);
		const drafts = readDrafts(doc).filter((draft) => text !== '' && draft.text.includes(text));
		for (const draft of drafts) doc.getText(draft.key).delete(draft.text.indexOf(text), text.length);
		return drafts.length > 0;
	});
}
