// S3, Layla: what she prepares alone she shows to two people she chose, and nobody else can tell that it is there,
// not her mother either; later her mother may read it. And no classmate stands in the plan by name.

import type { Page } from '@playwright/test';
import { openStore } from '#server/store/open.ts';
import { tablesWith } from '../store/search.ts';
import { look } from './hands.ts';
import { bigScreen, codeOn, Ears, expect, kept, laptop, phone, sitDown, test, type House } from './house.ts';
import { plan, tab } from './s1-agree.ts';

const names = ['Griet', 'Layla', 'Samira', 'Karel', 'Hanne', 'Amal', 'Tom'];
const strength = 'Ik kan goed tekenen en ik merk snel hoe iemand zich voelt.';
const alone = 'Dat mama denkt dat het aan mij ligt.';
const hint = 'Noem klasgenoten niet bij naam.';

/** What she may fetch beside the page she has: its data, the paper, her copy and what of it is printed. */
async function everythingFor(page: Page, house: House, version: string | null): Promise<string> {
	const seat = house.origin + new URL(page.url()).pathname;
	const copies = version ? [`/copy/${version}`, `/copy/${version}/print`] : [];
	const found: string[] = [await page.content()];
	for (const path of ['', '/__data.json', '/paper', '/paper/__data.json', ...copies]) {
		const answer = await page.context().request.get(seat + path);
		expect(answer.status(), path).toBe(200);
		found.push(await answer.text());
	}
	// What a copy file discloses stands there in base64.
	const disclosed = found.join('\n').match(/~[\w-]{20,}/g) ?? [];
	return [...found, ...disclosed.map((one) => Buffer.from(one.slice(1), 'base64url').toString())].join('\n');
}

/** Every row of the house's database, once the house is shut. */
async function rowsWith(house: House, ...words: string[]): Promise<string[][]> {
	await house.kill('SIGTERM');
	const url = house.variables['DATABASE_URL'];
	const store = await openStore(url ? { url } : { dataDir: house.folder });
	const found: string[][] = [];
	for (const word of words) found.push(await tablesWith(store, word));
	await store.close();
	return found;
}

