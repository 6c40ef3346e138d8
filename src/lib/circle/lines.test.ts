import { describe, expect, it } from 'vitest';
import type { LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyCircle, planned, type Circle } from '#lib/circle/circle.ts';
import { decideCircle } from '#lib/circle/decide.ts';
import type { LineMove } from '#lib/circle/line-move.ts';
import { applyLine, decideLine, type LineContext, type Lines } from '#lib/circle/lines.ts';
import type { CircleMove } from '#lib/circle/move.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { People, Person } from '#lib/people/person.ts';
import { confirmed } from '#lib/plan/line.ts';

const [nele, steven, ilse] = ['nele', 'steven', 'ilse'] as unknown as [PersonId, PersonId, PersonId];
const person = (id: PersonId, role: Person['role'], behalf = false): Person => ({
	id,
	name: id,
	label: role,
	role,
	confidantOf: null,
	voices: [
		{ id: `${id}-voice` as VoiceId, person: id, behalf: false },
		...(behalf ? [{ id: `${id}-behalf` as VoiceId, person: id, behalf: true }] : [])
	]
});
const people: People = new Map(
	[person(nele, 'moderator'), person(steven, 'pupil'), person(ilse, 'clb', true)].map((one) => [one.id, one])
);

function playing(...moves: CircleMove[]): Circle {
	const begin = planned({
		leader: nele,
		co: null,
		method: 'proactive',
		rounds: roundsFor('start'),
		setting: 'family',
		order: [nele, steven, ilse]
	});
	const all: CircleMove[] = [
		{ do: 'open', setting: 'family' },
		{ do: 'seat', person: steven, school: false },
		{ do: 'seat', person: ilse, school: false },
		...moves
	];
	return all.reduce((circle, move) => {
		const answer = decideCircle(circle, move, { person: nele }, 0);
		if (isNo(answer)) throw new Error(answer.no);
		return answer.reduce((state, fact) => applyCircle(state, fact, 0), circle);
	}, begin);
}

const context = (circle: Circle, lines: Lines = new Map(), schoolSits = false): LineContext => ({
	circle,
	lines,
	people,
	schoolSits
});
const lay = (voice: string, text = 'Ik sleutel aan brommers.', line = 'l1'): LineMove & { do: 'lay' } => ({
	do: 'lay',
	line: line as LineId,
	voice: voice as VoiceId,
	kind: 'strength',
	about: null,
	text
});
const said = (given: LineContext, move: LineMove, by: PersonId) => {
	const answer = decideLine(given, move, { person: by });
	return isNo(answer) ? answer.no : answer.map((fact) => fact.is).join(' ') || '·';
};
function after(given: LineContext, move: LineMove, by: PersonId): Lines {
	const answer = decideLine(given, move, { person: by });
	if (isNo(answer)) throw new Error(answer.no);
	return answer.reduce(applyLine, given.lines);
}

const round = (...moves: CircleMove[]) => playing({ do: 'round', round: 2 }, ...moves);
const together = playing({ do: 'go', to: 'together' });

describe('laying words on the table', () => {
	it('S1-04: in a quiet round only the one who has the word, or had it, can', () => {
		expect(said(context(round()), lay('steven-voice'), steven)).toBe('laid');
		expect(said(context(round()), lay('ilse-voice'), ilse)).toBe('not-your-turn');
		const passed = round({ do: 'pass', round: 2, turn: 0, how: 'spoke', to: null });
		expect(said(context(passed), lay('steven-voice'), steven)).toBe('laid');
		expect(said(context(passed), lay('ilse-voice'), ilse)).toBe('laid');
	});
	it('the one who leads writes for whoever has the word, and for nobody whose turn is to come', () => {
		expect(said(context(round()), lay('steven-voice'), nele)).toBe('laid');
		expect(said(context(round()), lay('ilse-voice'), nele)).toBe('not-your-turn');
	});
	it('a quiet round that writes nothing down, writes nothing down', () => {
		expect(said(context(playing({ do: 'round', round: 0 })), lay('steven-voice'), steven)).toBe(
			'writes-nothing'
		);
	});
	it('in samen anybody lays their own, and nobody another’s', () => {
		expect(said(context(together), lay('steven-voice'), steven)).toBe('laid');
		expect(said(context(together), lay('ilse-voice'), steven)).toBe('not-your-words');
	});
	it('nothing is laid twice, and nothing empty', () => {
		const lines = after(context(together), lay('steven-voice'), steven);
		expect(said(context(together, lines), lay('steven-voice'), steven)).toBe('·');
		expect(said(context(together), lay('steven-voice', ' \n'), steven)).toBe('empty');
	});
	it('S1-02: a voice namens school is there until the school sits here itself', () => {
		expect(said(context(together), lay('ilse-behalf'), ilse)).toBe('laid');
		expect(said(context(together, new Map(), true), lay('ilse-behalf'), ilse)).toBe('no-such-voice');
	});
	it('after voorleggen the words stand', () => {
		const presented = applyCircle(together, { is: 'presented', version: 'v' as never }, 0);
		expect(said(context(presented), lay('steven-voice'), steven)).toBe('already-presented');
	});
});

