// Besloten tijd: the moves about one that is over and one that is only asked; then one that begins, and what waits for
// it, whoever asks. A talk of others cannot be told from one that never was.

import { newId } from '#server/door/secret.ts';
import { hear, lead, type MoveRows, type Said } from './move-row.ts';

/** For the parent and the pupil, who are in it. */
const within = (parent: Said, pupil: Said, others: Said) => hear(others, parent, pupil, others);
const said = (of: readonly { readonly id: string; readonly digest: string }[], at: number) => {
	const one = of[at];
	if (!one) throw new Error('no such sentence');
	return one as { readonly id: never; readonly digest: never };
};

export const privateRows: MoveRows = {
	'private-agree': {
		move: ({ talk }) => ({ do: 'private-agree', talk }),
		hears: within(null, null, 'nobody-asks'),
		absent: 'nobody-asks'
	},
	'private-call': { move: ({ talk }) => ({ do: 'private-call', talk }), hears: lead(null), absent: null },
	'private-stay': {
		move: ({ talk }) => ({ do: 'private-stay', talk }),
		hears: hear(null, null, null, null),
		absent: null
	},
	'private-end': {
		move: ({ talk }) => ({ do: 'private-end', talk }),
		hears: hear(null, null, null, null),
		absent: null
	},
	'private-no': {
		move: ({ talk, said: of }) => ({ do: 'private-no', talk, item: said(of, 1).id }),
		hears: within(null, null, 'no-such-item'),
		absent: 'no-such-item'
	},
	'private-yes': {
		move: ({ talk, said: of, inner }) => {
			const { id: item, digest } = said(of, 0);
			return { do: 'private-yes', talk, item, digest, to: inner };
		},
		hears: within(null, null, 'no-such-item'),
		absent: 'no-such-item'
	},
	'private-yes, for a sheet that is their own': {
		move: ({ talk, said: of }) => {
			const { id: item, digest } = said(of, 1);
			return { do: 'private-yes', talk, item, digest, to: talk };
		},
		hears: within('no-such-item', 'no-such-item', 'no-such-item'),
		absent: 'no-such-item'
	},
	'private-decline': {
		move: ({ asked }) => ({ do: 'private-decline', talk: asked }),
		hears: within(null, null, 'nobody-asks'),
		absent: 'nobody-asks'
	},
	'private-ask': {
		move: ({ pupil, parent }) => ({ do: 'private-ask', talk: newId(), among: [pupil, parent] }),
		hears: within(null, null, 'with-whom'),
		absent: 'with-whom'
	}
};

const now = newId<'sheet'>();
const waits = hear('private-time', 'private-time', 'private-time', 'private-time');

export const inPrivateRows: MoveRows = {
	'private-ask, that is agreed to': {
		move: ({ pupil, parent }) => ({ do: 'private-ask', talk: now, among: [pupil, parent] }),
		hears: within(null, null, 'with-whom')
	},
	'private-agree, that begins': {
		move: () => ({ do: 'private-agree', talk: now }),
		hears: within(null, null, 'nobody-asks')
	},
	'lay, in besloten tijd': {
		move: ({ voice }) => ({ do: 'lay', line: newId(), voice, kind: 'wish', about: null, text: 'Rust.' }),
		hears: waits
	},
	'take, in besloten tijd': {
		move: ({ core, promise, parent }) => ({
			do: 'take',
			sheet: core,
			item: promise.id,
			digest: promise.digest,
			person: parent,
			witness: null
		}),
		hears: waits
	},
	'go, in besloten tijd': { move: () => ({ do: 'go', to: 'gathering' }), hears: waits },
	'present, in besloten tijd': { move: () => ({ do: 'present' }), hears: waits },
	'answer, in besloten tijd': {
		move: ({ version, pupil }) => ({
			do: 'answer',
			version,
			person: pupil,
			answer: 'seen',
			...({ words: '', until: null, how: 'spoken', witness: null } as const)
		}),
		hears: waits
	},
	'pause, in besloten tijd': { move: () => ({ do: 'pause' }), hears: hear(null, null, null, null) },
	'resume, in besloten tijd': { move: () => ({ do: 'resume' }), hears: lead(null) },
	'private-end, that ends it': {
		move: () => ({ do: 'private-end', talk: now }),
		hears: hear('not-yours-to-say', null, null, null)
	}
};
