// What a phone must fetch the first time, compressed, everything counted: markup, code, style and letters.

import type { Browser } from '@playwright/test';
import { codeOn, expect, giveCookie, phone, sitDown, test } from './house.ts';

/** Bytes over the wire for one page, from nothing, until the page is quiet. */
async function weigh(
	browser: Browser,
	prepare: (context: Awaited<ReturnType<Browser['newContext']>>) => Promise<void>,
	url: string
): Promise<number> {
	const context = await browser.newContext(phone);
	await prepare(context);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
	await page.goto(url, { waitUntil: 'networkidle' });
	await context.close();
	return bytes;
}

const nothing = async () => {};

test('the enter page weighs a hundred kilobytes at most, the table two hundred', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 6);
	const [leader, seat] = circle?.seats ?? [];
	if (!leader || !seat) throw new Error('six seats were asked for');
	const code = await codeOn(await sitDown(browser, house, leader));
	const figures = {
		front: await weigh(browser, nothing, house.origin),
		enter: await weigh(browser, nothing, `${house.origin}/enter/${code}`),
		card: await weigh(browser, nothing, seat.enter),
		table: await weigh(browser, (context) => giveCookie(context, house, seat), seat.page)
	};
	test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
	console.log(
		`kilobytes of a first load: ${Object.entries(figures)
			.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)}`)
			.join(', ')}`
	);
	for (const page of ['front', 'enter', 'card'] as const)
		expect(figures[page], page).toBeLessThanOrEqual(100_000);
	expect(figures.table).toBeLessThanOrEqual(200_000);
	for (const bytes of Object.values(figures)) expect(bytes).toBeGreaterThan(20_000);
});
