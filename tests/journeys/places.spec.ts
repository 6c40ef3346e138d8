// Who sits where: names put round the drawn table by hand, by thumb, with the arrow keys and by two taps; twelve of
// them, on a laptop and on a phone of 320 pixels. Every screen follows.

import type { Locator, Page } from '@playwright/test';
import { look } from './hands.ts';
import { bigScreen, expect, laptop, sitDown, test } from './house.ts';

const narrow = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** The names as the drawing has them, clockwise from P0. */
async function order(page: Page): Promise<string[]> {
	const seats = await page.locator('[data-seat]').evaluateAll((all) =>
		all.map((seat) => ({
			name: seat.getAttribute('data-name') ?? '',
			place: Number(seat.getAttribute('data-place') ?? 'NaN')
		}))
	);
	const placed = seats.every(({ place }) => !Number.isNaN(place))
		? seats.toSorted((a, b) => a.place - b.place)
		: seats;
	const names = placed.map(({ name }) => name);
	const first = names.indexOf('P0');
	return [...names.slice(first), ...names.slice(0, first)];
}

const grip = (page: Page, name: string): Locator =>
	page.locator(`[data-arranging] [data-name="${name}"] [role="button"]`);

async function middle(of: Locator): Promise<{ x: number; y: number }> {
	const box = await of.boundingBox();
	if (!box) throw new Error('a seat that is nowhere');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function arrange(page: Page): Promise<void> {
	await page.locator('[data-arrange]').click();
	await expect(page.locator('[data-arranging]')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Wie zit waar?' })).toBeInViewport();
}

/** Twelve people: P0 leads. */
const twelve = Array.from({ length: 12 }, (_, i) => `P${i}`);

test('names are dragged, stepped and swapped round the table, and every screen follows', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 12);
	const [leads, , , fourth] = circle?.seats ?? [];
	if (!leads || !fourth) throw new Error('twelve seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const wall = await nele.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	await expect.poll(() => order(wall)).toEqual(twelve);
	await look(wall, 'places-wall-twelve');
	await nele.bringToFront();

	await test.step('by hand', async () => {
		await arrange(nele);
		await look(nele, 'places-laptop-arranging');
		await grip(nele, 'P2').scrollIntoViewIfNeeded();
		const from = await middle(grip(nele, 'P2'));
		const to = await middle(grip(nele, 'P5'));
		await nele.mouse.move(from.x, from.y);
		await nele.mouse.down();
		await nele.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
		await nele.mouse.move(to.x, to.y, { steps: 4 });
		await nele.mouse.up();
		const dragged = ['P0', 'P1', 'P3', 'P4', 'P5', 'P2', ...twelve.slice(6)];
		await expect.poll(() => order(nele)).toEqual(dragged);
		await expect.poll(() => order(wall)).toEqual(dragged);
	});

	await test.step('with the arrow keys, and it is told between whom', async () => {
		await grip(nele, 'P2').focus();
		await nele.keyboard.press('ArrowLeft');
		await expect(nele.locator('[data-arranging] [role="status"]')).toHaveText('P2 zit nu tussen P4 en P5.');
		await nele.keyboard.press('ArrowLeft');
		await nele.keyboard.press('ArrowLeft');
		await expect(nele.locator('[data-arranging] [role="status"]')).toHaveText('P2 zit nu tussen P1 en P3.');
		await expect(grip(nele, 'P2')).toBeFocused();
		await expect.poll(() => order(wall)).toEqual(twelve);
	});

	await test.step('by two names that change places', async () => {
		await grip(nele, 'P1').focus();
		await nele.keyboard.press('Enter');
		await expect(grip(nele, 'P1')).toHaveAttribute('aria-pressed', 'true');
		await grip(nele, 'P11').click();
		await expect.poll(() => order(wall)).toEqual(['P0', 'P11', ...twelve.slice(2, 11), 'P1']);
	});

	await test.step('and the piece goes round as people sit', async () => {
		await nele.getByRole('button', { name: 'Zo zitten we' }).click();
		await expect(nele.locator('[data-arranging]')).toHaveCount(0);
		await nele.keyboard.press('F2');
		await expect(wall.locator('[data-name="P11"] .holds')).toBeAttached();
		await look(nele, 'places-laptop-round');
	});
});

test('on a phone of 320 pixels twelve names are read, carried and swapped by thumb', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 12);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('twelve seats were asked for');
	const nele = await sitDown(browser, house, leads, narrow);
	const steven = await sitDown(browser, house, pupil, narrow);
	await expect.poll(() => order(steven)).toEqual(twelve);
	await look(steven, 'places-phone-twelve');
	for (const name of twelve) {
		const box = await steven.locator(`[data-seat][data-name="${name}"] circle`).first().boundingBox();
		expect(box?.x, `${name} is on the screen`).toBeGreaterThanOrEqual(0);
		expect((box?.x ?? 0) + (box?.width ?? 0), `${name} is on the screen`).toBeLessThanOrEqual(320);
	}

	await arrange(nele);
	await look(nele, 'places-phone-arranging');
	await grip(nele, 'P7').scrollIntoViewIfNeeded();
	await grip(nele, 'P7').tap();
	await expect(grip(nele, 'P7')).toHaveAttribute('aria-pressed', 'true');
	await grip(nele, 'P8').tap();
	const swapped = [...twelve.slice(0, 7), 'P8', 'P7', ...twelve.slice(9)];
	await expect.poll(() => order(steven)).toEqual(swapped);

	await test.step('carried by a thumb, while the page does not scroll', async () => {
		await nele.locator('[data-arranging] svg').scrollIntoViewIfNeeded();
		const from = await middle(grip(nele, 'P7'));
		const to = await middle(grip(nele, 'P6'));
		const thumb = await nele.context().newCDPSession(nele);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
			thumb.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
		await touch('touchStart', from);
		for (const part of [0.2, 0.5, 0.8, 1])
			await touch('touchMove', {
				x: from.x + (to.x - from.x) * part,
				y: from.y + (to.y - from.y) * part
			});
		await touch('touchEnd');
		const carried = [...twelve.slice(0, 6), 'P7', 'P6', 'P8', ...twelve.slice(9)];
		await expect.poll(() => order(steven)).toEqual(carried);
	});
});
