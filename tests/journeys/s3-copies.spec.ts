// S3, Layla: what each takes home. The school reads of her promise what she lets it, and not that there is more; she
// reads who opened what; and a trainer gets the piece of it that she picked, until she stops it.

import type { Page } from '@playwright/test';
import { isNo } from '#lib/base/no.ts';
import { readFile } from '#lib/seal/file.ts';
import { copy } from './copies.ts';
import { look } from './hands.ts';
import { Ears, expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';

const names = ['Griet', 'Layla', 'Samira', 'Karel', 'Tom'];
const e1 = 'Ik ga naar de woensdaggroep en oefen mijn ademhaling.';
const e5 = 'Op zondag een halfuur samen, telefoon weg.';
const goal = 'Layla eet drie keer per week in de refter.';
const group = 'Layla volgt een groep';
const fixed = 'Dit plan kan delen hebben die niet voor jou bedoeld zijn.';

/** On one's own phone: a promise that stays here, and one's yes. */
async function promiseHere(page: Page, what: string): Promise<void> {
	await tab(page, 'Plan');
	await page.getByLabel('Wat ik nu toevoeg, blijft hier').check();
	await plan(page).getByRole('button', { name: 'Engagement erbij' }).click();
	await page.keyboard.insertText(what);
	await kept(page);
	const block = await promise(page, what);
	await block.getByRole('button', { name: 'neem ik op mij' }).click();
	await expect(block).toHaveAttribute('data-state', 'taken');
}

/** The parts a copy file discloses, and how long the list is that they stand in. */
async function fileOf(page: Page): Promise<{ parts: string[]; listed: number }> {
	const seat = page.url();
	const print = (await copy(page).getByRole('link', { name: 'afdrukken' }).getAttribute('href')) ?? '';
	const version = /copy\/([a-z2-7]{26})\//.exec(print)?.[1] ?? '';
	const file = readFile(await (await page.context().request.get(`${seat}/copy/${version}`)).text());
	if (isNo(file)) throw new Error(file.no);
	const [token = '', ...words] = file.copy.split('~');
	const text = (packed: string) => Buffer.from(packed, 'base64url').toString();
	const { parts } = JSON.parse(text(token.split('.')[1] ?? '')) as { parts: unknown[] };
	return { parts: words.filter((one) => one !== '').map(text), listed: parts.length };
}

test('the school reads of a promise what Layla lets it, and Layla who read what', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 5, true, false, 'free', true, { names });
	const [leads, pupil, parent, , school] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !school) throw new Error('five seats were asked for');
	const ears = new Ears();
	const griet = await sitDown(browser, house, leads, laptop);
	const layla = await sitDown(browser, house, pupil, phone);
	const samira = await sitDown(browser, house, parent, phone);
	const tom = await sitDown(browser, house, school, phone, ears.listen);

	await test.step('what stays here gets other words for the school, by its voice alone', async () => {
		await promiseHere(layla, e1);
		await promiseHere(samira, e5);
		await plan(griet).getByRole('button', { name: 'Doel erbij' }).click();
		await griet.keyboard.insertText(goal);
		await kept(griet);
		const mine = await promise(layla, e1);
		await mine.getByRole('button', { name: 'Voor de school in andere woorden' }).click();
		await mine.getByLabel('Wat mag de school hierover lezen?').fill(group);
		await look(layla, 's3-school-words');
		await mine.locator('[data-keep]').click();
		await expect(mine.locator('[data-school-words]')).toContainText(`De school leest: ${group}`);
		await expect((await promise(samira, e1)).locator('[data-school-words]')).toHaveCount(0);
	});

	await test.step('S3-07: Tom’s copy verifies, and tells neither number nor length of what is hidden', async () => {
		await griet.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await griet.locator('[data-present="ask"]').click();
		await griet.locator('[data-present="now"]').click();
		await expect(copy(tom)).toContainText(group);
		await expect(copy(tom)).toContainText(fixed);
		await expect(copy(tom).locator('[data-checked]')).toContainText('Nagekeken op dit toestel');
		await expect(copy(tom).locator('[data-school-reads]')).toHaveCount(0);
		await look(tom, 's3-school-copy');
		const [his, hers] = [await fileOf(tom), await fileOf(samira)];
		expect(his.listed).toBe(hers.listed);
		expect(his.parts.join()).toContain(group);
		for (const text of [his.parts.join(), ears.of(tom)])
			expect(text).not.toMatch(/woensdaggroep|telefoon weg/);
		expect(his.parts.join()).not.toMatch(/"school":"[a-z2-7]{26}"/);
		// Who has both reads the promise once, and what the school reads of it.
		await expect(copy(samira)).toContainText(e1);
		await expect(copy(samira).locator('[data-school-reads]')).toHaveText(
			`De school leest in de plaats: ${group}`
		);
		await expect(copy(samira)).toContainText(e5);
		await look(samira, 's3-mother-both');
	});

	await test.step('she reads who opened which copy; Tom reads it of his own', async () => {
		const listed = async (page: Page) => {
			const own = await page.context().newPage();
			await own.goto(`${house.origin}${new URL(page.url()).pathname}/opened`);
			return own;
		};
		const all = await listed(layla);
		await expect(all.locator('[data-opened="whole"]')).toContainText(
			/Tom \(.+\) opende het eigen exemplaar van versie 1/
		);
		await expect(all.locator('[data-opened="whole"]')).toContainText(/Samira \(.+\) opende/);
		await look(all, 's3-opened');
		await expect(all.getByRole('link', { name: 'Terug naar de tafel' })).toHaveAttribute(
			'href',
			new URL(layla.url()).pathname
		);
		const his = await listed(tom);
		await expect(his.locator('[data-opened="mine"] li').first()).toContainText('Jij opende');
		await expect(his.locator('[data-opened="mine"]')).not.toContainText(/Layla|Samira|Griet/);
	});

	await test.step('a trainer gets what she picked, as she saw it, until she stops it', async () => {
		const version = /copy\/([a-z2-7]{26})\//.exec(
			(await copy(layla).getByRole('link', { name: 'afdrukken' }).getAttribute('href')) ?? ''
		)?.[1];
		await copy(layla).getByRole('link', { name: 'Een stuk voor iemand anders' }).click();
		await expect(layla).toHaveURL(new RegExp(`/extract/${version}$`));
		await expect(layla.getByText(e5)).toHaveCount(0);
		await expect(layla.locator('[data-preview]')).toHaveCount(0);
		await layla.getByLabel(e1).check();
		await expect(layla.locator('[data-preview]')).toContainText(e1);
		await expect(layla.locator('[data-preview]')).not.toContainText(goal);
		await layla.getByLabel('Voor wie is het?').fill('trainer Ali');
		await look(layla, 's3-extract');
		await layla.locator('[data-hand]').click();
		const link = (await layla.locator('[data-link]').textContent()) ?? '';
		const ali = await (await browser.newContext(phone)).newPage();
		await ali.goto(link);
		await expect(ali.getByRole('button', { name: 'Open het' })).toBeVisible();
		expect(ali.url()).not.toContain('#');
		await ali.getByRole('button', { name: 'Open het' }).click();
		await expect(ali.locator('[data-read="house"]')).toContainText(e1);
		await expect(ali.locator('[data-read]')).toContainText('Dit stuk is voor trainer Ali.');
		await expect(ali.locator('[data-read]')).not.toContainText(/Samira|Tom|refter/);
		await look(ali, 's3-extract-read');
		await layla.getByRole('button', { name: 'Stop deze link' }).click();
		await expect(layla.locator('[data-handed="ended"]')).toContainText('trainer Ali');
		await expect(layla.locator('main [role="alert"]')).toHaveCount(0);
		await ali.goto(link);
		await ali.getByRole('button', { name: 'Open het' }).click();
		await expect(ali.locator('[data-read="no"]')).toContainText('Deze link opent niets');
		await layla.goto(`${house.origin}${new URL(layla.url()).pathname.split('/extract')[0]}/opened`);
		await expect(layla.locator('[data-opened]')).toContainText(
			'Iemand met de link voor trainer Ali opende dat stuk'
		);
	});
});