test('what Layla says to two people stays with them, until she lets her mother read it', async ({
	browser,
	emptyHouse: house
}) => {
	const [circle] = await house.world(1, 7, true, false, 'free', true, { planned: true, names });
	const [leads, pupil, parent, , , network, school] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !network || !school) throw new Error('seven seats were asked for');
	const ears = new Ears();
	const griet = await sitDown(browser, house, leads, laptop, ears.listen);
	const samira = await sitDown(browser, house, parent, phone, ears.listen);
	const tom = await sitDown(browser, house, school, phone, ears.listen);
	const amal = await sitDown(browser, house, network, phone, ears.listen);
	const layla = await sitDown(browser, house, pupil, phone, ears.listen);
	const shownTo = (page: Page) => page.locator('[data-shown="me"]');
	const worry = () => layla.locator('section.own textarea').first();

	await test.step('before the circle she prepares on her own sheet, and shows one worry to two people', async () => {
		await layla.getByRole('button', { name: 'Begin met voorbereiden' }).click();
		await layla.getByRole('button', { name: 'Volgende' }).click();
		await layla.locator('[data-prepare="1"] textarea').fill(strength);
		await layla.getByRole('button', { name: 'Volgende' }).click();
		await layla.locator('[data-prepare="2"] textarea').fill(alone);
		await expect(layla.getByText(hint)).toBeVisible();
		await kept(layla);
		const before = new Map([samira, tom].map((page) => [page, ears.of(page).length]));
		await layla.getByRole('button', { name: 'Toon aan …' }).click();
		await layla.getByLabel('Griet').check();
		await layla.getByLabel('Amal').check();
		await look(layla, 's3-prepare-show');
		await layla.locator('[data-show="now"]').click();
		await expect(shownTo(amal)).toContainText(alone);
		await expect(shownTo(amal)).toContainText('Layla koos dat jij dit leest.');
		await layla.locator('[data-prepare="2"] textarea').fill('Dat Yana opnieuw begint als ik iets zeg.');
		await kept(layla);
		// Nobody else hears that something happened: not one fact.
		for (const [page, since] of before) expect(ears.of(page, since)).not.toContain('"is":');
	});

	const wall = await (await browser.newContext(bigScreen)).newPage();
	await test.step('at the table what she kept lies ready, and one tap lays it', async () => {
		await griet.getByRole('button', { name: 'Open de kring' }).click();
		await griet.getByRole('button', { name: 'samen', exact: true }).click();
		await expect(griet.locator('[data-phase="together"]')).toBeVisible();
		ears.listen(wall);
		await wall.goto(`${house.origin}/enter/${await codeOn(griet)}`);
		await wall.getByRole('button', { name: 'Dit is het grote scherm' }).click();
		await griet.getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(wall.locator('main.wall')).toBeVisible();
		await tab(layla, 'Mijn blad');
		await layla.locator('[data-draft$="/strength"] [data-lay]').click();
		await expect(plan(griet).getByText(strength)).toBeVisible();
		await layla.getByRole('button', { name: 'zorg', exact: true }).click();
		await expect(worry()).toHaveValue('Dat Yana opnieuw begint als ik iets zeg.');
		await layla.getByRole('button', { name: 'Leg op tafel', exact: true }).click();
		await expect(plan(griet).getByText('Dat Yana opnieuw begint als ik iets zeg.')).toBeVisible();
		await expect(shownTo(layla)).toHaveCount(0);
		await expect(layla.locator('[data-shown="mine"]')).toContainText(
			'Leest dit: Griet, Amal. Niemand anders.'
		);
		await griet.getByText('Mijn blad (niet openen').click();
		await expect(shownTo(griet)).toContainText(alone);
		await look(layla, 's3-own-sheet');
	});

	await test.step('S3-04: a hint stands at every worry; one act makes a name klasgenoot A, everywhere', async () => {
		await tab(tom, 'Plan');
		await expect(plan(tom).getByText(hint)).toBeVisible();
		const shared = (page: Page) => plan(page).getByPlaceholder('In één zin: waar zijn we bezorgd over?');
		await shared(tom).fill('Yana roept in de refter.');
		await kept(tom);
		await expect(layla.locator('section.own').getByText(hint)).toBeVisible();
		await worry().fill('Yana leest mee. En yana’s zus ook.');
		await kept(layla);
		await worry().evaluate((field: HTMLTextAreaElement) => (field.focus(), field.setSelectionRange(0, 4)));
		await layla.locator('section.own [data-third]').click();
		await expect(layla.getByLabel('Welke naam?')).toHaveValue('Yana');
		await look(layla, 's3-name');
		await layla.locator('[data-hide-name]').click();
		await expect(layla.locator('section.own').getByText('De naam is weg uit onze woorden')).toBeVisible();
		await expect(worry()).toHaveValue('klasgenoot A leest mee. En klasgenoot A’s zus ook.');
		await expect(shared(tom)).toHaveValue('klasgenoot A roept in de refter.');
		await expect(plan(griet).getByText('Dat klasgenoot A opnieuw begint als ik iets zeg.')).toBeVisible();
		await kept(layla);
		// Who comes on a device that has nothing hears the letter and not the name, she herself too.
		for (const seat of [pupil, school]) {
			const anew = await sitDown(browser, house, seat, phone, ears.listen);
			await expect.poll(() => ears.of(anew)).toContain('klasgenoot A');
			await kept(anew);
			// A word of its own: four letters stand in an id by chance.
			expect(ears.of(anew)).not.toMatch(/\byana\b/i);
			await anew.context().close();
		}
	});

	let version = '';
	await test.step('S3-02: presented, and for all others the line is not there, nor that it is missing', async () => {
		await griet.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await griet.locator('[data-present="ask"]').click();
		await griet.locator('[data-present="now"]').click();
		const copy = samira.locator('[data-copy="house"]');
		await expect(copy).toContainText(strength);
		await expect(copy).toContainText('Dit plan kan delen hebben die niet voor jou bedoeld zijn.');
		await look(samira, 's3-mother-copy');
		const print = (await copy.getByRole('link', { name: 'afdrukken' }).getAttribute('href')) ?? '';
		version = /copy\/([a-z2-7]{26})\//.exec(print)?.[1] ?? '';
		for (const page of [samira, tom]) {
			const all = (await everythingFor(page, house, version)) + ears.of(page);
			expect(all).toContain('klasgenoot A');
			expect(all).not.toContain(alone);
			expect(all).not.toMatch(/"?is"?:"(shown|readers|may-read)"/);
			await expect(page.getByRole('button', { name: 'Mijn blad' })).toHaveCount(0);
		}
		expect(await everythingFor(samira, house, version)).toContain(strength);
		for (const text of [ears.of(wall), await wall.content()]) expect(text).not.toContain(alone);
		// In no copy at all, of who may read it neither; they have it beside the plan.
		await expect(griet.locator('[data-copy="house"]')).not.toContainText(alone);
		await expect(shownTo(amal)).toContainText(alone);
	});

	await test.step('S3-03: "mama mag dit lezen": from then on, and nothing of since when', async () => {
		const since = ears.of(samira).length;
		await tab(layla, 'Mijn blad');
		await layla.getByRole('button', { name: 'Wie leest dit?' }).click();
		await layla.locator('[data-named]').getByLabel('Samira').check();
		await look(layla, 's3-who-reads');
		await layla.locator('[data-show="now"]').click();
		await expect(layla.locator('[data-shown="mine"]')).toContainText('Griet, Amal, Samira');
		await tab(samira, 'Mijn blad');
		await expect(shownTo(samira)).toContainText(alone);
		await look(samira, 's3-mother-reads');
		const told = ears.of(samira, since);
		expect(told.match(/"is":"[a-z-]+"/g)).toEqual(['"is":"may-read"']);
		for (const who of [network.person, leads.person])
			expect(told.match(/\{"is":"may-read".*/)?.[0]).not.toContain(who);
		// It tells the time of now, as a line that was made this minute.
		await samira.reload();
		await tab(samira, 'Mijn blad');
		await expect(shownTo(samira)).toContainText(alone);
		for (const page of [tom, wall]) expect(ears.of(page)).not.toContain(alone);
		expect(await everythingFor(tom, house, version)).not.toContain(alone);
	});

	await test.step('S3-04: of the name nothing is kept, in no row of any table', async () => {
		const [name, small, letter] = await rowsWith(house, 'Yana', 'yana’s', 'klasgenoot A');
		expect([name, small]).toEqual([[], []]);
		expect(letter).toContain('line');
		expect(letter).toContain('sheet_update');
	});
});
