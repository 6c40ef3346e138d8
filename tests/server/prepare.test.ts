// Preparing: before the circle opens, whoever is expected has an own sheet and nobody else's; what is written on it
// lies there when the circle opens.

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonId } from '#lib/base/id.ts';
import { draftKey } from '#lib/plan/draft.ts';
import type { Role } from '#lib/people/role.ts';
import { newId } from '#server/door/secret.ts';
import { moveFor } from '#server/table/moves.ts';
import { writesOn } from '#server/table/hears.ts';
import { aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

describe('before the circle opens', () => {
	const house = aHouse();

	it('who is expected prepares, finds it back at the table, and is seen by nobody', async () => {
		const at = await aTraject(house(), await aCoach(house()));
		const circle = await aCircle(at);
		const { tables, hall, hub } = house();
		const [steven, wim] = [named(at, 'Steven'), named(at, 'Wim')];
		const viewOf = (person: PersonId, role: Role) =>
			tables.view(circle, { is: 'person', person, role }, newId());
		expect((await viewOf(steven, 'pupil'))?.sheets).toEqual([]);
		for (const one of [steven, wim]) await tables.arrive(circle, one);
		await tables.arrive(circle, steven);
		const mine = (await viewOf(steven, 'pupil'))?.sheets ?? [];
		expect(mine.map(({ audience }) => audience)).toEqual(['own']);
		expect((await viewOf(wim, 'parent'))?.sheets.map(({ id }) => id)).not.toContain(mine[0]?.id);

		// Written on it: stored before there is a table, and let in for its owner alone.
		const live = await hall.live(circle);
		const sheet = live?.sheets.find(({ person }) => person === steven);
		if (!live || !sheet) throw new Error('no own sheet');
		expect([writesOn(live, steven, sheet), writesOn(live, wim, sheet)]).toEqual([true, false]);
		const voice = live.table.people.get(steven)?.voices[0].id ?? '';
		const doc = new Y.Doc();
		doc.getText(draftKey(voice, 'worry', null)).insert(0, 'Dat ik te ver achter raak.');
		expect(await hub.insert(sheet.id, Y.encodeStateAsUpdate(doc), steven)).toBeNull();
		// Shown to one person before the circle, and read by that one.
		const words = { line: newId<'line'>(), voice: voice as never, kind: 'worry' as const, about: null };
		const show = { do: 'show' as const, ...words, text: 'Alleen voor Wim.', readers: [wim], school: false };
		const move = (person: PersonId, what: Parameters<typeof moveFor>[4]) =>
			moveFor(house().moveTools, circle, { person, seat: null }, newId(), what);
		expect(await move(steven, show)).toBeNull();
		expect(JSON.stringify(await viewOf(wim, 'parent'))).toContain('Alleen voor Wim.');
		const leader = live.table.circle.leader;
		expect(JSON.stringify(await viewOf(leader, 'coach'))).not.toContain('Alleen voor Wim.');

		expect(await move(leader, { do: 'open', setting: 'family' })).toBeNull();
		await tables.arrive(circle, steven);
		const after = (await viewOf(steven, 'pupil'))?.sheets.filter(({ audience }) => audience === 'own');
		expect(after?.map(({ id }) => id)).toEqual([sheet.id]);
		const stored = await hub.read(sheet.id);
		const read = new Y.Doc();
		if (stored) Y.applyUpdate(read, stored);
		expect(read.getText(draftKey(voice, 'worry', null)).toString()).toBe('Dat ik te ver achter raak.');
	});
});
