// Every move somebody might ask for, right or wrong, as a list to add to: a move of the wire that is not in
// it fails the walk.

import type { Digest } from '#lib/base/digest.ts';
import type { LineId, PersonId, SheetId, VersionId, VoiceId } from '#lib/base/id.ts';
import { turnsNow, versionOf } from '#lib/circle/circle.ts';
import { endings } from '#lib/circle/turns.ts';
import { results, reviewParts } from '#lib/engagement/engagement.ts';
import { itemDigest, wholeDigest } from '#lib/plan/item.ts';
import { ownKinds } from '#lib/plan/kind.ts';
import type { Line } from '#lib/plan/line.ts';
import type { TableMove } from '#lib/table/decide.ts';
import { markChoices } from '#lib/table/mark.ts';
import type { Table } from '#lib/table/table.ts';
import type { Ground } from './table.ts';
import { inVersion, present, withdraw, type HouseAct } from './acts.ts';

export type Asked = TableMove | HouseAct;
export type Maker = (ground: Ground, table: Table, by: PersonId) => Asked;
type Makers = { readonly [name in TableMove['do'] | `house ${string}`]: readonly [number, Maker] };

const nowIn = ({ circle }: Table): number => (circle.phase.at === 'round' ? circle.phase.round : 0);
const turnIn = ({ chance }: Ground, { circle }: Table): number =>
	Math.max(0, (turnsNow(circle)?.turn ?? 0) - (chance.in100(10) ? 1 : 0));
const anyone = ({ chance, people, stranger }: Ground): PersonId =>
	chance.in100(2) ? stranger : chance.one(people);
const lineIn = ({ chance }: Ground, table: Table): LineId =>
	table.lines.size > 0 && chance.in100(95) ? chance.one([...table.lines.keys()]) : ('none' as LineId);
const digestOf = ({ chance }: Ground, line: Line | undefined): Digest =>
	line && chance.in100(90) ? line.digest : ('other' as Digest);
const seenBy = (ground: Ground, table: Table) =>
	[...table.lines.values()]
		.filter(() => ground.chance.in100(80))
		.map((line) => ({ line: line.id, digest: digestOf(ground, line) }));

/** Mostly the own voice; in a walk people also try another's. */
function voiceFor({ chance, people }: Ground, table: Table, by: PersonId): VoiceId {
	const who = table.people.get(chance.in100(70) ? by : chance.one(people));
	return who ? chance.one(who.voices).id : ('none' as VoiceId);
}

function textFor({ chance, texts }: Ground): string {
	if (chance.in100(5)) return '  ';
	const text = `woord${texts.length}eigen`;
	texts.push(text);
	return text;
}

const readersFor = (ground: Ground) => ({
	readers: ground.people.filter(() => ground.chance.in100(30)),
	school: ground.chance.in100(50)
});

/** Mostly a line of one's own for named people; in a walk people also try another's. */
function shownIn({ chance, people }: Ground, { named }: Table, by: PersonId): LineId {
	const voice = `${chance.in100(80) ? by : chance.one(people)}`;
	const theirs = [...named.mine.values()].filter((line) => line.voice.startsWith(voice));
	return theirs.length > 0 ? chance.one(theirs).id : ('none' as LineId);
}

function yes(ground: Ground, by: PersonId) {
	const { chance, items, sheet } = ground;
	const item = chance.one([...items.values()]);
	const person = chance.in100(70) && item.owner ? item.owner : chance.in100(50) ? by : anyone(ground);
	const digest = chance.in100(90) ? itemDigest(item) : ('other' as Digest);
	const witness = person === by || chance.in100(20) ? null : anyone(ground);
	return { sheet, item: item.id, digest, person, witness };
}

/** Mostly the one that goes on, or one that somebody asks of this person. */
function talkIn({ chance }: Ground, { circle, talks }: Table, by: PersonId): SheetId {
	if (circle.private && chance.in100(90)) return circle.private.sheet;
	const mine = [...talks].filter(([, talk]) => talk.among.includes(by) || chance.in100(5));
	return mine.at(-1 - chance.upTo(2))?.[0] ?? mine.at(-1)?.[0] ?? ('none' as SheetId);
}

const versionIn = ({ chance }: Ground, table: Table): VersionId =>
	versionOf(table.circle.phase) ?? (table.versions.size > 0 ? chance.one([...table.versions.keys()]) : none);
const none = 'none' as VersionId;

