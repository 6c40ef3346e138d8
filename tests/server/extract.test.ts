// An extract: what the pupil picked, for one reader, until it ends. Others' words cannot be picked; who refuses contact
// with its reader is not named to them; each opening is in the read log.

import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { stateHere } from '#lib/live/state-here.ts';
import { readStatement, signStatement } from '#lib/seal/statement.ts';
import { checkTraject } from '#server/chain/check.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { extract, statement } from '#server/store/agreed.ts';
import { contactBar, seat as seats, version } from '#server/store/schema.ts';
import { openExtract } from '#server/table/extract-open.ts';
import { endExtract, extractsOf, makeExtract, readWords } from '#server/table/extracts.ts';
import { moveFor } from '#server/table/moves.ts';
import { readLog } from '#server/table/read-log.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let joris: Promise<Staff> | null = null;
const staffHere = () => (joris ??= aCoach(house()));

it('holds what the pupil picked and nothing else, for one reader, until it ends', async () => {
	const staff = await staffHere();
	const before = await aTraject(house(), staff);
	const bral = await add(house(), before.traject, 'Ter Wilgen', 'school', true);
	const at = await atTraject({ house: house(), staff }, before.traject);
	const [steven, wim] = ['Steven', 'Wim'].map((name) => named(at, name)) as [PersonId, PersonId];
	const promised = (owner: PersonId, text: string, audience: 'core' | 'inner') => ({
		...{ owner, asker: null, text, audience }
	});
	const id: VersionId = await hold(at, await aCircle(at), [
		promised(steven, 'Ik kom elke dinsdag.', 'core'),
		promised(steven, 'Ik ga met Wim mee.', 'inner'),
		promised(wim, 'Ik bel drie adressen.', 'core')
	]);
	const parts = await house().store.read((db) => readWords(db, id));
	const of = (text: string) =>
		parts.find(({ part }) => 'text' in part && part.text.includes(text))?.digest ?? '';
	const [mine, names, his] = ['elke dinsdag', 'met Wim mee', 'drie adressen'].map(of) as [
		string,
		string,
		string
	];
	const seat = (person: PersonId, role: SeatWho['role']): SeatWho => ({
		...{ is: 'seat', seat: newId(), traject: at.traject, state: 'seated', person, role },
		...{ circle: null, wall: false, tablet: null }
	});
	const who = seat(steven, 'pupil');
	const ask = async (
		shows: string[],
		reader = 'trainer Ali',
		signed: Parameters<typeof makeExtract>[3]['signed'] = null
	) => makeExtract(house(), who, id, { reader, shows, days: 30, signed });
	const noOf = async (...asked: Parameters<typeof ask>) => {
		const made = await ask(...asked);
		return made && isNo(made) ? made.no : made;
	};

	expect(await noOf([])).toBe('nothing-picked');
	expect(await noOf([mine], ' ')).toBe('who-reads');
	expect(await noOf([mine, his])).toBe('not-yours-to-pick');
	expect(await noOf([mine, digestOfText('nothing')])).toBe('not-yours-to-pick');
	for (const other of [seat(wim, 'parent'), { ...who, tablet: newId<'seat'>() }])
		expect(
			await makeExtract(house(), other, id, { reader: 'x', shows: [mine], days: 30, signed: null })
		).toBeNull();

	// Somebody else's key is not his: nothing is handed on the strength of it.
	const [row] = await house().store.read((db) => db.select().from(version).where(eq(version.id, id)));
	const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
		'sign',
		'verify'
	]);
	const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
	const strange = await stateHere(
		{ jwk: { kty: 'EC', crv: 'P-256', x, y }, pair },
		{
			...{ version: row?.digest as Digest, traject: at.traject, person: steven, act: 'sees', given: true },
			...{ at: 1, how: 'device', witness: null, aloud: null, words: '', reader: 'trainer Ali' },
			shows: [mine as Digest]
		}
	);
	expect(await noOf([mine], 'trainer Ali', strange)).toBe('not-signed-well');

	const made = await ask([mine, names]);
	if (!made || isNo(made)) throw new Error('no extract');
	const consents = await house().store.read((db) => db.select().from(statement));
	const [said] = consents.map((one) => readStatement(one.token, one.disclosures));
	expect(consents).toHaveLength(1);
	expect(said).toMatchObject({ act: 'sees', given: true, person: steven, how: 'house' });

	const open = async () => {
		const opened = await openExtract(house(), made.secret);
		return isNo(opened) ? opened.no : openCopy(opened.file, house().keys());
	};
	const copy = await open();
	if (typeof copy === 'string' || isNo(copy)) throw new Error('it did not open');
	expect(copy.issuer).toBe('house');
	expect(copy.parts.map((part) => ('text' in part ? part.text : part.part)).sort()).toEqual([
		'Ik ga met Wim mee.',
		'Ik kom elke dinsdag.'
	]);
	expect(copy.answers).toEqual([]);
	const log = await readLog(house(), who);
	expect(log?.lines.map(({ how, name }) => [how, name])).toEqual([['extract', 'trainer Ali']]);
	expect((await readLog(house(), seat(wim, 'parent')))?.lines).toEqual([]);
	expect(await openExtract(house(), 'AAAAAAAAAAAAAAAAAAAAAA')).toEqual({ no: 'extract-gone' });

	// Wim refuses contact with the school: nothing that names him is for it, and what was given before opens no more.
	const atSchool = await ask([mine, names], 'mevrouw Bral, Ter Wilgen');
	if (!atSchool || isNo(atSchool)) throw new Error('no extract');
	await house().store.write((tx) =>
		tx.insert(contactBar).values({ traject: at.traject, person: wim, other: bral })
	);
	expect(await openExtract(house(), atSchool.secret)).toEqual({ no: 'extract-gone' });
	expect(await noOf([names], 'school ter wilgen')).toBe('extract-held');
	expect(await noOf([mine], 'school ter wilgen')).toHaveProperty('secret');
	expect(typeof (await open())).not.toBe('string');

	// Ended at once by the pupil and nobody else; over when its day has come.
	const handed = (await extractsOf(house(), who)) ?? [];
	const first = handed.find(({ reader }) => reader === 'trainer Ali')?.id;
	expect(await endExtract(house(), seat(wim, 'parent'), first)).toBeNull();
	expect(await endExtract(house(), who, first, strange)).toEqual({ no: 'not-signed-well' });
	for (let twice = 0; twice < 2; twice++) expect(await endExtract(house(), who, first)).toBe('ended');
	expect(await open()).toBe('extract-gone');
	// The consent is taken back, once and whole: to the same reader, of the same parts.
	const taken = (await house().store.read((db) => db.select().from(statement)))
		.map((one) => readStatement(one.token, one.disclosures))
		.filter((one) => !isNo(one) && one.act === 'sees' && !one.given);
	expect(taken).toMatchObject([{ person: steven, how: 'house', hidden: { reader: { is: 'trainer Ali' } } }]);
	expect(await house().store.read((db) => checkTraject(db, at.traject, house().keys()))).toEqual([]);
	const last = await ask([mine], 'oma');
	if (!last || isNo(last)) throw new Error('no extract');
	await house().store.write((tx) =>
		tx
			.update(extract)
			.set({ expiresAt: new Date(0) })
			.where(eq(extract.reader, 'oma'))
	);
	expect(await openExtract(house(), last.secret)).toEqual({ no: 'extract-gone' });
});

