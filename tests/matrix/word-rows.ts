// Moves about words: own words, promises, answers. A move names the least that shows whether they may; what
// changes what is said of others comes after it.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { newId } from '#server/door/secret.ts';
import { hear, lead, own, type MoveRows, type Said } from './move-row.ts';

/** A line of the pupil's: a school knows nothing of it. */
const line = (parent: Said, pupil: Said, leader: Said) => hear('no-such-line', parent, pupil, leader);
const yes = (person: PersonId, { digest }: { readonly digest: Digest }) => ({
	digest,
	person,
	witness: null
});
const aloud = { words: '', until: null, how: 'spoken', witness: null } as const;

export const wordRows: MoveRows = {
	lay: {
		move: ({ voice }) => ({ do: 'lay', line: newId(), voice, kind: 'wish', about: null, text: 'Rust.' }),
		// The parent types for others here (name-writer, above).
		hears: hear('not-your-words', null, null, null),
		absent: 'no-such-voice'
	},
	show: {
		move: ({ voice, parent }) => ({
			do: 'show',
			line: newId(),
			voice,
			kind: 'worry',
			about: null,
			text: 'Voor wie ik kies.',
			readers: [parent],
			school: false
		}),
		hears: own(null, 'not-your-words', 'not-your-words'),
		absent: 'no-such-voice'
	},
	readers: {
		move: ({ shown, parent }) => ({ do: 'readers', line: shown, readers: [parent], school: false }),
		hears: own(null, 'no-such-line', 'no-such-line'),
		absent: 'no-such-line'
	},
	reword: {
		move: ({ shown }) => ({ do: 'reword', line: shown, text: 'Anders, voor wie ik kies.' }),
		hears: own(null, 'no-such-line', 'no-such-line'),
		absent: 'no-such-line'
	},
	unshow: {
		move: ({ shown }) => ({ do: 'unshow', line: shown }),
		hears: own(null, 'no-such-line', 'no-such-line'),
		absent: 'no-such-line'
	},
	confirm: {
		move: ({ line, lineDigest }) => ({ do: 'confirm', line, digest: lineDigest, witness: null }),
		hears: line('not-your-words', null, 'not-your-words'),
		absent: 'no-such-line'
	},
	check: {
		move: ({ pupil, line, lineDigest }) => ({
			do: 'check',
			person: pupil,
			lines: [{ line, digest: lineDigest }]
		}),
		hears: own(null, null, 'not-yours-to-say'),
		absent: 'not-seated'
	},
	correct: {
		move: ({ line }) => ({ do: 'correct', line, text: 'Anders.' }),
		hears: line('not-your-words', null, null),
		absent: 'no-such-line'
	},
	'school-words': {
		move: ({ line }) => ({
			do: 'school-words',
			line: newId(),
			about: line,
			sheet: null,
			text: 'Iets rustigs.'
		}),
		hears: hear('no-such-line', 'not-yours-to-say', null, 'not-yours-to-say'),
		absent: 'no-such-line'
	},
	'school-words, in inner': {
		move: ({ inner, within }) => ({
			do: 'school-words',
			line: newId(),
			about: within.id,
			sheet: inner,
			text: 'Layla volgt een groep.'
		}),
		hears: hear('no-such-item', 'not-yours-to-say', null, 'not-yours-to-say'),
		absent: 'no-such-item'
	},
	'school-words, of what everybody reads': {
		move: ({ core, promise }) => ({
			do: 'school-words',
			line: newId(),
			about: promise.id,
			sheet: core,
			text: 'Anders.'
		}),
		hears: hear('no-such-item', 'no-such-item', 'no-such-item', 'no-such-item'),
		absent: 'no-such-item'
	},
	cover: {
		move: ({ line }) => ({ do: 'cover', line }),
		hears: line(null, null, null),
		absent: 'no-such-line'
	},
	uncover: {
		move: ({ line }) => ({ do: 'uncover', line }),
		hears: line('not-your-words', null, null),
		absent: 'no-such-line'
	},
	'take-back': {
		move: ({ line }) => ({ do: 'take-back', line }),
		hears: line('not-your-words', null, null),
		absent: 'no-such-line'
	},
	'empty-line': {
		move: ({ line }) => ({ do: 'empty-line', line }),
		// Whoever could took theirs back just now.
		hears: line(null, 'no-such-line', 'no-such-line'),
		absent: 'no-such-line'
	},
	mark: {
		move: ({ pupil, line, lineDigest }) => ({
			do: 'mark',
			person: pupil,
			choice: 'some',
			lines: [line],
			seen: [{ line, digest: lineDigest }]
		}),
		// The pupil, who comes first, said it on a device of their own.
		hears: own(null, 'not-yours-to-say', 'not-yours-to-say'),
		absent: 'not-seated'
	},

	take: {
		move: ({ core, promise, parent }) => ({
			do: 'take',
			sheet: core,
			item: promise.id,
			...yes(parent, promise)
		}),
		hears: hear('only-its-owner', null, 'only-its-owner', 'only-its-owner'),
		absent: 'no-such-item'
	},
	'take, in inner': {
		move: ({ inner, within, pupil }) => ({
			do: 'take',
			sheet: inner,
			item: within.id,
			...yes(pupil, within)
		}),
		hears: hear('no-such-item', 'only-its-owner', null, 'only-its-owner'),
		absent: 'no-such-item'
	},
	agree: {
		move: ({ core, notNow, pupil }) => ({ do: 'agree', sheet: core, item: notNow.id, ...yes(pupil, notNow) }),
		hears: own(null, 'only-its-owner', 'only-its-owner'),
		absent: 'no-such-item'
	},
	'let-go': {
		move: ({ core, promise, parent }) => ({ do: 'let-go', sheet: core, item: promise.id, person: parent }),
		hears: hear('only-its-owner', null, 'only-its-owner', null),
		absent: 'no-such-item'
	},
	review: {
		move: ({ core, promise }) => ({
			do: 'review',
			sheet: core,
			item: promise.id,
			part: 'owner',
			result: 'kept'
		}),
		hears: hear('only-its-owner', null, 'only-its-owner', null),
		absent: 'no-such-item'
	},
	shield: {
		move: ({ core, promise }) => ({
			do: 'shield',
			sheet: core,
			item: promise.id,
			reason: 'Een operatie.',
			readers: []
		}),
		hears: hear('only-its-owner', 'not-suspended', 'only-its-owner', 'not-suspended'),
		absent: 'no-such-item'
	},
	'review, in inner': {
		move: ({ inner, within }) => ({
			do: 'review',
			sheet: inner,
			item: within.id,
			part: 'owner',
			result: 'not'
		}),
		hears: hear('no-such-item', 'only-its-owner', null, null),
		absent: 'no-such-item'
	},

	read: {
		move: ({ core, promise }) => ({ do: 'read', sheet: core, item: promise.id }),
		// The parent was named as reader before (`name-reader`).
		hears: hear('not-the-reader', 'not-in-this-phase', 'not-the-reader', 'not-in-this-phase'),
		absent: 'no-such-item'
	},
	'read, in inner': {
		move: ({ inner, within }) => ({ do: 'read', sheet: inner, item: within.id }),
		hears: hear('no-such-item', 'not-in-this-phase', 'not-the-reader', 'not-in-this-phase'),
		absent: 'no-such-item'
	},
	'hide-name': {
		move: () => ({ do: 'hide-name', name: 'Kevin', letter: null }),
		hears: hear(null, null, null, null)
	},
	'empty-item': {
		move: ({ core, notNow }) => ({ do: 'empty-item', sheet: core, item: notNow.id }),
		hears: hear(null, null, null, null),
		absent: 'no-such-item'
	},
	'empty-item, in inner': {
		move: ({ inner, within }) => ({ do: 'empty-item', sheet: inner, item: within.id }),
		hears: hear('no-such-item', null, null, null),
		absent: 'no-such-item'
	},

	key: { move: ({ key }) => ({ do: 'key', key }), hears: hear(null, null, null, null) },
	'answer-signed': {
		move: ({
			version,
			signed: {
				token,
				disclosures: [words, target]
			}
		}) => ({
			do: 'answer-signed',
			version,
			token,
			disclosures: [words, target]
		}),
		hears: own(null, 'not-signed-well', 'not-signed-well'),
		absent: 'no-such-version'
	},
	answer: {
		move: ({ version, pupil }) => ({ do: 'answer', version, person: pupil, answer: 'seen', ...aloud }),
		hears: own(null, 'not-yours-to-answer', 'not-yours-to-answer'),
		absent: 'no-such-version'
	},
	help: {
		move: ({ version, pupil }) => ({
			do: 'help',
			version,
			person: pupil,
			given: true,
			words: '',
			witness: null
		}),
		hears: own(null, 'not-yours-to-answer', 'not-yours-to-answer'),
		absent: 'no-such-version'
	},
	'help-signed': {
		move: ({ version, signed }) => ({
			do: 'help-signed',
			version,
			token: signed.token,
			disclosures: [signed.disclosures[0]]
		}),
		hears: hear('help-not-asked', 'not-signed-well', 'not-signed-well', 'help-not-asked'),
		absent: 'no-such-version'
	},
	'answer-passkey': {
		move: ({ version, signed }) => ({
			do: 'answer-passkey',
			version,
			content: 'AA',
			disclosures: [signed.disclosures[0], signed.disclosures[1], ''],
			credential: 'AA',
			authenticatorData: 'AA',
			clientDataJSON: 'AA',
			signature: 'AA'
		}),
		// Nobody here has one; of another's nobody hears more: tests/server/passkey.test.ts.
		hears: hear('passkey-unknown', 'passkey-unknown', 'passkey-unknown', 'passkey-unknown'),
		absent: 'no-such-version'
	},
	'key-joins, of a passkey': {
		move: ({ version, pupil }) => ({ do: 'key-joins', version, person: pupil, of: 'passkey' }),
		hears: hear('no-new-passkey', 'no-new-passkey', 'key-witness', 'no-new-passkey'),
		absent: 'no-such-version'
	},
	'key-joins': {
		move: ({ version, pupil }) => ({ do: 'key-joins', version, person: pupil }),
		hears: hear('no-new-key', 'no-new-key', 'key-witness', 'no-new-key'),
		absent: 'no-such-version'
	},
	declare: {
		move: ({ version }) => ({ do: 'declare', version, reason: '' }),
		hears: lead(null),
		absent: 'no-such-version'
	},
	withdraw: {
		move: ({ version }) => ({ do: 'withdraw', version, reason: '' }),
		hears: lead('already-in-force'),
		absent: 'no-such-version'
	}
};
