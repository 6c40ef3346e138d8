// A circle from its beginning to its end on a phone of 320 pixels, on a laptop that shows everything twice as large, and
// on the wall: each state read from the left and from the right.

import { bothWays as look } from './hands.ts';
import { bigScreen, expect, giveCookie, kept, sitDown, test } from './house.ts';
import { answerYes } from './s1-freeze.ts';
import { tab } from './s1-agree.ts';

const narrow = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
/** A laptop of 1280 by 800 at 200 %. */
const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

test('every state of a circle fits 320 pixels and 200 %, from the left and from the right', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, zoomed);
	const steven = await sitDown(browser, house, pupil, narrow);
	const context = await browser.newContext(bigScreen);
	await giveCookie(context, house, leads);
	const wall = await context.newPage();
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	const phase = (name: string) =>
		Promise.all(
			[nele, steven, wall].map((page) => expect(page.locator(`[data-phase="${name}"]`).first()).toBeVisible())
		);
	const everywhere = async (name: string) => {
		await look(steven, `states-${name}-phone`);
		await look(nele, `states-${name}-zoomed`);
		await look(wall, `states-${name}-wall`);
	};
	const go = async (name: string) => {
		await tab(nele, 'Tafel');
		await nele.getByRole('button', { name, exact: true }).click();
	};

	await test.step('binnenkomen', async () => {
		await go('binnenkomen');
		await phase('gathering');
		await everywhere('gathering');
	});

	await test.step('a round, and a silent minute in it', async () => {
		await nele.getByLabel('ronde').selectOption({ index: 2 });
		await phase('round');
		await expect(steven.locator('[data-turn="mine"]')).toBeVisible();
		await everywhere('round');
		await go('Anders');
		await go('Stille minuut');
		await expect(wall.getByText('Stille minuut.')).toBeVisible();
		await steven.locator('section.own textarea').fill('Ik teken graag.');
		await kept(steven);
		await everywhere('minute');
		await nele.getByRole('button', { name: /^Minuut voorbij/ }).click();
		await tab(steven, 'Mijn blad');
		await steven.getByRole('button', { name: 'Leg op tafel' }).click();
		await expect(wall.getByText('Ik teken graag.')).toBeVisible();
		await tab(steven, 'Tafel');
	});

	await test.step('samen', async () => {
		await go('samen');
		await phase('together');
		await tab(steven, 'Plan');
		await steven.getByRole('button', { name: 'Engagement erbij' }).click();
		await steven.keyboard.insertText('Ik stuur vóór negen uur een bericht als het niet lukt.');
		await steven.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(steven.locator('[data-promise][data-state="taken"]')).toBeVisible();
		await everywhere('together');
	});

	await test.step('mijn woorden, voorlezen, afgebroken en verder', async () => {
		await go('mijn woorden');
		await phase('own-words');
		await everywhere('own-words');
		await go('voorlezen');
		await phase('reading');
		await everywhere('reading');
		await tab(nele, 'Tafel');
		const off = nele.locator('[data-taps="break-off"]');
		await off.locator('[data-tap="ask"]').click();
		await off.locator('[data-tap="sure"]').click();
		await phase('broken-off');
		await everywhere('broken-off');
		const on = nele.locator('[data-taps="take-up"]');
		await on.locator('[data-tap="ask"]').click();
		await on.locator('[data-tap="sure"]').click();
		await phase('gathering');
	});

	await test.step('antwoorden', async () => {
		await go('voorlezen');
		await tab(nele, 'Tafel');
		await nele.locator('[data-present="ask"]').click();
		await nele.locator('[data-present="now"]').click();
		await phase('answering');
		await tab(steven, 'Plan');
		await expect(steven.locator('[data-copy="house"] [data-checked]')).toBeVisible();
		await everywhere('answering');
		await answerYes(steven, 'P1');
		await everywhere('answered');
	});
});
