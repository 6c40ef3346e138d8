// What a new sheet begins with. The fixed blocks are made once, by the server, so that two people who
// begin under one heading write in the same text.

import * as Y from 'yjs';
import type { ItemId } from '#lib/base/id.ts';
import { frameKinds, headings } from '#lib/plan/kind.ts';
import { addItem, type NewItem } from '#lib/plan/sheet.ts';

/** A core sheet: a Samen-sentence per heading, the frame, volgende keer and plan B, with the ids given. */
export function fixedBlocks(newId: () => ItemId): NewItem[] {
	return [
		...headings.map((heading) => ({ id: newId(), kind: 'together' as const, heading })),
		...frameKinds.map((kind) => ({ id: newId(), kind })),
		{ id: newId(), kind: 'next' as const },
		{ id: newId(), kind: 'plan-b' as const }
	];
}

/** The one update a new sheet's log begins with. `client` is a client id no person ever has. */
export function seedUpdate(items: readonly NewItem[], client: number): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = client;
	doc.transact(() => {
		for (const item of items) addItem(doc, item);
	});
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