it('of a version that was withdrawn nothing is read, and whoever has the link is told so', async () => {
	const staff = await staffHere();
	const at = await aTraject(house(), staff);
	const [steven, wim] = ['Steven', 'Wim'].map((name) => named(at, name)) as [PersonId, PersonId];
	const circle = await aCircle(at);
	const promised = [{ owner: steven, asker: null, text: 'Ik kom elke dinsdag.', audience: 'core' } as const];
	const id = await hold(at, circle, promised, false);
	const who: SeatWho = {
		...{ is: 'seat', seat: newId(), traject: at.traject, state: 'seated', person: steven, role: 'pupil' },
		...{ circle: null, wall: false, tablet: null }
	};
	const parts = await house().store.read((db) => readWords(db, id));
	const shows = parts.flatMap(({ part, digest }) => (part.part === 'engagement' ? [digest] : []));
	const ask = () => makeExtract(house(), who, id, { reader: 'oma', shows, days: 7, signed: null });
	const made = await ask();
	if (!made || isNo(made)) throw new Error('no extract');
	expect(await openExtract(house(), made.secret)).toHaveProperty('file');
	const by = { person: at.mine as PersonId, seat: null };
	const withdraw = { do: 'withdraw', version: id, reason: '', because: 'content', readers: 'all' } as const;
	expect(await moveFor(house().moveTools, circle, by, newId(), withdraw)).toBeNull();

	expect(await openExtract(house(), made.secret)).toEqual({ no: 'extract-withdrawn' });
	expect(await ask()).toEqual({ no: 'version-withdrawn' });
	expect((await extractsOf(house(), who))?.map(({ is }) => is)).toEqual(['withdrawn']);
	// It was not opened: the read log has one line, of before.
	expect((await readLog(house(), who))?.lines).toHaveLength(1);
	const [mine] = (await extractsOf(house(), who)) ?? [];
	expect(await endExtract(house(), { ...who, person: wim }, mine?.id)).toBeNull();
	expect(await endExtract(house(), who, mine?.id)).toBe('ended');
	expect(await openExtract(house(), made.secret)).toEqual({ no: 'extract-gone' });
});