/** How often, and how. */
export const makers: Makers = {
	open: [1, ({ chance }) => ({ do: 'open', setting: chance.one(['school', 'family']) })],
	seat: [
		8,
		(ground, { circle }) => {
			const away = ground.people.filter((one) => !circle.seated.has(one));
			const person = away.length > 0 && ground.chance.in100(90) ? ground.chance.one(away) : anyone(ground);
			return { do: 'seat', person, school: false };
		}
	],
	'school-joins': [1, (ground) => ({ do: 'school-joins', person: anyone(ground) })],
	leave: [1, (ground, _, by) => ({ do: 'leave', person: ground.chance.in100(50) ? by : anyone(ground) })],
	arrange: [
		1,
		({ chance }, { circle }) => {
			const order = [...circle.order].sort(() => chance.next() - 0.5);
			return { do: 'arrange', order: chance.in100(10) ? order.slice(1) : order };
		}
	],
	round: [12, ({ chance }, { circle }) => ({ do: 'round', round: chance.upTo(circle.rounds.length + 1) })],
	pass: [
		40,
		(ground, table) => ({
			do: 'pass',
			round: nowIn(table),
			turn: turnIn(ground, table),
			how: ground.chance.one(endings),
			to: ground.chance.in100(20) ? anyone(ground) : null
		})
	],
	undo: [6, (ground, table) => ({ do: 'undo', round: nowIn(table), turn: turnIn(ground, table) })],
	'more-time': [
		2,
		(ground, table) => ({ do: 'more-time', round: nowIn(table), turn: turnIn(ground, table) })
	],
	minute: [2, ({ chance }) => ({ do: 'minute', seconds: 10 + chance.upTo(50) })],
	'minute-over': [6, () => ({ do: 'minute-over' })],
	go: [1, ({ chance }) => ({ do: 'go', to: chance.one(['gathering', 'together', 'own-words', 'reading']) })],
	'name-co': [2, (ground) => ({ do: 'name-co', person: ground.chance.in100(20) ? null : anyone(ground) })],
	'hand-over': [2, (ground) => ({ do: 'hand-over', to: anyone(ground) })],
	'take-over': [3, () => ({ do: 'take-over' })],
	'name-writer': [
		2,
		(ground) => ({ do: 'name-writer', person: anyone(ground), writes: ground.chance.in100(70) })
	],
	'break-off': [0.3, () => ({ do: 'break-off' })],
	'take-up': [8, () => ({ do: 'take-up' })],
	expect: [2, (ground) => ({ do: 'expect', person: anyone(ground), asked: ground.chance.in100(60) })],
	pause: [1, () => ({ do: 'pause' })],
	resume: [2, () => ({ do: 'resume' })],
	close: [0.4, () => ({ do: 'close' })],

	lay: [
		8,
		(ground, table, by) => ({
			do: 'lay',
			line: (ground.chance.in100(95) ? `l${ground.texts.length}` : lineIn(ground, table)) as LineId,
			voice: voiceFor(ground, table, by),
			kind: ground.chance.one(ownKinds),
			about: null,
			text: textFor(ground)
		})
	],
	show: [
		4,
		(ground, table, by) => ({
			do: 'show',
			line: (ground.chance.in100(95) ? `n${ground.texts.length}` : lineIn(ground, table)) as LineId,
			voice: voiceFor(ground, table, by),
			kind: ground.chance.one(ownKinds),
			about: null,
			text: textFor(ground),
			...readersFor(ground)
		})
	],
	readers: [
		4,
		(ground, table, by) => ({ do: 'readers', line: shownIn(ground, table, by), ...readersFor(ground) })
	],
	reword: [
		2,
		(ground, table, by) => ({ do: 'reword', line: shownIn(ground, table, by), text: textFor(ground) })
	],
	unshow: [1, (ground, table, by) => ({ do: 'unshow', line: shownIn(ground, table, by) })],
	correct: [3, (ground, table) => ({ do: 'correct', line: lineIn(ground, table), text: textFor(ground) })],
	confirm: [
		4,
		(ground, table) => {
			const line = lineIn(ground, table);
			const witness = ground.chance.in100(40) ? anyone(ground) : null;
			return { do: 'confirm', line, digest: digestOf(ground, table.lines.get(line)), witness };
		}
	],
	'take-back': [1, (ground, table) => ({ do: 'take-back', line: lineIn(ground, table) })],
	cover: [1, (ground, table) => ({ do: 'cover', line: lineIn(ground, table) })],
	uncover: [1, (ground, table) => ({ do: 'uncover', line: lineIn(ground, table) })],
	check: [
		2,
		(ground, table, by) => {
			const person = ground.chance.in100(60) ? by : anyone(ground);
			const voices = table.people.get(person)?.voices.map(({ id }) => id) ?? [];
			const mine = seenBy(ground, table).filter(({ line }) => {
				const voice = table.lines.get(line)?.voice;
				return voice !== undefined && (voices.includes(voice) || ground.chance.in100(2));
			});
			return { do: 'check', person, lines: mine };
		}
	],
	mark: [
		3,
		(ground, table, by) => {
			const seen = seenBy(ground, table);
			const lines = seen.filter(() => ground.chance.in100(50)).map(({ line }) => line);
			const person = ground.chance.in100(60) ? by : anyone(ground);
			return { do: 'mark', person, choice: ground.chance.one(markChoices), lines, seen };
		}
	],
	'school-words': [
		3,
		(ground, table) => {
			const about = ground.chance.in100(50)
				? lineIn(ground, table)
				: ground.chance.one([...ground.items.keys()]);
			const sheet = ground.items.has(about as never) ? ground.sheet : null;
			const there = table.schoolWords.get(about)?.line;
			const line =
				there ?? ((ground.chance.in100(95) ? `s${ground.texts.length}` : lineIn(ground, table)) as LineId);
			return { do: 'school-words', line, about, sheet, text: ground.chance.in100(20) ? '' : textFor(ground) };
		}
	],
	take: [6, (ground, _, by) => ({ do: 'take', ...yes(ground, by) })],
	agree: [3, (ground, _, by) => ({ do: 'agree', ...yes(ground, by) })],
	'let-go': [
		2,
		(ground, _, by) => {
			const { sheet, item, person } = yes(ground, by);
			return { do: 'let-go', sheet, item, person };
		}
	],
	review: [
		3,
		(ground, _, by) => {
			const { sheet, item } = yes(ground, by);
			const { chance } = ground;
			return { do: 'review', sheet, item, part: chance.one(reviewParts), result: chance.one(results) };
		}
	],

	'empty-line': [0.5, (ground, table) => ({ do: 'empty-line', line: lineIn(ground, table) })],
	read: [2, ({ chance, sheet, items }) => ({ do: 'read', sheet, item: chance.one([...items.keys()]) })],
	'empty-item': [
		0.5,
		({ chance, sheet, items }) => ({ do: 'empty-item', sheet, item: chance.one([...items.keys()]) })
	],
	'read-out': [
		2,
		(ground, _, by) => ({
			do: 'read-out',
			person: ground.chance.in100(60) ? by : anyone(ground),
			language: 'fa-AF'
		})
	],
	'name-reader': [
		1,
		(ground) => ({ do: 'name-reader', person: ground.chance.in100(30) ? null : anyone(ground) })
	],
	paper: [1, ({ chance }) => ({ do: 'paper', on: chance.in100(50) })],

	'private-ask': [
		3,
		(ground, { circle }, by) => {
			const others = [...circle.seated].filter(() => ground.chance.in100(40));
			const among = ground.chance.in100(90) ? [by, ...others] : others;
			return { do: 'private-ask', talk: `t${ground.chance.upTo(1e9)}` as SheetId, among };
		}
	],
	'private-agree': [9, (ground, table, by) => ({ do: 'private-agree', talk: talkIn(ground, table, by) })],
	'private-decline': [
		0.5,
		(ground, table, by) => ({ do: 'private-decline', talk: talkIn(ground, table, by) })
	],
	'private-end': [4, (ground, table, by) => ({ do: 'private-end', talk: talkIn(ground, table, by) })],
	'private-call': [4, (ground, table, by) => ({ do: 'private-call', talk: talkIn(ground, table, by) })],
	'private-stay': [6, (ground, table, by) => ({ do: 'private-stay', talk: talkIn(ground, table, by) })],
	'private-yes': [
		6,
		(ground, table, by) => {
			const item = ground.chance.one([...ground.items.values()]);
			const digest = ground.chance.in100(90) ? wholeDigest(item) : ('other' as Digest);
			const to = ground.chance.in100(90) ? ground.sheet : ('other' as SheetId);
			return { do: 'private-yes', talk: talkIn(ground, table, by), item: item.id, digest, to };
		}
	],
	'private-no': [
		2,
		(ground, table, by) => {
			const item = ground.chance.one([...ground.items.keys()]);
			return { do: 'private-no', talk: talkIn(ground, table, by), item };
		}
	],

	'house present': [0.5, (ground) => present(`v${ground.texts.length}` as VersionId)],
	'house withdraw': [1.5, (ground, table) => withdraw(versionIn(ground, table))],
	'house declare': [
		0.3,
		(ground, table) => {
			const version = versionIn(ground, table);
			return inVersion('declare', version, { do: 'declare', pupilSaidYes: true, reason: '' });
		}
	],
	'house answer': [
		2,
		(ground, table, person) => {
			const answer = `a${ground.chance.upTo(1e6)}` as Digest;
			const signed = ground.chance.upTo(2) === 0;
			return inVersion('answer', versionIn(ground, table), { do: 'answer', person, answer, signed });
		}
	]
};
