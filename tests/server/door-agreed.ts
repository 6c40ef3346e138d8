// A circle that was held and ended in a version, by the same moves and the same hub as everybody's.

import * as Y from 'yjs';
import type { CircleId, ItemId, LineId, PersonId, VersionId } from '#lib/base/id.ts';
import { versionOf } from '#lib/circle/circle.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { addItem, itemsOf, readItems } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Preparing } from '#server/traject/at-traject.ts';

export type Promised = {
	readonly owner: PersonId;
	readonly asker: PersonId | null;
	readonly text: string;
	readonly audience: 'core' | 'inner';
};

/** Everybody expected sits down, promises, hears it read and says yes; the version is in force. */
export async function hold(
	at: Preparing,
	circle: CircleId,
	promised: readonly Promised[],
	declared = true,
	own: readonly { readonly person: PersonId; readonly line: LineId; readonly text: string }[] = [],
	closed = true
): Promise<VersionId> {
	const { hall, moveTools } = at.house;
	const live = async () => {
		const found = await hall.live(circle);
		if (!found) throw new Error('no table');
		return found;
	};
	const { leader } = (await live()).row;
	const move = async (by: PersonId, what: Move) => {
		const refused = await moveFor(moveTools, circle, { person: by, seat: null }, newId(), what);
		if (refused) throw new Error(`${what.do}: ${refused}`);
	};
	const { setting, order } = (await live()).table.circle;
	await move(leader, { do: 'open', setting });
	for (const person of order) {
		const school = (await live()).table.people.get(person)?.role === 'school';
		if (person !== leader) await move(leader, { do: 'seat', person, school });
	}
	await move(leader, { do: 'go', to: 'together' });
	for (const { person, line, text } of own) {
		const voice = (await live()).table.people.get(person)?.voices[0]?.id;
		if (!voice) throw new Error('no voice');
		await move(person, { do: 'lay', line, voice, kind: 'worry', about: null, text });
	}
	for (const one of promised) await take(one);
	await move(leader, { do: 'go', to: 'reading' });
	await move(leader, { do: 'present' });
	const version = versionOf((await live()).table.circle.phase);
	if (!version) throw new Error('nothing was presented');
	const pupil = at.people.find((one) => one.role === 'pupil')?.id ?? leader;
	const words = { words: '', until: null, how: 'spoken', witness: null } as const;
	await move(pupil, { do: 'answer', version, person: pupil, answer: 'yes', ...words });
	if (declared) await move(leader, { do: 'declare', version, reason: '' });
	if (closed) await move(leader, { do: 'close' });
	return version;

	async function take({ owner, asker, text, audience }: Promised): Promise<void> {
		const sheet = (await live()).sheets.find((one) => one.open && one.audience === audience);
		const state = sheet && (await at.house.hub.read(sheet.id));
		if (!sheet || !state) throw new Error(`no ${audience} sheet`);
		const doc = new Y.Doc();
		itemsOf(doc);
		Y.applyUpdate(doc, state);
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => void updates.push(update));
		const id = newId<'item'>() as ItemId;
		addItem(doc, { id, kind: 'engagement', owner, asker, text });
		for (const update of updates) await at.house.hub.insert(sheet.id, update, owner);
		const item = readItems(doc).find((one) => one.id === id);
		if (!item) throw new Error('no item');
		await move(owner, {
			do: 'take',
			sheet: sheet.id,
			item: id,
			person: owner,
			digest: itemDigest(item),
			witness: null
		});
	}
}
