// Sheet × role against the built program: who may write in a sheet of which audience, who only looks, and the
// code everybody else is closed with. What is not theirs cannot be told from what is not there.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { draftKey } from '#lib/plan/draft.ts';
import { addItem, draftOf } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import { changed } from '../sync/hostile.ts';
import { Raw } from '../sync/raw.ts';
import { newId, until } from '../sync/wait.ts';
import { nothing } from './addresses.ts';
import { cells, type Cells, type Some } from './cells.ts';
import { roles, type Role } from './roles.ts';
import { place, type World } from './world.ts';

const { noSession, noSuchSheet, otherDraft, frozen, notYours } = closeCode;

/** Nobody who has no seat, or one that waits or was taken back, hears more than that. */
const rest = Object.fromEntries(
	(['nobody', 'stranger', 'colleague', 'staff', 'waiting', 'revoked'] as const).map((role) => [
		role,
		`${noSession}`
	])
);
const room = (some: Some): Cells => cells(`${noSuchSheet}`, { ...rest, ...some });
const all = (cell: string): Some => ({ leader: cell, pupil: cell, parent: cell, school: cell });

type Row = { readonly at: (world: World) => string; readonly hears: Cells };
const rows: Readonly<Record<string, Row>> = {
	core: { at: ({ ours }) => ours.words.rooms.core, hears: room({ ...all('writes'), wall: 'looks' }) },
	inner: {
		at: ({ ours }) => ours.words.rooms.inner,
		hears: room({ leader: 'writes', pupil: 'writes', parent: 'writes' })
	},
	own: { at: ({ ours }) => ours.words.rooms.own, hears: room({ pupil: 'writes' }) },
	private: {
		at: ({ ours }) => ours.words.rooms.private,
		hears: room({ pupil: 'writes', parent: 'writes' })
	},
	'private, of a talk that was only asked': {
		at: ({ ours }) => `${ours.words.asked}.1`,
		hears: room({})
	},
	'core, of a draft that was presented': {
		at: ({ ours }) => ours.words.rooms.before,
		hears: room(all(`${frozen}`))
	},
	'core, of another epoch': {
		at: ({ ours }) => `${ours.words.core}.999`,
		hears: room({ ...all(`${otherDraft}`), wall: `${otherDraft}` })
	},
	'core, of a table without a school': {
		at: ({ elsewhere }) => elsewhere.words.rooms.core,
		hears: room({ elsewhere: 'writes' })
	},
	'core, of no table': { at: () => `${nothing}.1`, hears: room({}) }
};

export function askRooms(): void {
	it('every audience has a row, and every row an audience', () => {
		const source = readFileSync(join(import.meta.dirname, '../../src/lib/table/stream.ts'), 'utf8');
		const union = /export type Audience = ([^;]+);/.exec(source)?.[1] ?? '';
		const audiences = [...union.matchAll(/'([\w-]+)'/g)].map((found) => found[1]);
		expect([...new Set(Object.keys(rows).map((name) => name.replace(/,.*/, '')))].sort()).toEqual(
			audiences.sort()
		);
	});

	it.each(Object.entries(rows))('%s', async (name, row) => {
		const { world } = place();
		const isOwn = name.startsWith('own');
		const heard = await Promise.all(
			roles.map(async (role) => [role, await outcome(enter(role, row.at(world), seatOf(role)), isOwn)])
		);
		expect(Object.fromEntries(heard)).toEqual(row.hears);
	});

	it('a seat is whose cookie comes with it: another’s and none look the same', async () => {
		const { ours } = place().world;
		for (const role of roles) {
			const others = role === 'pupil' ? ours.seats.parent : ours.seats.pupil;
			for (const seat of [others.seat, nothing, 'x', ''])
				expect([role, await outcome(enter(role, ours.words.rooms.core, seat), false)]).toEqual([
					role,
					`${noSession}`
				]);
		}
	});

	it('a page of another site opens no sheet, whoever sits before it', async () => {
		const { ours } = place().world;
		for (const origin of [null, 'null', 'https://evil.example'])
			expect(await outcome(enter('pupil', ours.words.rooms.core, ours.seats.pupil.seat, origin), false)).toBe(
				`${noSession}`
			);
	});

	it('there is no other door for a socket', async () => {
		const { house, world } = place();
		const raw = new Raw(`${house.origin.replace(/^http/, 'ws')}/elsewhere`, true, {
			cookie: world.cookies.leader,
			origin: house.origin
		});
		await until(() => raw.closed !== null, 'the door to stay shut');
		expect(raw.heard).toEqual([]);
	});
}

const seatOf = (role: Role): string => {
	const { world } = place();
	return world.seats[role] ?? world.ours.seats.pupil.seat;
};

function enter(role: Role, at: string, seat: string, origin: string | null = place().house.origin): Raw {
	const { house, world } = place();
	const url = `${house.origin.replace(/^http/, 'ws')}/sync/${at}?seat=${seat}`;
	return new Raw(url, true, { cookie: world.cookies[role], ...(origin === null ? {} : { origin }) });
}

/** "writes", "looks", or the code it was closed with. */
async function outcome(raw: Raw, isOwn: boolean): Promise<string> {
	await until(() => raw.closed !== null || raw.of('question').length > 0, 'the door');
	if (raw.closed !== null) return `${raw.closed}`;
	raw.question();
	await until(() => raw.of('answer').length > 0, 'what stands there');
	const doc = new Y.Doc();
	for (const { bytes } of raw.of('answer')) Y.applyUpdate(doc, bytes);
	raw.answer(new Uint8Array([0, 0]));
	await until(() => raw.saved === 1, 'the answer to count');
	raw.update(
		changed(doc, (copy) =>
			isOwn
				? draftOf(copy, draftKey(newId(), 'wish', null)).insert(0, 'x')
				: addItem(copy, { id: newId(), kind: 'goal', text: 'x' })
		)
	);
	await until(() => raw.closed !== null || raw.saved === 2, 'a letter to be kept');
	raw.socket.terminate();
	return raw.closed === null ? 'writes' : raw.closed === notYours ? 'looks' : `${raw.closed}`;
}
