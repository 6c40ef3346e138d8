// One shared screen and no phones: a laptop of who leads, and the wall beside it. Everybody takes part in full by
// what they say, and nothing on either screen asks for a device they do not have.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { bigScreen, expect, kept, laptop, sitDown, test } from './house.ts';
import { plan, promise } from './s1-agree.ts';

/** What each says in the first round that writes; P4 has no words today. */
const said: Readonly<Record<string, string>> = {
	P1: 'Ik draai mij altijd om in de gang.',
	P2: 'Ik heb drie keer gebeld en telkens een ander aan de lijn.',
	P3: 'De weken stapelen zich op en ik had geen ingang.',
	P0: 'Ik ben blij dat jullie er zijn.'
};
const others = ['P1', 'P2', 'P3', 'P4'];

async function holder(wall: Page): Promise<string | null> {
	const names = await wall
		.locator('[data-seat]:has(.holds)')
		.evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-name')));
	return names[0] ?? null;
}

/** What can be read there now. That somebody *has* no device may be said. */
async function asksForNoPhone(...pages: Page[]): Promise<void> {
	for (const page of pages) {
		const text = await page.locator('body').innerText();
		expect(text.length, 'there is something to read').toBeGreaterThan(20);
		expect(text).not.toMatch(/gsm|telefoon|smartphone|scan|(eigen|jouw|je) toestel/i);
	}
}

