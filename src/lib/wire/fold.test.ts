import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, PersonId, SeatId, TrajectId, VersionId } from '#lib/base/id.ts';
import { turnsNow } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { foldView } from '#lib/wire/fold.ts';
import type { StreamView, TableView } from '#lib/wire/view.ts';

const [nele, steven, wim] = ['nele', 'steven', 'wim'] as [PersonId, PersonId, PersonId];
const version = 'v' as VersionId;
const order = [nele, steven, wim];

function viewOf(streams: readonly StreamView[]): TableView {
	const circle = { id: 'c' as CircleId, traject: 't' as TrajectId, type: 'start', about: 'Steven' } as const;
	return {
		rev: 1,
		now: 0,
		circle: { ...circle, tone: 'je', date: '', place: '', practice: false, code: null, joinAt: '' },
		me: { seat: 's' as SeatId, person: steven },
		beginning: {
			leader: nele,
			co: null,
			method: 'free',
			rounds: roundsFor('start'),
			setting: 'family',
			order
		},
		people: [],
		guests: [],
		sheets: [],
		streams,
		words: {},
		originals: {},
		reviewed: [],
		versions: [],
		waiting: [],
		devices: [],
		bars: [],
		others: []
	};
}

/** Facts of one stream, at the times given: what the server's clock said, whatever it said. */
const stream = (name: string, facts: readonly TableFact[], times: readonly number[]): StreamView => ({
	name,
	facts: facts.map((told, i) => ({ at: times[i] ?? 0, told }))
});
const circleFacts: TableFact[] = [
	{ to: 'circle', fact: { is: 'opened', setting: 'family', order } },
	{ to: 'circle', fact: { is: 'seated', person: nele } },
	{ to: 'circle', fact: { is: 'seated', person: steven } },
	{ to: 'circle', fact: { is: 'round-begun', round: 1, queue: [steven, nele] } },
	{ to: 'circle', fact: { is: 'turn-ended', round: 1, turn: 0, person: steven, how: 'spoke', next: nele } },
	{ to: 'circle', fact: { is: 'presented', version } }
];
const versionFacts: TableFact[] = [
	{
		to: 'version',
		version,
		fact: { is: 'issued', digest: 'd' as Digest, expected: [steven], present: [steven] }
	},
	{ to: 'version', version, fact: { is: 'answered', person: steven, answer: 'a' as Digest } },
	{ to: 'version', version, fact: { is: 'shown' } },
	{ to: 'version', version, fact: { is: 'declared' } }
];

describe('a table folded in a browser', () => {
	const whole = foldView(
		viewOf([
			stream('c/circle', circleFacts, [1, 2, 3, 4, 5, 6]),
			stream('version/v', versionFacts, [6, 7, 7, 8])
		])
	);

	it('is where its facts left it', () => {
		expect(whole.circle.phase).toEqual({ at: 'answering', version });
		expect([...whole.circle.seated]).toEqual([nele, steven]);
		expect(whole.versions.get(version)).toMatchObject({ state: { is: 'in-force' }, shown: true });
	});

	it('is the same however the server’s clock went: each stream is in its own order', () => {
		const back = foldView(
			viewOf([
				stream('version/v', versionFacts, [6, 5, 4, 3]),
				stream('c/circle', circleFacts, [9, 8, 1, 1, 0, 0])
			])
		);
		expect(back.versions).toEqual(whole.versions);
		expect({ ...back.circle, turns: null }).toEqual({ ...whole.circle, turns: null });
		const inRound = circleFacts.slice(0, 5);
		const late = foldView(viewOf([stream('c/circle', inRound, [5, 4, 3, 2, 1])])).circle;
		expect(turnsNow(late)?.holder).toBe(nele);
	});
});
