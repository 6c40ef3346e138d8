// The Oefenkring: one click, no account; two invented people type; a second phone joins; a plan with a mistake
// in it is withdrawn and goes back to the table.

import { look } from './hands.ts';
import { atTable, codeOn, expect, laptop, phone, test } from './house.ts';
import { plan, tab } from './s1-agree.ts';
import { newPage } from './s1-arrive.ts';

test('a practice table, from one click to a withdrawn plan and a better one', async ({ browser, house }) => {
	const you = await newPage(browser, laptop);
	await you.goto(house.origin);
	await you.getByRole('button', { name: 'Oefenkring' }).click();
	await expect(you.locator('[data-phase="together"]')).toBeVisible();
	await expect(you.getByText('Oefenkring: niets hiervan is echt')).toBeVisible();
	// Somebody who is not there is typing.
	const letters = () =>
		plan(you)
			.locator('textarea')
			.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).join('').length);
	await expect.poll(letters, { timeout: 30_000 }).toBeGreaterThan(0);
	const before = await letters();
	await expect.poll(letters, { timeout: 30_000 }).toBeGreaterThan(before);
	await look(you, '80-practice');

	const second = await newPage(browser, phone);
	await second.goto(`${house.origin}/enter/${await codeOn(you)}`);
	await second.getByText('Ik sta er niet bij').click();
	await second.getByLabel('Je voornaam').fill('Oma');
	await second.getByLabel('Wie ben je hier?').fill('oma');
	await second.getByRole('button', { name: 'Vraag een plaats' }).click();
	await expect(second.locator('[data-wait]')).toBeVisible();
	await you.getByRole('button', { name: 'Klopt', exact: true }).click();
	await atTable(second);
	await tab(second, 'Plan');
	const next = (page: typeof you) => plan(page).getByLabel('Volgende keer');
	await next(second).fill('Volgende maandag.');
	await expect(next(you)).toHaveValue('Volgende maandag.');
	await second.getByRole('button', { name: 'Tafel', exact: true }).click();
	await second.getByRole('button', { name: 'Even pauze' }).click();
	await expect(you.locator('[data-paused]')).toBeVisible();
	await look(second, '81-practice-pause');
	await you.getByRole('button', { name: 'We gaan verder' }).click();
	await expect(second.locator('[data-paused]')).toHaveCount(0);

	// Oma leaves early, and comes back for her coat.
	await you.getByText('Iemand gaat vroeger weg').click();
	await you.locator('[data-leave="Oma"]').click();
	await tab(second, 'Plan');
	await expect(plan(second).getByLabel('Volgende keer')).toHaveCount(0);
	await look(second, '81-practice-left');
	await you.locator('[data-sit="Oma"]').click();
	await expect(next(second)).toHaveValue('Volgende maandag.');

	const present = async () => {
		await you.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await you.locator('[data-present="ask"]').click();
		await you.locator('[data-present="now"]').click();
		await expect(you.locator('[data-copy="house"]')).toBeVisible();
	};
	await present();
	await expect(you.locator('[data-copy="house"]')).toContainText('Volgende maandag.');
	await you.getByRole('button', { name: 'Deze versie intrekken' }).click();
	await you.getByLabel('Waarom trek je ze in?').fill('De dag klopt niet.');
	await look(you, '82-practice-withdraw');
	await you.getByRole('button', { name: 'Trek deze versie in' }).click();
	await expect(you.locator('[data-phase="together"]')).toBeVisible();
	await expect(next(you)).toHaveValue('Volgende maandag.');
	await next(you).fill('Volgende dinsdag.');
	await tab(second, 'Plan');
	await expect(next(second)).toHaveValue('Volgende dinsdag.');
	await present();
	await expect(you.locator('[data-copy="house"]')).toContainText('Volgende dinsdag.');
	await expect(you.locator('[data-copy="house"]')).toContainText('Planversie 2');
	// While the pupil has not said yes, the page asks why, and keeps it.
	await you.locator('[data-declare]').click();
	await expect(you.getByText('De jongere zei nog geen ja.').first()).toBeVisible();
});
