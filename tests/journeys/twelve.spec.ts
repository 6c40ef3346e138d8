// Twelve people, one whole round: one leads on a laptop, eleven have a phone, the wall looks on. Each has the word
// once and passes on by their own hand, and at every turn thirteen screens say the same.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { bigScreen, expect, giveCookie, laptop, phone, sitDown, test } from './house.ts';

const listen = 'Leg je gsm gerust neer, nu heeft iemand anders het woord.';
/** Thirteen screens draw on one machine: light goes round in steps, and the stone lies where it is. */
const calm = { reducedMotion: 'reduce' } as const;
const names = Array.from({ length: 12 }, (_, i) => `P${i}`);
/** P4 says *later*: the order of the table, who leads last, then P4 once more, then the middle. */
const course = [...names.slice(1), 'P0', 'P4', ''];

/** Every holder this screen ever showed, in order; '' is the middle. One that was there for a moment counts. */
const listenIn = (page: Page) =>
	page.evaluate(() => {
		const shown: string[] = [];
		const look = () => {
			const held = [...document.querySelectorAll('[data-seat]:has(.holds)')];
			const now = held.map((seat) => seat.getAttribute('data-name')).join(' and ');
			if (now !== (shown.at(-1) ?? '')) shown.push(now);
		};
		Object.assign(window, { shown });
		new MutationObserver(look).observe(document.body, {
			subtree: true,
			childList: true,
			attributeFilter: ['class']
		});
	});

const shownOn = (page: Page) => page.evaluate(() => (window as unknown as { shown: string[] }).shown);

/** Whether this phone says that it is my turn, or whose it is and that I may put it down. */
const saysOn = (page: Page) =>
	page.evaluate(() => {
		const turn = document.querySelector<HTMLElement>('[data-turn]');
		return turn?.dataset['turn'] === 'mine' ? 'mine' : (turn?.innerText ?? '');
	});

test('twelve people have the word once each, and every screen follows (S1-05)', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 12, false, false, 'proactive');
	const seats = circle?.seats ?? [];
	const [leads] = seats;
	if (!leads) throw new Error('twelve seats were asked for');
	const pages: Page[] = [];
	for (const [i, seat] of seats.entries())
		pages.push(await sitDown(browser, house, seat, { ...(i === 0 ? laptop : phone), ...calm }));
	const of = (name: string): Page => pages[names.indexOf(name)] as Page;
	const nele = of('P0');
	const context = await browser.newContext({ ...bigScreen, ...calm });
	await giveCookie(context, house, leads);
	const wall = await context.newPage();
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	await expect(wall.locator('[data-seat]')).toHaveCount(12);
	const screens = [...pages, wall];
	for (const page of screens) await listenIn(page);

	/** The course so far, on every screen; and each phone says to its own person what is theirs to do. */
	async function everybodySees(turn: number): Promise<void> {
		const holder = course[turn] ?? '';
		for (const page of screens)
			await expect
				.poll(() => shownOn(page), { intervals: [50, 100, 200] })
				.toEqual(course.slice(0, turn + 1));
		for (const [i, page] of pages.entries()) {
			if (i === 0) continue;
			if (names[i] === holder) expect(await saysOn(page)).toBe('mine');
			else if (holder === '') expect(await saysOn(page)).toContain('Het spreekstuk ligt in het midden.');
			else {
				expect(await saysOn(page)).toContain(`${holder} heeft het woord.`);
				expect(await saysOn(page)).toContain(listen);
			}
		}
	}

	const button = (name: string, label: string) =>
		of(name).locator('[data-turn="mine"]').getByRole('button', { name: label, exact: true });

	await nele.keyboard.press('F2');
	await everybodySees(0);

	await test.step('who listens is asked for nothing', async () => {
		await expect(of('P7').locator('[data-turn] button')).toHaveCount(0);
		await expect(wall.getByText(listen)).toHaveCount(0);
		await expect(nele.getByText(listen)).toHaveCount(0);
		await look(of('P7'), 'twelve-phone-listens');
		await look(wall, 'twelve-wall-round');
	});

	await test.step('each passes on by their own tap or key; one says later, one taps twice', async () => {
		for (const [turn, name] of names.slice(1).entries()) {
			await everybodySees(turn);
			if (name === 'P4') await button(name, 'Later').tap();
			else if (name === 'P5') await button(name, 'Geef door').press('Enter');
			else if (name === 'P8')
				await button(name, 'Geef door').evaluate((one: HTMLButtonElement) => (one.click(), one.click()));
			else await button(name, 'Geef door').tap();
		}
	});

	await test.step('who leads answers last, and passes on by a key', async () => {
		await everybodySees(11);
		await expect(wall.locator('[data-seat]:has(.had)')).toHaveCount(11);
		await nele.keyboard.press('PageDown');
	});

	await test.step('S1-05: who said later is offered it once more, and not a third time', async () => {
		await everybodySees(12);
		await expect(button('P4', 'Later')).toHaveCount(0);
		await button('P4', 'Geef door').tap();
	});

	await test.step('the piece lies in the middle, and everybody had it', async () => {
		await everybodySees(13);
		await expect(wall.locator('.holds')).toHaveCount(0);
		await expect(wall.locator('[data-seat]:has(.had)')).toHaveCount(12);
	});
});
