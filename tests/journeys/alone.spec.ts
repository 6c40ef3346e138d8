// The leading page goes on alone when its network fails: ten minutes in mid-round, the wall beside it goes
// on, and every line lands on return.

import { bigScreen, expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { told, turnsIn } from './told.ts';

test('the one who leads has no network for ten minutes, and nothing stops', async ({ browser, house }) => {
	const [circle] = await house.world(1, 4);
	const [leader, pupil] = circle?.seats ?? [];
	if (!leader || !pupil) throw new Error('two seats were asked for');
	const nele = await sitDown(browser, house, leader, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	await kept(nele);
	await nele.clock.install();
	const wall = await nele.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leader.page.replace('/seat/', '/wall/'));
	await nele.bringToFront();
	await nele.getByLabel('ronde').selectOption({ index: 2 });
	await expect(wall.getByText('Wat heb jij de voorbije tijd meegemaakt')).toBeVisible();

	await nele.context().setOffline(true);
	const lines = [
		'Ik draai mij altijd om in de gang.',
		'Drie keer gebeld, telkens een ander.',
		'De weken stapelen zich op.'
	];
	for (const [i, line] of lines.entries()) {
		await nele.getByLabel(/Wat zegt/).fill(line);
		await nele.keyboard.press('Enter');
		await expect(wall.getByText(line)).toBeVisible();
		await nele.keyboard.press('PageDown');
		await expect(nele.locator('[data-save-state="local"]')).toBeVisible();
		if (i === 1) await nele.clock.fastForward('10:00');
	}
	await expect(wall.locator('[data-fed="true"]')).toBeVisible();
	await expect(wall.locator('[data-seat] .holds')).toHaveCount(1);
	await expect(steven.locator('[data-line]')).toHaveCount(0);

	await nele.context().setOffline(false);
	await kept(nele);
	await steven.getByRole('button', { name: 'Plan', exact: true }).click();
	const plan = steven.getByRole('region', { name: 'Plan' });
	for (const line of lines) await expect(plan.getByText(line)).toBeVisible();
	await expect(plan.locator('[data-line]')).toHaveCount(3);
	await expect(nele.getByRole('alert')).toHaveCount(0);
	const holders = await Promise.all(
		[nele, steven].map((page) => page.locator('[data-seat]:has(.holds)').first().getAttribute('data-seat'))
	);
	expect(holders[0]).toBe(holders[1]);
	await expect(wall.locator('[data-fed="false"]')).toBeVisible();
});

test('ten minutes without network in samen: what she writes and what others write meet, and no key works twice', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 3);
	const [leader, pupil, parent] = circle?.seats ?? [];
	if (!leader || !pupil || !parent) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leader, laptop);
	const steven = await sitDown(browser, house, pupil, laptop);
	const wish = (page: typeof nele) => page.getByPlaceholder('In één zin: wat willen we samen?');
	const need = (page: typeof nele) => page.getByPlaceholder('In één zin: wat is er nodig?');
	await wish(steven).fill('Ergens naartoe.');
	await kept(steven);
	await expect(wish(nele)).toHaveValue('Ergens naartoe.');
	const before = await told(house, parent);
	await nele.clock.install();
	const wall = await nele.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leader.page.replace('/seat/', '/wall/'));
	await expect(wall.getByText('Ergens naartoe.')).toBeVisible();
	await nele.bringToFront();

	await nele.context().setOffline(true);
	await wish(nele).press('End');
	await wish(nele).pressSequentially(' Samen met Nele.');
	await need(nele).pressSequentially('Rust in de gang.');
	await expect(nele.locator('[data-save-state="local"]')).toBeVisible();
	for (const words of ['Ergens naartoe. Samen met Nele.', 'Rust in de gang.'])
		await expect(wall.getByText(words)).toBeVisible();
	await wish(steven).press('Home');
	await wish(steven).pressSequentially('Dit willen we: ');
	await need(steven).pressSequentially('Een vaste stoel.');
	await kept(steven);
	// A round begins, one turn ends, and samen again: on her page and on the wall, and nowhere else.
	await nele.keyboard.press('F2');
	await expect(wall.locator('main[data-phase="round"]')).toBeVisible();
	await expect(wall.locator('[data-name="P1"] .holds')).toBeAttached();
	await nele.keyboard.press('PageDown');
	await expect(wall.locator('[data-name="P2"] .holds')).toBeAttached();
	await nele.clock.fastForward('10:00');
	await nele.keyboard.press('F2');
	await expect(wall.locator('main[data-phase="together"]')).toBeVisible();
	await wish(nele).press('End');
	await wish(nele).pressSequentially(' En terug.');
	await expect(wall.getByText('Ergens naartoe. Samen met Nele. En terug.')).toBeVisible();
	await expect(wall.locator('[data-fed="true"]')).toBeVisible();
	expect((await told(house, parent)).facts).toEqual(before.facts);

	await nele.context().setOffline(false);
	await kept(nele);
	for (const page of [nele, steven])
		await expect(wish(page)).toHaveValue('Dit willen we: Ergens naartoe. Samen met Nele. En terug.');
	await expect.poll(() => need(steven).inputValue()).toMatch(/Rust in de gang\./);
	const needed = await need(steven).inputValue();
	expect(['Rust in de gang.Een vaste stoel.', 'Een vaste stoel.Rust in de gang.']).toContain(needed);
	await expect(need(nele)).toHaveValue(needed);
	await expect(wall.locator('[data-fed="false"]')).toBeVisible();
	await expect(wall.getByText(needed)).toBeVisible();
	await expect(nele.getByRole('alert')).toHaveCount(0);
	const after = await told(house, parent);
	expect(after.facts.slice(before.facts.length).map(({ is }) => is)).toEqual([
		'round-begun',
		'turn-ended',
		'moved'
	]);
	expect(turnsIn(after)).toEqual(['0 P1']);
});

