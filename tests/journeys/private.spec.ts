// S3, a parent and a daughter alone: what is said in besloten tijd stays with the two, on their own phones, and a
// sentence of it enters the plan with both yeses only.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { bigScreen, codeOn, Ears, expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, tab } from './s1-agree.ts';

const secret = 'Ik was bang dat het aan mij lag.';
const sentence = 'We zijn allebei bang geweest. We willen elk iets anders doen.';

test('what two say alone stays alone, and enters the plan with both yeses', async ({ browser, house }) => {
	test.slow();
	const [circle] = await house.world(1, 4, true);
	const [leads, pupil, parent, school] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !school) throw new Error('four seats were asked for');
	const ears = new Ears();
	const griet = await sitDown(browser, house, leads, laptop, ears.listen);
	const layla = await sitDown(browser, house, pupil, phone);
	const samira = await sitDown(browser, house, parent, phone);
	const ine = await sitDown(browser, house, school, phone, ears.listen);
	const wall = await (await browser.newContext(bigScreen)).newPage();
	ears.listen(wall);
	await wall.goto(`${house.origin}/enter/${await codeOn(griet)}`);
	await wall.getByRole('button', { name: 'Dit is het grote scherm' }).click();
	await griet.getByRole('button', { name: 'Klopt', exact: true }).click();
	await expect(wall.locator('main.wall')).toBeVisible();
	const wish = (page: Page) => plan(page).getByPlaceholder('In één zin: wat willen we samen?');

	await test.step('S3-05: asked and agreed to, each on an own phone', async () => {
		await tab(ine, 'Plan');
		await wish(ine).fill('Een plan voor de pauzes.');
		await kept(ine);
		await layla.locator('[data-private="ask"]').click();
		await layla.locator('[data-among="P2"]').click();
		await look(layla, '95-private-ask');
		await tab(samira, 'Plan');
		await layla.getByRole('button', { name: 'Vraag het' }).click();
		await expect(layla.locator('[data-private="asked"]')).toContainText('Wacht op: P2');
		await expect(layla.locator('[data-private="asked"]')).toBeInViewport();
		// Whoever reads the plan on a phone sees that something waits at the table.
		const table = samira.getByRole('button', { name: 'Tafel', exact: true });
		await expect(table).toHaveAccessibleDescription('Hier wacht iets op jou.');
		await table.click();
		await expect(table).toHaveAccessibleDescription('');
		await expect(samira.locator('[data-private="asked"]')).toContainText('P1 vraagt');
		await expect(griet.locator('[data-private="asked"]')).toHaveCount(0);
		await look(samira, '96-private-asked');
		// What Ine types while her network is gone waits on her phone, through all of it.
		await ine.context().setOffline(true);
		await wish(ine).press('End');
		await wish(ine).pressSequentially(' En daarna.');
		await expect(ine.locator('[data-save-state="local"]')).toBeVisible();
		await samira.getByRole('button', { name: 'Ja, graag' }).click();
		for (const page of [layla, samira]) await expect(page.locator('[data-private="here"]')).toBeVisible();
		await ine.context().setOffline(false);
	});

	await test.step('S3-05: every other screen says only that they talk', async () => {
		for (const page of [griet, ine]) {
			await expect(page.locator('[data-private="elsewhere"]')).toContainText('P1 en P2 zijn in gesprek', {
				timeout: 40_000
			});
			await expect(page.getByRole('textbox')).toHaveCount(0);
			await expect(page.getByText('Een plan voor de pauzes.')).toHaveCount(0);
		}
		await expect(wall.getByText('P1 en P2 zijn in gesprek')).toBeVisible();
		await expect(wall.getByText('Een plan voor de pauzes.')).toHaveCount(0);
		await look(griet, '97-private-elsewhere');
		await look(ine, '97-private-elsewhere-phone');
		await look(wall, '97-private-wall');
		await layla.getByRole('button', { name: 'Schrijf een zin' }).click();
		// In one piece, so that one frame would hold it.
		await layla.keyboard.insertText(secret);
		await expect(samira.getByRole('textbox', { name: 'Zin 1' })).toHaveValue(secret);
		await samira.getByRole('button', { name: 'Schrijf een zin' }).click();
		await samira.keyboard.type(sentence);
		await expect(layla.getByRole('textbox', { name: 'Zin 2' })).toHaveValue(sentence);
		for (const page of [layla, samira]) await kept(page);
		await look(layla, '98-private-here');
		// A reload leaves everybody where they were.
		for (const page of [griet, samira]) await page.reload();
		await expect(griet.locator('[data-private="elsewhere"]')).toBeVisible();
		await expect(samira.getByRole('textbox', { name: 'Zin 2' })).toHaveValue(sentence);
	});

	await test.step('S3-06: a sentence enters with both yeses, and the rest stays theirs', async () => {
		const second = (page: Page) => page.locator('fieldset[data-item]').nth(1);
		await second(layla).getByRole('button', { name: 'Mag in het plan, blijft hier' }).click();
		await expect(second(samira)).toContainText('P1: ja, blijft hier');
		await expect(second(samira)).not.toHaveAttribute('data-stands', /.+/);
		await second(samira).getByRole('button', { name: 'Mag in het plan, blijft hier' }).click();
		for (const page of [layla, samira]) await expect(second(page)).toHaveAttribute('data-stands', 'entered');
		await layla.getByRole('button', { name: 'Schrijf een engagement' }).click();
		await layla.keyboard.type("Ik zeg 'vandaag niet' in plaats van niets.");
		await kept(layla);
		const third = (page: Page) => page.locator('fieldset[data-item]').nth(2);
		await third(layla).getByRole('button', { name: 'Mag in het plan, blijft hier' }).click();
		await samira.getByRole('button', { name: 'We zijn klaar' }).click();
		for (const page of [griet, layla, samira, ine])
			await expect(page.locator('[data-private="here"], [data-private="elsewhere"]')).toHaveCount(0);
		// After it as well.
		await samira.locator('[data-private="over"] > summary').click();
		await third(samira).getByRole('button', { name: 'Mag in het plan, blijft hier' }).click();
		await expect(third(samira)).toHaveAttribute('data-stands', 'entered');
		await look(samira, '99-private-over');
	});

	await test.step('afterwards the table has what both let in, and nothing else', async () => {
		await expect(plan(griet).locator('textarea').filter({ hasText: '' }).first()).toBeVisible();
		const texts = (page: Page) =>
			page
				.locator('section.plan textarea')
				.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
		await expect.poll(() => texts(griet)).toContain(sentence);
		await expect.poll(() => texts(griet)).toContain("Ik zeg 'vandaag niet' in plaats van niets.");
		await tab(ine, 'Plan');
		// What waited on her phone came along, once.
		await expect.poll(() => texts(ine)).toContain('Een plan voor de pauzes. En daarna.');
		await expect.poll(() => texts(griet)).toContain('Een plan voor de pauzes. En daarna.');
		expect(await texts(ine)).not.toContain(sentence);
		await kept(ine);
		for (const page of [griet, ine, wall]) {
			expect(ears.of(page)).toContain('"private-begun"');
			expect(ears.of(page)).not.toContain(secret);
		}
		expect(ears.of(griet)).toContain('allebei bang');
		for (const page of [ine, wall]) expect(ears.of(page)).not.toContain('allebei bang');
		await expect(griet.getByRole('alert')).toHaveCount(0);
	});
});
