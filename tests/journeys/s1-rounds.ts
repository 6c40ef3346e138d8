// The rounds of 6 October: one key a turn for Nele, nothing for the others; her sentence is read back and laid
// down; Steven passes once and is asked once more.

import { expect, type Page } from '@playwright/test';
import { Hands, look } from './hands.ts';
import type { Table } from './s1-arrive.ts';
import { behalfOfSchool, ownWords, stevensStrength } from './s1-plan.ts';

const line = (page: Page) => page.locator('#lead-line');
const plan = (page: Page) => page.getByRole('region', { name: 'Plan', exact: true });
const tab = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Who has the word, by what the wall shows; nobody when the piece lies in the middle. */
async function holder(table: Table): Promise<string | null> {
	const names = await table.wall
		.locator('[data-seat]:has(.holds)')
		.evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-name')));
	return names[0] ?? null;
}

/** One turn more, by one key; returns who has the word then. */
async function next(table: Table, hands: Hands): Promise<string | null> {
	const before = await holder(table);
	const cost = await hands.cost(() => hands.press('PageDown'));
	expect(cost, 'keys of the leader for a turn').toBeLessThanOrEqual(1);
	await expect.poll(() => holder(table)).not.toBe(before);
	return holder(table);
}

export async function rounds(table: Table): Promise<void> {
	const hands = new Hands(table.Nele);
	await hands.press('F2');
	await expect(table.wall.locator('main[data-phase="round"]')).toBeVisible();
	await look(table.wall, '20-wall-round');
	await look(table.Steven, '21-phone-check-in');
	// Check-in writes nothing.
	await expect(line(table.Nele)).toHaveCount(0);
	while ((await next(table, hands)) !== null);
	for (const words of ownWords) await round(table, hands, words);
	await tab(table.Steven, 'Plan');
	await look(table.Steven, '29-phone-plan-after-rounds');
	await look(table.wall, '28-wall-after-rounds');
}

async function round(table: Table, hands: Hands, words: (typeof ownWords)[number]): Promise<void> {
	await hands.press('PageDown');
	const asked = new Set<string>();
	let name = await expect
		.poll(() => holder(table))
		.not.toBe(null)
		.then(() => holder(table));
	while (name !== null) {
		const said: string = name === 'Nele' ? '' : words[name as 'Steven'];
		if (words.heading === 'experience' && name === 'Ilse') await twoVoices(table, said);
		else if (words.heading === 'strength' && name === 'Steven') {
			name = await pass(table, asked);
			continue;
		} else if (name === 'Ilse') await asClb(table, said);
		else if (said !== '') await lay(table, said);
		asked.add(name);
		name = await next(table, hands);
	}
}

async function lay(table: Table, said: string): Promise<void> {
	await expect(line(table.Nele)).toBeFocused();
	await table.Nele.keyboard.insertText(said);
	await table.Nele.keyboard.press('Enter');
	await expect(line(table.Nele)).toHaveValue('');
	await expect(table.wall.getByText(said)).toBeVisible();
}

async function asClb(table: Table, said: string): Promise<void> {
	await table.Nele.getByRole('button', { name: 'als CLB' }).click();
	await lay(table, said);
}

/** S1-02: she must choose; namens school prints as not confirmed. S1-04: she has the word, and nobody else. */
async function twoVoices(table: Table, said: string): Promise<void> {
	const { Nele: nele, Joris: joris, Steven: steven, wall, Ilse: ilse } = table;
	await expect(line(nele)).toHaveCount(0);
	await expect(nele.getByText('Kies eerst in welke stem dit gezegd wordt.').first()).toBeVisible();
	await look(nele, '22-lead-two-voices');

	await tab(joris, 'Plan');
	await expect(plan(joris).getByLabel('Samen zeggen we').first()).toBeDisabled();
	await expect(plan(joris).getByRole('button', { name: 'Engagement erbij' })).toBeDisabled();
	const seen = await Promise.all([joris, wall].map(besideTime));
	await tab(steven, 'Mijn blad');
	await steven.locator('section.own textarea').fill('Dat is niet waar.');
	await expect(steven.locator('[data-save-state="saved"]')).toBeVisible();
	expect(await Promise.all([joris, wall].map(besideTime))).toEqual(seen);
	for (const page of [nele, joris, wall, ilse]) {
		await expect(page.locator('[data-presence]')).toHaveCount(0);
		await expect(page.getByText('Dat is niet waar.')).toHaveCount(0);
	}
	await steven.locator('section.own textarea').fill('');
	await tab(steven, 'Tafel');

	await asClb(table, said);
	await nele.getByRole('button', { name: 'namens school' }).click();
	await lay(table, behalfOfSchool);
	for (const page of [nele, joris]) {
		const laid = plan(page).locator('[data-line]', { hasText: behalfOfSchool });
		await expect(laid).toContainText('Ilse namens school');
		await expect(laid).toContainText('door school niet bevestigd');
	}
	await look(nele, '23-lead-round');
	await look(joris, '24-phone-plan-quiet');
}

/** A screen to the letter, but for the ring of time, which goes round by itself. */
const besideTime = (page: Page) =>
	page.locator('main').evaluate((main) => {
		const same = main.cloneNode(true) as HTMLElement;
		for (const one of same.querySelectorAll('[data-time]')) {
			one.removeAttribute('data-time');
			for (const ring of one.querySelectorAll('.ring, .track')) ring.remove();
		}
		return same.innerHTML;
	});

/** S1-05: *ik pas* counts as answered; once more at the end of the round, and not again. */
async function pass(table: Table, asked: Set<string>): Promise<string | null> {
	const { Steven: steven, wall } = table;
	const hands = new Hands(steven);
	if (!asked.has('Steven')) {
		asked.add('Steven');
		await look(steven, '25-phone-my-turn');
		await hands.tap(steven.getByRole('button', { name: 'Ik pas' }));
		await expect.poll(() => holder(table)).not.toBe('Steven');
		return holder(table);
	}
	expect([...asked].sort()).toEqual(['Ilse', 'Joris', 'Nele', 'Steven', 'Wim']);
	await expect(steven.getByRole('button', { name: 'Later' })).toHaveCount(0);
	await tab(steven, 'Mijn blad');
	await steven.locator('section.own textarea').fill(stevensStrength);
	await look(steven, '26-phone-own-sheet');
	await hands.tap(steven.getByRole('button', { name: 'Leg op tafel' }));
	await expect(wall.getByText(stevensStrength)).toBeVisible();
	await tab(steven, 'Tafel');
	await hands.tap(steven.getByRole('button', { name: 'Geef door' }));
	await expect.poll(() => holder(table)).toBe(null);
	return null;
}