test('words typed without network are there after a reload, once and whole', async ({ browser, house }) => {
	const [circle] = await house.world(1, 2);
	const [leader, pupil] = circle?.seats ?? [];
	if (!leader || !pupil) throw new Error('two seats were asked for');
	const nele = await sitDown(browser, house, leader, laptop);
	const steven = await sitDown(browser, house, pupil, laptop);
	await kept(steven);
	const wish = (page: typeof nele) => page.getByPlaceholder('In één zin: wat willen we samen?');
	await wish(steven).fill('Ergens naartoe. ');
	await kept(steven);
	await steven.context().setOffline(true);
	await wish(steven).press('End');
	await wish(steven).pressSequentially('Waar het rustig is.');
	await expect(steven.locator('[data-save-state="local"]')).toBeVisible();
	await wish(nele).press('End');
	await wish(nele).pressSequentially('Samen. ');
	await kept(nele);
	// The page goes away while the words are only on this device; it comes back with the network.
	steven.on('dialog', (dialog) => void dialog.accept());
	await steven.goto('about:blank');
	await steven.context().setOffline(false);
	await steven.goto(pupil.page);
	await kept(steven);
	const whole = (page: typeof nele) => wish(page).inputValue();
	await expect.poll(() => whole(nele)).toContain('Waar het rustig is.');
	expect(await whole(steven)).toBe(await whole(nele));
	expect((await whole(nele)).split('rustig').length).toBe(2);
	expect(await whole(nele)).toContain('Samen. ');
});

test('words a freeze overtook are offered on their own device, also after a reload', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 3);
	const [leader, pupil] = circle?.seats ?? [];
	if (!leader || !pupil) throw new Error('two seats were asked for');
	const nele = await sitDown(browser, house, leader, laptop);
	const steven = await sitDown(browser, house, pupil, laptop);
	const wish = (page: typeof nele) => page.getByPlaceholder('In één zin: wat willen we samen?');
	await wish(steven).fill('Ergens naartoe.');
	await kept(steven);
	await expect(wish(nele)).toHaveValue('Ergens naartoe.');
	await steven.context().setOffline(true);
	await wish(steven).press('End');
	await wish(steven).pressSequentially(' Met de fiets.');
	await expect(steven.locator('[data-save-state="local"]')).toBeVisible();
	await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
	await nele.locator('[data-present="ask"]').click();
	await nele.locator('[data-present="now"]').click();
	await expect(nele.locator('[data-copy="house"]')).toContainText('Ergens naartoe.');
	await expect(nele.locator('[data-copy="house"]')).not.toContainText('Met de fiets.');

	steven.on('dialog', (dialog) => void dialog.accept());
	await steven.goto('about:blank');
	await steven.context().setOffline(false);
	const aside = steven.locator('[data-aside]');
	for (let i = 0; i < 2; i++) {
		await steven.goto(pupil.page);
		await expect(aside.locator('blockquote')).toHaveText(['Ergens naartoe. Met de fiets.']);
	}
	await aside.getByRole('button', { name: 'Dit is ingebracht, het mag hier weg' }).click();
	await expect(aside).toHaveCount(0);
	await steven.goto(pupil.page);
	await expect(steven.locator('[data-copy="house"]')).toBeVisible();
	await expect(aside).toHaveCount(0);
});
