import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { circleTypes, isOwn, methods, roundKey, tones } from '#lib/circle/round.ts';
import { reviewAsk, roundsFor, standardSet } from '#lib/circle/standard.ts';

const words = join(import.meta.dirname, '../words');
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(words, path), 'utf8'));
const every = circleTypes.flatMap((type) =>
	methods.map((method) => ({ type, method, set: standardSet(type, method) }))
);

describe.each(every)('a circle $type, $method', ({ type, method, set }) => {
	it('has rounds ready, each question once', () => {
		expect(set.length).toBeGreaterThanOrEqual(5);
		expect(new Set(set.map(({ ask }) => ask)).size).toBe(set.length);
	});
	it('begins with how one comes in and ends with how one leaves, and writes neither down', () => {
		const [first, last] = [set[0], set.at(-1)];
		expect(['ask.check-in', 'ask.how-now']).toContain(first?.ask);
		expect(['ask.check-out', 'ask.closing-thanks']).toContain(last?.ask);
		expect([first?.writes, last?.writes]).toEqual(['nothing', 'nothing']);
	});
	it('asks of a strength before it asks of a worry', () => {
		const kinds = set.map(({ kind }) => kind);
		const worry = kinds.indexOf('worry');
		const strength = kinds.indexOf('strength');
		expect(strength).toBeGreaterThan(0);
		if (worry >= 0) expect(strength).toBeLessThan(worry);
	});
	it('lays own words under a heading; of a class no words have a name', () => {
		for (const round of set) {
			if (round.writes === 'own') expect(round.kind).not.toBeNull();
			if (round.writes === 'nothing') expect(round.kind).toBeNull();
			if (type === 'class') expect(round.writes).not.toBe('own');
			else if (round.writes === 'together') expect(round.kind).toBeNull();
		}
	});
	for (const language of ['nl', 'en'])
		it.each(language === 'nl' ? tones : tones.filter((tone) => tone !== 'u'))(
			`has a sentence for each in ${language}, in the tone %s`,
			(tone) => {
				const said = read(`${language}/ask-${tone}.json`);
				for (const { ask } of set) expect([ask, said[ask]?.length ?? 0]).not.toEqual([ask, 0]);
			}
		);
	it('asks after each promise once where it looks back, its owner first', () => {
		const [owner, asker] = ['owner', 'asker'] as [PersonId, PersonId];
		const promises = [
			{ id: 'p1' as ItemId, owner, asker },
			{ id: 'p2' as ItemId, owner, asker: null }
		];
		const rounds = roundsFor(type, method, promises);
		const back = rounds.filter((round) => round.about !== null);
		expect(back.map(({ first }) => first)).toEqual(type === 'follow-up' ? [[owner, asker], [owner]] : []);
		expect(new Set(rounds.map(roundKey)).size).toBe(rounds.length);
		expect(roundsFor(type, method).some(({ ask }) => ask === reviewAsk)).toBe(false);
	});
});

describe('the sentences', () => {
	const used = new Set(every.flatMap(({ set }) => set.map(({ ask }) => ask)));
	/** Instead of `ask.review`, where the promise is told otherwise or not at all. */
	const beside = ['ask.review-own', 'ask.review-away'];
	it.each(tones)('are all asked somewhere, and none is one’s own, in the tone %s', (tone) => {
		const keys = Object.keys(read(`nl/ask-${tone}.json`));
		expect(keys.filter((key) => !used.has(key) && !beside.includes(key))).toEqual([]);
		expect(keys.filter(isOwn)).toEqual([]);
	});
	it('of circles that are kept in databases are all there still', () => {
		const kept =
			'check-in experience strength worry wish need engagement check-out how-now proud review keep-change';
		const said = read('nl/ask-je.json');
		expect(kept.split(' ').filter((one) => !said[`ask.${one}`])).toEqual([]);
	});
	it('say u and never je to who is called u', () => {
		const said = Object.values(read('nl/ask-u.json'));
		expect(said.filter((one) => /\b(je|jij|jou|jouw|jullie)\b/i.test(one))).toEqual([]);
	});
	it('are short, and shortest in the simple words', () => {
		const length = (tone: string) => Object.values(read(`nl/ask-${tone}.json`)).join('').length;
		expect(length('simple')).toBeLessThan(length('je'));
		for (const tone of tones)
			for (const [key, text] of Object.entries(read(`nl/ask-${tone}.json`)))
				expect([key, text.length <= 90]).toEqual([key, true]);
	});
});