it('a consent that a device signed hands on one extract, and none after it was taken back', async () => {
	const at = await aTraject(house(), await staffHere());
	const steven = named(at, 'Steven');
	const device = signerFrom(newKey());
	const made = {
		person: steven,
		circle: null,
		via: 'card',
		state: 'seated',
		card: null,
		claim: null
	} as const;
	await house().store.write(async (tx) => {
		const { id } = await openSeat(tx, { traject: at.traject, ...made });
		await tx.update(seats).set({ key: device.key }).where(eq(seats.id, id));
	});
	const promise = { owner: steven, asker: null, text: 'Ik kom elke dinsdag.', audience: 'core' } as const;
	const id: VersionId = await hold(at, await aCircle(at), [promise]);
	const who: SeatWho = {
		...{ is: 'seat', seat: newId(), traject: at.traject, state: 'seated', person: steven, role: 'pupil' },
		...{ circle: null, wall: false, tablet: null }
	};
	const [row] = await house().store.read((db) => db.select().from(version).where(eq(version.id, id)));
	const parts = await house().store.read((db) => readWords(db, id));
	const shows = parts.flatMap(({ part, digest }) => (part.part === 'engagement' ? [digest as Digest] : []));
	const signed = await signStatement(
		{
			...{ version: row?.digest as Digest, traject: at.traject, person: steven, act: 'sees', given: true },
			...{ at: 1, how: 'device', witness: null, aloud: null, words: '', reader: 'oma', shows }
		},
		(count) => crypto.getRandomValues(new Uint8Array(count)),
		device
	);
	const ask = () => makeExtract(house(), who, id, { reader: 'oma', shows, days: 7, signed });
	expect(await ask()).toHaveProperty('secret');
	expect(await ask()).toEqual({ no: 'not-signed-well' });
	const [handed] = (await extractsOf(house(), who)) ?? [];
	expect(await endExtract(house(), who, handed?.id)).toBe('ended');
	expect(await ask()).toEqual({ no: 'not-signed-well' });
	expect(await extractsOf(house(), who)).toHaveLength(1);
});