describe('klopt', () => {
	const lines = after(context(together), lay('steven-voice'), nele);
	const line = [...lines.values()][0];
	if (!line) throw new Error('no line');
	const confirm = (witness: PersonId | null, digest = line.digest): LineMove => ({
		do: 'confirm',
		line: line.id,
		digest,
		witness
	});
	it('is said by the voice itself', () => {
		expect(said(context(together, lines), confirm(null), steven)).toBe('confirmed');
		expect(said(context(together, lines), confirm(null), ilse)).toBe('not-your-words');
	});
	it('or aloud, when the one who leads taps, with a witness who is not the voice', () => {
		expect(said(context(together, lines), confirm(nele), nele)).toBe('confirmed');
		expect(said(context(together, lines), confirm(steven), nele)).toBe('no-witness');
		expect(said(context(together, lines), confirm(nele), ilse)).toBe('not-your-words');
	});
	it('names its words: a correction takes it away', () => {
		const yes = after(context(together, lines), confirm(null), steven);
		expect(confirmed([...yes.values()][0] as never)).toBe(true);
		const corrected = after(
			context(together, yes),
			{ do: 'correct', line: line.id, text: 'Iets anders.' },
			steven
		);
		expect(confirmed([...corrected.values()][0] as never)).toBe(false);
		expect(said(context(together, corrected), confirm(null), steven)).toBe('other-words');
	});
});

describe('neem van tafel', () => {
	const lines = after(context(together), lay('steven-voice'), steven);
	it('is for everybody, and only the voice or the schrijver lays it back', () => {
		const covered = after(context(together, lines), { do: 'cover', line: 'l1' as LineId }, ilse);
		expect([...covered.values()][0]?.covered).toBe(true);
		expect(said(context(together, covered), { do: 'uncover', line: 'l1' as LineId }, ilse)).toBe(
			'not-your-words'
		);
		expect(said(context(together, covered), { do: 'uncover', line: 'l1' as LineId }, steven)).toBe(
			'uncovered'
		);
	});
	it('taken back, it is gone', () => {
		expect(after(context(together, lines), { do: 'take-back', line: 'l1' as LineId }, steven).size).toBe(0);
		expect(said(context(together, lines), { do: 'take-back', line: 'l1' as LineId }, ilse)).toBe(
			'not-your-words'
		);
	});
});

describe('a verslaggever', () => {
	const writing = playing({ do: 'go', to: 'together' }, { do: 'name-writer', person: ilse, writes: true });
	const lines = after(context(writing), lay('steven-voice'), ilse);
	const line = [...lines.values()][0];
	if (!line) throw new Error('no line');
	const nod = (witness: PersonId | null): LineMove => ({
		do: 'confirm',
		line: line.id,
		digest: line.digest,
		witness
	});
	it('S5-09: types for a voice, and the line says who did until the voice said klopt', () => {
		expect(line.writer).toBe(ilse);
		expect(confirmed(line)).toBe(false);
		expect(confirmed([...after(context(writing, lines), nod(null), steven).values()][0] as never)).toBe(true);
	});
	it('S2-08: writes down a nod that somebody else saw, and not their own word for it', () => {
		expect(said(context(writing, lines), nod(nele), ilse)).toBe('confirmed');
		expect(said(context(writing, lines), nod(ilse), ilse)).toBe('no-witness');
		expect(said(context(writing, lines), nod(steven), ilse)).toBe('no-witness');
		expect(said(context(writing, lines), nod(null), ilse)).toBe('not-your-words');
		expect(said(context(writing, lines), nod(nele), nele)).toBe('confirmed');
	});
	it('mends what they typed until then, and no other words', () => {
		const correct: LineMove = { do: 'correct', line: line.id, text: 'Ik sleutel graag.' };
		expect(said(context(writing, lines), correct, ilse)).toBe('corrected');
		const yes = after(context(writing, lines), nod(null), steven);
		expect(said(context(writing, yes), correct, ilse)).toBe('not-your-words');
		const own = after(context(writing), lay('steven-voice'), steven);
		expect(said(context(writing, own), correct, ilse)).toBe('not-your-words');
		expect(said(context(writing, lines), { do: 'take-back', line: line.id }, ilse)).toBe('not-your-words');
	});
	it('types for nobody before they are named, nor after', () => {
		expect(said(context(together), lay('steven-voice'), ilse)).toBe('not-your-words');
		const over = playing(
			{ do: 'go', to: 'together' },
			{ do: 'name-writer', person: ilse, writes: true },
			{ do: 'name-writer', person: ilse, writes: false }
		);
		expect(said(context(over), lay('steven-voice'), ilse)).toBe('not-your-words');
	});
	it('in a quiet round only for whoever has the word, or had it', () => {
		const quiet = round({ do: 'name-writer', person: ilse, writes: true });
		expect(said(context(quiet), lay('steven-voice'), ilse)).toBe('laid');
		expect(said(context(quiet), lay('nele-voice'), ilse)).toBe('not-your-turn');
	});
	it('a yes can come later: while the plan lies before everybody, or the circle was broken off', () => {
		const presented = applyCircle(writing, { is: 'presented', version: 'v' as never }, 0);
		expect(said(context(presented, lines), nod(null), steven)).toBe('confirmed');
		expect(said(context(presented, lines), lay('steven-voice', 'Nog iets.', 'l2'), ilse)).toBe(
			'already-presented'
		);
		const broken = applyCircle(writing, { is: 'broken-off' }, 0);
		expect(said(context(broken, lines), nod(null), steven)).toBe('confirmed');
		const closed = applyCircle(presented, { is: 'closed' }, 0);
		expect(said(context(closed, lines), nod(null), steven)).toBe('already-presented');
	});
});
