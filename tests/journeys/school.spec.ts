// A school sits at the table, in real browsers: what everybody writes together is on its phone before the next
// letter is typed; what others say of themselves never is, not on its screen and not on its wire.

import type { Page } from '@playwright/test';
import { Hands, look } from './hands.ts';
import {
	atTable,
	bigScreen,
	codeOn,
	expect,
	giveCookie,
	kept,
	laptop,
	phone,
	sitDown,
	test
} from './house.ts';
import { plan, tab } from './s1-agree.ts';

const secrets = ['Ik draai mij altijd om.', 'Ik was daar kwaad om.'];

/** Every byte that came in over this page's sockets, as text that can be searched. */
function listen(page: Page): () => string {
	let heard = '';
	page.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => void (heard += payload.toString()))
	);
	page.on('response', (response) => {
		void response.text().then(
			(text) => void (heard += text),
			() => undefined
		);
	});
	return () => heard;
}

test('with a school at the table, own words stay and shared words are everybody’s', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 4, true);
	const [leads, pupil, parent, school] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !school) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const wim = await sitDown(browser, house, parent, phone);
	const context = await browser.newContext(phone);
	const dirk = await context.newPage();
	const heard = listen(dirk);
	await giveCookie(context, house, school);
	await dirk.goto(school.page);
	await atTable(dirk);
	const wall = await (await browser.newContext(bigScreen)).newPage();
	await wall.goto(`${house.origin}/enter/${await codeOn(nele)}`);
	await wall.getByRole('button', { name: 'Dit is het grote scherm' }).click();
	await nele.getByRole('button', { name: 'Klopt', exact: true }).click();
	await expect(wall.locator('main.wall')).toBeVisible();

	for (const page of [steven, dirk]) await tab(page, 'Plan');
	const wish = (page: Page) => plan(page).getByPlaceholder('In één zin: wat willen we samen?');
	let typed = await wish(steven).inputValue();
	await wish(steven).press('End');
	for (const letter of ' Een plek met rust.') {
		await steven.keyboard.type(letter);
		typed += letter;
		await expect(wish(dirk)).toHaveValue(typed);
	}

	for (const [page, words] of [
		[steven, secrets[0] ?? ''],
		[wim, secrets[1] ?? '']
	] as const) {
		await tab(page, 'Mijn blad');
		await page.locator('section.own textarea').fill(words);
		await expect(page.getByText('Alleen jij ziet dit blad.')).toBeVisible();
		await page.getByRole('button', { name: 'Leg op tafel' }).click();
		await kept(page);
		await expect(plan(nele).getByText(words)).toBeVisible();
	}
	await look(steven, '90-school-own-sheet');
	await look(dirk, '91-school-phone');
	await look(wall, '92-school-wall');

	await nele.getByRole('button', { name: 'mijn woorden', exact: true }).click();
	await tab(steven, 'Plan');
	const hands = new Hands(steven);
	await look(steven, '93-school-my-words');
	await hands.tap(steven.getByRole('button', { name: 'Ja, zo klopt het' }));
	await hands.tap(steven.locator('[data-choice="all"]'));
	expect(hands.taps, 'own words and the school’s').toBeLessThanOrEqual(2);
	await kept(steven);
	// Other words, no mark: he is asked again, there and while the plan is read.
	const changed = 'Er is iets veranderd aan je woorden.';
	await steven.locator('[data-my-words] .line summary').click();
	await steven.getByRole('button', { name: 'Verbeter', exact: true }).click();
	await steven.getByRole('textbox', { name: 'Verbeter' }).fill(`${secrets[0]} Elke dag.`);
	await steven.getByRole('button', { name: 'Zo staat het juist' }).click();
	await expect(steven.getByRole('status').filter({ hasText: changed })).toBeVisible();
	await expect(steven.locator('[data-choice][aria-pressed="true"]')).toHaveCount(0);
	await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
	await steven.locator('[data-again="true"] > summary').click();
	await steven.locator('[data-choice="all"]').click();
	await expect(steven.locator('[data-again="false"]')).toBeVisible();
	await kept(steven);
	await nele.locator('[data-present="ask"]').click();
	await nele.locator('[data-present="now"]').click();
	await expect(dirk.locator('[data-copy="house"]')).toContainText(typed.trim());
	// Steven let his words go, at the freeze and not before; Wim said nothing, so his stay.
	await expect(dirk.locator('[data-copy="house"]')).toContainText(secrets[0] ?? '');
	await expect(dirk.locator('[data-copy="house"]')).not.toContainText(secrets[1] ?? '');
	await expect(nele.locator('[data-copy="house"]')).toContainText(secrets[1] ?? '');
	await expect(dirk.locator('[data-copy="house"]')).toContainText(
		'Dit plan kan delen hebben die niet voor jou bedoeld zijn.'
	);
	await look(dirk, '94-school-copy');
	for (const secret of secrets) {
		expect(heard().includes(secret), secret).toBe(false);
		expect(await wall.locator('body').innerText()).not.toContain(secret);
	}
	expect(heard().includes('"presented"')).toBe(true);
});
