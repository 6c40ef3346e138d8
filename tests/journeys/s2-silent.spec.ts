// S2, the silent circle: in the room and silent in every round, his seat stays and his blocks stay empty; a nod says who
// typed and who saw it. Joke leads (P0); Michael (P1), Hanne, his coach (P4).

import { roundsFor } from '#lib/circle/standard.ts';
import { copy, holds, present, round, under, wallOf } from './copies.ts';
import { look } from './hands.ts';
import { expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';

test('S2 silent: in the room and silent in every round; a nod is enough for what is his', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 5);
	const [leads, pupil, , , coach] = circle?.seats ?? [];
	if (!leads || !pupil || !coach) throw new Error('five seats were asked for');
	const joke = await sitDown(browser, house, leads, laptop);
	const michael = await sitDown(browser, house, pupil, phone);
	const hanne = await sitDown(browser, house, coach, phone);
	const wall = await wallOf(joke);
	const spoken = roundsFor('start').filter(({ writes }) => writes === 'own');

	await test.step('S2-06: each round keeps his seat, and he "was erbij, zei niets"', async () => {
		for (const { kind } of spoken) {
			await round(joke, kind ?? '');
			await holds(wall, 'P1');
			await expect(wall.locator('[data-name="P1"]')).toHaveAttribute('aria-label', /heeft het woord/);
			await joke.getByRole('button', { name: 'Anders', exact: true }).click();
			await joke.getByRole('button', { name: 'P1 was erbij, zei niets' }).click();
			await holds(wall, 'P2');
			await expect(wall.locator('[data-name="P1"]')).toHaveAttribute('aria-label', /zit aan tafel/);
		}
	});

	const about = 'Ik denk dat hij bang is om weer iemand te verliezen.';
	await test.step('S2-06: what another says about him carries its speaker, and is not his', async () => {
		await joke.getByRole('button', { name: 'samen', exact: true }).click();
		await tab(hanne, 'Mijn blad');
		await hanne.getByRole('button', { name: 'zorg', exact: true }).click();
		await hanne.locator('section.own textarea').fill(about);
		await hanne.getByRole('button', { name: 'Leg op tafel' }).click();
		await tab(michael, 'Plan');
		await expect(plan(michael).locator('[data-line]', { hasText: about }).locator('.who')).toHaveText('P4');
		await joke.getByRole('button', { name: 'mijn woorden', exact: true }).click();
		await expect(michael.getByText('Je legde niets op tafel. Dat is ook goed.')).toBeVisible();
		// From there it leads to samen, not into a round: F2 goes between those two.
		await joke.getByRole('button', { name: 'samen', exact: true }).click();
		await expect(wall.locator('main[data-phase="together"]')).toBeVisible();
	});

	const e8 = 'Ik kom dinsdag werken. Praten hoeft niet.';
	await test.step('S2-08: Hanne types for him, he nods, Joke sees it', async () => {
		await joke.getByText('Typen voor iemand').click();
		await joke.locator('[data-writer="P4"]').click();
		await expect(joke.locator('[data-writer="P4"]')).toHaveAttribute('aria-pressed', 'true');
		await look(joke, 's2-who-types');
		await tab(hanne, 'Tafel');
		const scribe = hanne.locator('[data-scribe]');
		await scribe.getByRole('group', { name: 'Voor wie typ je?' }).getByRole('button', { name: 'P1' }).click();
		await scribe.getByRole('button', { name: 'nodig', exact: true }).click();
		await scribe.getByLabel('Wat zegt P1?').fill(e8);
		await scribe.locator('[data-scribe-lay]').click();
		const his = plan(michael).locator('[data-line]', { hasText: e8 });
		await expect(his).toContainText('getypt door P4, nog niet nagekeken');
		await scribe.getByRole('button', { name: 'P1 knikt: klopt' }).click();
		await scribe
			.getByRole('group', { name: 'Wie zag of hoorde het?' })
			.getByRole('button', { name: 'P0' })
			.click();
		for (const page of [michael, joke])
			await expect(plan(page).locator('[data-line]', { hasText: e8 }).locator('[data-typed]')).toHaveText(
				'bevestigd aan tafel, getypt door P4, getuige P0'
			);
	});

	await test.step('S2-08: his promise waits for him; his nod says who wrote it down and who saw it', async () => {
		await plan(joke).getByRole('button', { name: 'Engagement erbij' }).click();
		await joke.keyboard.insertText(e8);
		const one = await promise(joke, e8);
		await one.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator('[data-pick="P1"]').click();
		const his = await promise(michael, e8);
		await expect(his).toContainText('wacht op jouw ja');
		await kept(joke);
		await one.getByRole('button', { name: 'P1 zegt hardop ja' }).click();
		await one.getByRole('group', { name: 'Wie hoorde P1' }).locator('[data-pick="P4"]').click();
		for (const page of [michael, joke])
			await expect(await promise(page, e8)).toContainText('bevestigd aan tafel, getypt door P0, getuige P4');
		await his.scrollIntoViewIfNeeded();
		await look(michael, 's2-nod');
	});

	await test.step('the copy says he was there, and what is his is what he confirmed', async () => {
		await joke.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await present(joke);
		for (const heading of ['Beleving', 'Krachten', 'Zorgen', 'Verlangens'])
			await expect(under(copy(michael), heading).locator('p', { hasText: 'P1' })).toHaveText(
				'P1 was erbij, zei niets'
			);
		const need = under(copy(michael), 'Wat nodig is');
		await expect(need.locator('blockquote', { hasText: e8 }).locator('cite')).toHaveText('P1');
		await expect(need).not.toContainText('zei niets');
		await expect(copy(michael).locator('blockquote', { hasText: about }).locator('cite')).toHaveText('P4');
		await expect(copy(michael).locator('[data-mine]')).toContainText(e8);
		await need.scrollIntoViewIfNeeded();
		await look(michael, 's2-copy-michael');
	});
});