test('a whole circle on one shared screen, without a phone', async ({ browser, house }) => {
	const [circle] = await house.world(1, 5, false, false, 'proactive', false);
	const seats = circle?.seats ?? [];
	const [leads] = seats;
	if (!leads) throw new Error('five seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const [wall] = await Promise.all([
		nele.context().waitForEvent('page'),
		nele.getByRole('link', { name: 'Groot scherm' }).click()
	]);
	await wall.setViewportSize(bigScreen.viewport);
	await expect(wall.locator('main[data-phase="gathering"]')).toBeVisible();
	await nele.bringToFront();

	await test.step('everybody is seated by a tap of who leads', async () => {
		await asksForNoPhone(nele, wall);
		for (const name of others) {
			await nele.locator(`[data-sit="${name}"]`).click();
			await expect(nele.locator(`[data-sit="${name}"]`)).toHaveCount(0);
			await expect(wall.locator(`[data-name="${name}"][aria-label*="zit aan tafel"]`)).toBeVisible();
		}
	});

	await test.step('a round is one key a turn', async () => {
		await nele.keyboard.press('F2');
		for (const name of [...others, 'P0', null]) {
			await expect.poll(() => holder(wall)).toBe(name);
			if (name === 'P1') await asksForNoPhone(nele, wall);
			if (name !== null) await nele.keyboard.press('PageDown');
		}
	});

	await test.step('own words are laid down in each person’s voice, read back from the wall', async () => {
		await nele.keyboard.press('PageDown');
		for (const name of [...others, 'P0']) {
			await expect.poll(() => holder(wall)).toBe(name);
			const words = said[name];
			if (words) {
				const line = nele.locator('#lead-line');
				await expect(line).toHaveAccessibleName(name === 'P0' ? 'Wat zeg jij?' : `Wat zegt ${name}?`);
				await expect(line).toBeFocused();
				await nele.keyboard.insertText(words);
				await nele.keyboard.press('Enter');
				await expect(wall.locator('blockquote', { hasText: words }).locator('cite')).toHaveText(name);
				await nele.keyboard.press('PageDown');
			} else {
				await nele.getByRole('button', { name: 'Anders', exact: true }).click();
				await nele.getByRole('button', { name: `${name} wil nu niets zeggen` }).click();
			}
		}
		await expect.poll(() => holder(wall)).toBe(null);
		await asksForNoPhone(nele, wall);
		await look(wall, 'one-screen-wall-round');
		// A page behind another draws once a second.
		await nele.bringToFront();
	});

	const what = 'Ik bel zelf met drie adressen.';
	await test.step('a promise gets its owner’s own yes: spoken, and somebody heard it', async () => {
		await nele.keyboard.press('F2');
		await plan(nele).getByRole('button', { name: 'Engagement erbij' }).click();
		await nele.keyboard.insertText(what);
		const his = await promise(nele, what);
		await his.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator('[data-pick="P2"]').click();
		await expect(his).toHaveAttribute('data-state', 'proposed');
		// Who leads has no yes of their own to give here: it is said aloud, or it is not given.
		await expect(his.getByRole('button', { name: 'Dit neem ik op mij' })).toHaveCount(0);
		await his.getByRole('button', { name: 'P2 zegt hardop ja' }).click();
		const heard = his.getByRole('group', { name: 'Wie hoorde P2' });
		await expect(heard.locator('[data-pick="P2"]')).toHaveCount(0);
		await expect(his).toHaveAttribute('data-state', 'proposed');
		await heard.locator('[data-pick="P1"]').click();
		await expect(his).toHaveAttribute('data-state', 'taken');
		await expect(his).toContainText('getuige P1');
		await expect(wall.locator('section.plan p', { hasText: what })).not.toContainText('voorstel');
		await plan(nele).getByPlaceholder('In één zin: wat gaat er goed?').fill('We zijn alle vijf gekomen.');
		await kept(nele);
		await asksForNoPhone(nele, wall);
	});

	await test.step('own words are checked beside each', async () => {
		await nele.getByRole('button', { name: 'mijn woorden', exact: true }).click();
		const wordsOf = (name: string) =>
			nele.locator(`[data-my-words="${seats[Number(name.slice(1))]?.person}"]`);
		for (const name of others) {
			await nele.getByRole('button', { name: `Samen met ${name}`, exact: true }).click();
			const beside = wordsOf(name);
			const words = said[name];
			if (words) await expect(beside).toContainText(words);
			for (const [other, theirs] of Object.entries(said))
				if (other !== name) await expect(beside).not.toContainText(theirs);
			if (name === 'P1') {
				await asksForNoPhone(nele, wall);
				await look(nele, 'one-screen-beside');
			}
			await beside
				.getByRole('button', { name: words ? 'Ja, zo klopt het' : 'Ik heb niets toe te voegen' })
				.click();
			await expect(beside.getByText('Nagekeken. Dank je.')).toBeVisible();
		}
		await wordsOf('P0').getByRole('button', { name: 'Ja, zo klopt het' }).click();
		await expect(wordsOf('P0').getByText('Nagekeken. Dank je.')).toBeVisible();
	});

	await test.step('voorlezen: the wall is at the part that is read', async () => {
		await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
		const step = wall.locator('[aria-current="step"]');
		await nele.locator('[data-aloud] [data-next]').click();
		await expect(step).toContainText('We zijn alle vijf gekomen.');
		await nele.locator('[data-aloud] [data-next]').click();
		await expect(step).toContainText(what);
		await expect(nele.locator('[data-aloud]')).toContainText('Dit was het laatste deel.');
		await expect(nele.locator('[data-aloud] [data-next]')).toHaveCount(0);
		await asksForNoPhone(nele, wall);
		await look(wall, 'one-screen-wall-aloud');
		await nele.bringToFront();
	});

	await test.step('everybody answers aloud, each with somebody who heard it', async () => {
		await nele.locator('[data-present="ask"]').click();
		await nele.locator('[data-present="now"]').click();
		await expect(wall.locator('main[data-phase="answering"]')).toBeVisible();
		await nele.locator('[data-answering] [data-answer="yes"]').click();
		await nele.locator('[data-answering] [data-say]').click();
		await expect(nele.getByText(/Je antwoord/)).toBeVisible();
		for (const name of others) {
			await expect(nele.locator('[data-answers="hidden"]')).toBeVisible();
			const row = nele.locator(`[data-answers] [data-answer-of="${name}"]`);
			await row.getByRole('button', { name: 'Hardop' }).click();
			const card = nele.locator(`[data-aloud="${name}"]`);
			await card.locator(`[data-pick="${name === 'P1' ? 'P2' : 'P1'}"]`).click();
			await card.locator('[data-answer="yes"]').click();
			if (name === 'P1') await asksForNoPhone(nele, wall);
			await card.locator('[data-say]').click();
			await expect(card).toHaveCount(0);
		}
		await expect(nele.locator('[data-answers="shown"]')).toBeVisible();
		await expect(nele.locator('[data-tally]')).toHaveText('5 onderschrijven');
		await expect(wall.getByText('staat hierachter')).toHaveCount(5);
		await asksForNoPhone(nele, wall);
		await look(nele, 'one-screen-answers');
	});
});
