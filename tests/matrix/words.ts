// The words on a table of the matrix: laid, written, and read back by the names that moves give them.

import * as Y from 'yjs';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, ItemId, LineId, PersonId, SheetId, VoiceId } from '#lib/base/id.ts';
import type { Item } from '#lib/plan/item.ts';
import type { Line } from '#lib/plan/line.ts';
import { addItem, itemsOf } from '#lib/plan/sheet.ts';
import { isShared } from '#lib/table/stream.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import type { Live } from '#server/table/live.ts';
import { moveFor } from '#server/table/moves.ts';

/** What lies on the table and stands in its sheets. */
export type Words = {
	readonly voice: VoiceId;
	/** The pupil's lines: one for everybody who may try to take one away. */
	readonly lines: readonly Pick<Line, 'id' | 'digest'>[];
	/** A line of the pupil's for the parent only. */
	readonly shown: LineId;
	readonly order: readonly PersonId[];
	readonly version: Digest;
	/** The sheets of this draft. Without a school there is no inner one: it is the core. */
	readonly core: SheetId;
	readonly inner: SheetId;
	/** Where a sheet is synced: these two, the pupil's own, and the core of the draft that was presented. */
	readonly rooms: Readonly<Record<'core' | 'inner' | 'own' | 'private' | 'before', string>>;
	/** Promised by the parent, in core; by the pupil, in inner; and what the pupil did not want now. */
	readonly promise: Item;
	readonly within: Item;
	readonly notNow: Item;
	/** A besloten tijd of pupil and parent that is over, with two sentences; and one that waits for the parent's yes. */
	readonly talk: SheetId;
	readonly said: readonly Item[];
	readonly asked: SheetId;
};

type People = Readonly<Record<'leader' | 'pupil' | 'parent', PersonId>>;

const linesLaid = 8;

/** A move that must be done. */
export const mover = (house: House, circle: CircleId) => async (person: PersonId, move: Move) => {
	const refused = await moveFor(house.moveTools, circle, { person, seat: null }, newId(), move);
	if (refused) throw new Error(`${move.do}: ${refused}`);
};

export async function layWords(house: House, circle: CircleId, { pupil, parent }: People): Promise<void> {
	const live = await liveAt(house, circle);
	const move = mover(house, circle);
	const line = { voice: voiceIn(live, pupil), kind: 'wish', about: null, text: 'Een rustige plek.' } as const;
	for (let i = 0; i < linesLaid; i++) await move(pupil, { do: 'lay', line: newId(), ...line });
	await move(pupil, { do: 'show', ...line, line: newId(), readers: [parent], school: false });
	await write(house, sheetIn(live, 'core'), pupil, (doc) =>
		addItem(doc, { id: newId<'item'>() as ItemId, kind: 'not-now', owner: pupil, text: 'Nu nog niet.' })
	);
}

/** Pupil and parent talked among themselves, and the pupil asks for it again. */
export async function talkAlone(house: House, circle: CircleId, { pupil, parent }: People): Promise<void> {
	const move = mover(house, circle);
	const [talk, next] = [newId<'sheet'>(), newId<'sheet'>()];
	await move(pupil, { do: 'private-ask', talk, among: [pupil, parent] });
	await move(parent, { do: 'private-agree', talk });
	await write(house, talk, pupil, (doc) => {
		for (const text of ['We waren bang.', 'We praten meer.'])
			addItem(doc, { id: newId<'item'>() as ItemId, kind: 'agreement', text });
	});
	await move(pupil, { do: 'private-end', talk });
	await move(pupil, { do: 'private-ask', talk: next, among: [pupil, parent] });
}

/** `before`: the circle that this one follows. */
export async function wordsAt(
	house: House,
	circle: CircleId,
	before: CircleId,
	people: People
): Promise<Words> {
	const live = await liveAt(house, circle);
	const [core, inner] = [sheetIn(live, 'core'), sheetIn(live, 'inner')];
	const items = [...(await house.moveTools.itemsOf(core)), ...(await house.moveTools.itemsOf(inner))];
	const item = (kind: Item['kind'], owner: PersonId): Item => {
		const found = items.find((one) => one.kind === kind && one.owner === owner);
		if (!found) throw new Error(`no ${kind}`);
		return found;
	};
	const version = live.row.follows && live.table.versions.get(live.row.follows);
	const own = live.sheets.find((sheet) => sheet.audience === 'own' && sheet.person === people.pupil);
	const ended = (await liveAt(house, before)).sheets.find((sheet) => sheet.audience === 'core');
	const [[talk] = [], [asked] = []] = ['begun', 'asked'].map((state) =>
		[...live.table.talks.keys()].filter((id) => live.table.talks.get(id)?.state === state)
	);
	const [shown] = live.table.named.mine.keys();
	if (!own || !ended || !version || !talk || !asked || !shown) throw new Error('a table of another kind');
	const room = (id: SheetId) => `${id}.${live.sheets.find((sheet) => sheet.id === id)?.epoch}`;
	return {
		voice: voiceIn(live, people.pupil),
		lines: [...live.table.lines.values()].map(({ id, digest }) => ({ id, digest })),
		shown,
		order: live.table.circle.order,
		version: version.digest,
		core,
		inner,
		rooms: {
			core: room(core),
			inner: room(inner),
			own: room(own.id),
			private: room(talk),
			before: `${ended.id}.${ended.epoch}`
		},
		promise: item('engagement', people.parent),
		within: item('engagement', people.pupil),
		notNow: item('not-now', people.pupil),
		talk,
		said: await house.moveTools.itemsOf(talk),
		asked
	};
}

async function liveAt(house: House, circle: CircleId): Promise<Live> {
	const live = await house.hall.live(circle);
	if (!live) throw new Error('no table');
	return live;
}

function voiceIn({ table }: Live, person: PersonId): VoiceId {
	const voice = table.people.get(person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	return voice;
}

function sheetIn({ sheets }: Live, audience: 'core' | 'inner'): SheetId {
	const open = sheets.filter((sheet) => sheet.open && isShared(sheet.audience));
	const found = open.find((sheet) => sheet.audience === audience) ?? open[0];
	if (!found) throw new Error('no sheet');
	return found.id;
}

/** One change on a sheet, in somebody's name. */
async function write(
	house: House,
	sheet: SheetId,
	person: PersonId,
	change: (doc: Y.Doc) => void
): Promise<void> {
	const doc = new Y.Doc();
	itemsOf(doc);
	const stored = await house.hub.read(sheet);
	if (stored) Y.applyUpdate(doc, stored);
	const before = Y.encodeStateVector(doc);
	change(doc);
	const refused = await house.hub.insert(sheet, Y.encodeStateAsUpdate(doc, before), person);
	if (refused) throw new Error(refused.no);
}
