// Steven, from an empty house to a plan in force (6 October 2026), and six weeks on: his father has no phone,
// Ilse speaks in two voices, the school is deliberately not there.

import { test } from './house.ts';
import { arrive } from './s1-arrive.ts';
import { agree, ownWords } from './s1-agree.ts';
import { comeAgain, lookBack, promiseAgain, secondVersion } from './s1-follow-up.ts';
import { answer, keep, present } from './s1-freeze.ts';
import { rounds } from './s1-rounds.ts';

test('Steven: from an empty house to a plan in force, and six weeks on', async ({ browser, emptyHouse }) => {
	// The longest of all; every step in it has its own half minute.
	test.setTimeout(1_200_000);
	const table = await test.step('everybody arrives', () => arrive(browser, emptyHouse));
	await test.step('the rounds: S1-02, S1-04, S1-05', () => rounds(table));
	await test.step('what they agree on: S1-07, S1-09', () => agree(table));
	await test.step('mijn woorden', () => ownWords(table));
	await test.step('voorleggen', () => present(table));
	await test.step('antwoorden: S1-12, S1-13', () => answer(table));
	const first = await test.step('my copy', () => keep(table));
	const again = await test.step('six weeks later', () => comeAgain(table));
	await test.step('every promise, its owner first: S1-19', () => lookBack(again));
	await test.step('keep, change, new: S1-16', () => promiseAgain(again));
	await test.step('version 2: S1-17, S1-18', () => secondVersion(again, first));
});
