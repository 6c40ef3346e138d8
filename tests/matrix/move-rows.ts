// Move × role at a table with a school, in samen: the meeting itself, then its words, then who comes in, and at
// last what ends the draft. Every `do` of the wire has a row here.

import { newId } from '#server/door/secret.ts';
import { hear, lead, own, type MoveRows } from './move-row.ts';
import { inPrivateRows, privateRows } from './private-rows.ts';
import { wordRows } from './word-rows.ts';

const said = { text: 'Hoe kom je binnen?', writes: 'nothing', kind: null, seconds: null } as const;
const later = { school: null, seated: false, join: false } as const;

export const moveRows: MoveRows = {
	open: { move: () => ({ do: 'open', setting: 'school' }), hears: lead(null) },
	seat: {
		move: ({ pupil }) => ({ do: 'seat', person: pupil, school: false }),
		hears: lead(null),
		absent: 'not-seated'
	},
	'school-joins': {
		move: ({ school }) => ({ do: 'school-joins', person: school }),
		hears: lead(null),
		absent: 'not-seated'
	},
	leave: { move: ({ absent }) => ({ do: 'leave', person: absent }), hears: lead(null), absent: null },
	arrange: { move: ({ order }) => ({ do: 'arrange', order }), hears: lead(null), absent: 'not-everybody' },
	go: { move: () => ({ do: 'go', to: 'together' }), hears: lead(null) },
	'more-time': {
		move: () => ({ do: 'more-time', round: 0, turn: 0 }),
		hears: hear('not-in-this-phase', 'not-in-this-phase', 'not-in-this-phase', 'not-in-this-phase')
	},
	minute: { move: () => ({ do: 'minute', seconds: 60 }), hears: lead('not-in-this-phase') },
	'minute-over': { move: () => ({ do: 'minute-over' }), hears: hear(null, null, null, null) },
	'name-co': {
		move: ({ parent }) => ({ do: 'name-co', person: parent }),
		hears: lead('may-not-lead'),
		absent: 'not-seated'
	},
	'hand-over': {
		move: ({ parent }) => ({ do: 'hand-over', to: parent }),
		hears: lead('may-not-lead'),
		absent: 'not-seated'
	},
	'take-over': {
		move: () => ({ do: 'take-over' }),
		hears: hear('only-the-co-leader', 'only-the-co-leader', 'only-the-co-leader', null)
	},
	'name-writer': {
		move: ({ parent }) => ({ do: 'name-writer', person: parent, writes: true }),
		hears: lead(null),
		absent: 'not-seated'
	},
	'name-reader': {
		move: ({ parent }) => ({ do: 'name-reader', person: parent }),
		hears: lead(null),
		absent: 'not-seated'
	},
	paper: { move: () => ({ do: 'paper', on: false }), hears: lead(null) },
	'read-out': {
		move: ({ parent }) => ({ do: 'read-out', person: parent, language: 'fa-AF' }),
		hears: hear('only-the-leader', null, 'only-the-leader', null),
		absent: 'not-seated'
	},
	'read-out, by a pupil': {
		move: ({ pupil }) => ({ do: 'read-out', person: pupil, language: 'fa-AF' }),
		hears: hear('only-the-leader', 'only-the-leader', 'may-not-interpret', 'may-not-interpret')
	},
	expect: {
		move: ({ parent }) => ({ do: 'expect', person: parent, asked: true }),
		hears: lead(null),
		absent: 'not-seated'
	},
	pause: { move: () => ({ do: 'pause' }), hears: hear(null, null, null, null) },
	resume: { move: () => ({ do: 'resume' }), hears: lead(null) },
	close: { move: () => ({ do: 'close' }), hears: lead('present-first') },
	round: { move: () => ({ do: 'round', round: 999 }), hears: lead('no-such-round') },

	'reword-round': {
		move: () => ({ do: 'reword-round', round: 'ask.gone/', ...said }),
		hears: lead('no-such-round'),
		absent: 'no-such-round'
	},
	'add-round': {
		move: () => ({ do: 'add-round', before: null, ...said, round: `own.${newId()}/` }),
		hears: lead(null)
	},
	'move-round': {
		move: () => ({ do: 'move-round', round: 'ask.gone/', before: null }),
		hears: lead('no-such-round')
	},
	'remove-round': { move: () => ({ do: 'remove-round', round: 'ask.gone/' }), hears: lead(null) },
	tone: { move: () => ({ do: 'tone', tone: 'simple' }), hears: lead(null) },

	...wordRows,

	...privateRows,

	welcome: {
		move: () => ({ do: 'welcome', person: newId(), voice: newId(), name: '', label: '', ...later }),
		// A pupil names who may ask after their promise, somebody at home too.
		hears: hear('only-the-leader', 'only-the-leader', 'name-needed', 'name-needed')
	},
	admit: {
		move: ({ newcomer }) => ({ do: 'admit', seat: newcomer, school: null, join: false }),
		hears: hear('nobody-waits', 'nobody-waits', 'nobody-waits', 'school-or-not'),
		absent: 'nobody-waits'
	},
	'admit, a second screen': {
		move: ({ second }) => ({ do: 'admit', seat: second, school: null, join: false }),
		hears: hear('nobody-waits', null, 'nobody-waits', 'nobody-waits'),
		absent: 'nobody-waits'
	},
	'turn-away': {
		move: ({ newcomer }) => ({ do: 'turn-away', seat: newcomer }),
		hears: hear('nobody-waits', 'nobody-waits', 'nobody-waits', null),
		absent: null
	},
	'admit-all': { move: () => ({ do: 'admit-all' }), hears: lead(null) },
	'break-off': { move: () => ({ do: 'break-off' }), hears: lead(null) },
	'take-up': { move: () => ({ do: 'take-up' }), hears: lead(null) },
	absence: {
		move: ({ pupil }) => ({ do: 'absence', person: pupil, state: 'excused', speaker: null }),
		hears: lead('is-here'),
		absent: 'not-expected-here'
	},
	confidant: {
		move: ({ parent }) => ({ do: 'confidant', person: parent, adult: true }),
		hears: hear('no-confidant', 'no-confidant', 'no-confidant', 'no-confidant'),
		absent: 'no-confidant'
	},
	'confidant, nobody any more': {
		move: () => ({ do: 'confidant', person: null, adult: null }),
		hears: hear('no-confidant', null, null, 'no-confidant')
	},
	'new-code': { move: () => ({ do: 'new-code' }), hears: lead(null) },

	...inPrivateRows,

	pass: {
		first: { do: 'round', round: 0 },
		move: ({ parent }) => ({ do: 'pass', round: 0, turn: 0, how: 'pass', to: parent }),
		hears: own(null, null, 'not-your-turn'),
		absent: 'not-seated'
	},
	undo: { move: () => ({ do: 'undo', round: 0, turn: 0 }), hears: lead(null) },
	present: { move: () => ({ do: 'present' }), hears: lead(null) }
};
