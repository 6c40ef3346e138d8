// What they agree on: goals, engagements that only their owners take, what is asked of who is not there, what
// is not now; then everybody's own words once more, in silence.

import { expect, type Locator, type Page } from '@playwright/test';
import { Hands, look } from './hands.ts';
import type { Table } from './s1-arrive.ts';
import { askedOfSchool, engagements, goals, notNow } from './s1-plan.ts';

export const plan = (page: Page) => page.getByRole('region', { name: 'Plan', exact: true });
export const tab = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** The block whose sentence this is; it waits until the words are there. */
export async function promise(page: Page, text: string): Promise<Locator> {
	const blocks = plan(page).locator('[data-promise]');
	const find = () =>
		blocks.evaluateAll(
			(all, text) =>
				all.find((one) => one.querySelector('textarea')?.value === text)?.getAttribute('data-promise') ??
				null,
			text
		);
	await expect.poll(find).not.toBe(null);
	return plan(page).locator(`[data-promise="${await find()}"]`);
}

export async function agree(table: Table): Promise<void> {
	const { Nele: nele, Steven: steven, Ilse: ilse, wall } = table;
	const hands = new Hands(nele);
	expect(await hands.cost(() => hands.press('F2'))).toBe(1);
	await expect(wall.locator('main[data-phase="together"]')).toBeVisible();
	await together(table);
	for (const goal of goals) {
		await plan(nele).getByRole('button', { name: 'Doel erbij' }).click();
		await nele.keyboard.insertText(goal.text);
		const block = plan(nele)
			.locator('[data-item]')
			.filter({ has: nele.getByLabel('Waaraan merken we het?') })
			.last();
		await block.getByRole('button', { name: goal.level }).click();
		await block.getByLabel('Waaraan merken we het?').fill(goal.signs);
	}
	for (const one of engagements) await (one.who === 'Steven' ? byHimself(table, one) : byNele(table, one));
	await schoolIsAsked(table);
	await notNowInHisWords(table);
	await plan(ilse).getByLabel('Volgende keer').fill('Dinsdag 17 november om 16 uur, Keerwind.');
	await expect(plan(nele).getByLabel('Volgende keer')).toHaveValue(
		'Dinsdag 17 november om 16 uur, Keerwind.'
	);
	await look(nele, '31-lead-together');
	await look(steven, '32-phone-together');
	await look(wall, '33-wall-together');
}

/** Live, letter by letter; who writes is shown beside the block, never in the text. */
async function together({ Ilse: ilse, Steven: steven, wall }: Table): Promise<void> {
	await tab(steven, 'Plan');
	const wish = (page: Page) => page.getByPlaceholder('In één zin: wat willen we samen?');
	await wish(ilse).click();
	await expect(plan(steven).locator('[data-presence]')).toContainText('Ilse schrijft hier');
	let typed = '';
	for (const letter of 'Een plek met rust.') {
		await ilse.keyboard.type(letter);
		typed += letter;
		await expect(wish(steven)).toHaveValue(typed);
	}
	await expect(wall.getByText(typed)).toBeVisible();
	await expect(ilse.locator('[data-save-state="saved"]')).toBeVisible();
}

type Promised = (typeof engagements)[number];

/** Nele writes; whose it is, by when, who asks: four taps at most. The yes is its owner's. */
async function byNele(table: Table, { who, what, asker }: Promised): Promise<void> {
	const { Nele: nele, wall } = table;
	const hands = new Hands(nele);
	await hands.tap(plan(nele).getByRole('button', { name: 'Engagement erbij' }));
	await nele.keyboard.insertText(what);
	const one = plan(nele).locator('[data-promise]').last();
	await hands.tap(one.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator(`[data-pick="${who}"]`));
	await hands.tap(one.getByRole('group', { name: 'Tegen wanneer' }).getByRole('button').first());
	await hands.tap(one.getByRole('group', { name: 'Wie mag vragen' }).locator(`[data-pick="${asker}"]`));
	expect(hands.taps, 'an engagement, beside its sentence').toBeLessThanOrEqual(4);
	await expect(wall.getByText(what)).toBeVisible();
	await expect(one).toHaveAttribute('data-state', 'proposed');
	if (who === 'Wim') {
		// Nobody can say it in his place: on no screen but Nele's, and there with a witness.
		await tab(table.Joris, 'Plan');
		await expect(
			(await promise(table.Joris, what)).getByRole('button', { name: /neem ik op mij|hardop ja/ })
		).toHaveCount(0);
		await one.getByRole('button', { name: 'Wim zegt hardop ja' }).click();
		await one.getByRole('group', { name: 'Wie hoorde Wim' }).locator('[data-pick="Ilse"]').click();
		await expect(one).toContainText('bevestigd aan tafel, getypt door Nele, getuige Ilse');
	} else {
		const page = table[who as 'Ilse'];
		if (who === 'Joris') await tab(page, 'Plan');
		const own = await promise(page, what);
		// Somebody says yes to all of it: who asks is the last that came.
		await expect(
			own.getByRole('group', { name: 'Wie mag vragen' }).locator(`[data-pick="${asker}"]`)
		).toHaveAttribute('aria-pressed', 'true');
		await own.getByRole('button', { name: 'Dit neem ik op mij' }).click();
	}
	await expect(one).toHaveAttribute('data-state', 'taken');
}

/** On his own phone it is his own promise: four taps at most, the yes among them. Bart, at home, may ask. */
async function byHimself({ Steven: steven, Nele: nele }: Table, { what, asker }: Promised): Promise<void> {
	const hands = new Hands(steven);
	await hands.tap(plan(steven).getByRole('button', { name: 'Engagement erbij' }));
	await steven.keyboard.insertText(what);
	const one = plan(steven).locator('[data-promise]').last();
	await hands.tap(
		one.getByRole('group', { name: 'Tegen wanneer' }).getByRole('button', { name: 'elke dinsdag' })
	);
	const same = await promise(nele, what);
	const asks = same.getByRole('group', { name: 'Wie mag vragen' });
	await asks.getByRole('button', { name: 'Iemand thuis' }).click();
	await asks.getByLabel('Voornaam').fill(asker);
	await asks.getByRole('button', { name: 'Klaar' }).click();
	await expect(asks.locator(`[data-pick="${asker}"]`)).toHaveAttribute('aria-pressed', 'true');
	await expect(
		one.getByRole('group', { name: 'Wie mag vragen' }).locator(`[data-pick="${asker}"]`)
	).toBeVisible();
	await hands.tap(one.getByRole('button', { name: 'Dit neem ik op mij' }));
	await expect(same).toHaveAttribute('data-state', 'taken');
	expect(hands.taps, 'an engagement, beside its sentence').toBeLessThanOrEqual(4);
}

/** S1-07, S1-08: nobody promises in the place of who is not there; it is asked once Steven and Wim said yes. */
async function schoolIsAsked({ Nele: nele, Steven: steven, wall }: Table): Promise<void> {
	await plan(nele).getByRole('button', { name: 'Engagement erbij' }).click();
	await nele.keyboard.insertText(askedOfSchool);
	const one = plan(nele).locator('[data-promise][data-state="proposed"]').last();
	const id = await one.getAttribute('data-promise');
	await one
		.getByRole('group', { name: 'Wie neemt dit op zich?' })
		.locator('[data-pick="Ter Wilgen"]')
		.click();
	await expect(one.getByRole('alert')).toContainText('Ter Wilgen zit niet aan tafel');
	await look(nele, '30-lead-ask-instead');
	await one.getByRole('button', { name: 'Maak er een vraag aan Ter Wilgen van' }).click();
	const ask = nele.locator(`[data-promise="${id}"]`);
	await expect(ask).toHaveAttribute('data-state', 'asking');
	const his = await promise(steven, askedOfSchool);
	await his.getByRole('button', { name: 'Zo mag het er staan' }).click();
	await expect(ask.locator('[data-yes-of="Steven"]')).toHaveAttribute('data-yes', 'true');
	await expect(ask).toHaveAttribute('data-state', 'asking');
	await ask.getByRole('button', { name: 'Wim zegt hardop ja' }).click();
	await ask.getByRole('group', { name: 'Wie hoorde Wim' }).locator('[data-pick="Ilse"]').click();
	await expect(ask).toHaveAttribute('data-state', 'asked');
	await expect(wall.getByRole('heading', { name: 'Gevraagd aan wie er niet is' })).toBeVisible();
}

/** S1-09: what Wim refused stands in words he agreed, without a reason, and nobody owes it. */
async function notNowInHisWords(table: Table): Promise<void> {
	const { Nele: nele, Joris: joris } = table;
	await plan(joris).getByRole('button', { name: 'Engagement erbij' }).click();
	const idea = 'Ik regel een gesprek van Wim, Steven en de school.';
	await joris.keyboard.insertText(idea);
	const his = await promise(joris, idea);
	const id = await his.getAttribute('data-promise');
	await his.getByRole('button', { name: 'Nu niet', exact: true }).click();
	const one = nele.locator(`[data-promise="${id}"]`);
	await expect(one).toHaveAttribute('data-state', 'not-now');
	await one.locator('textarea').first().fill(notNow);
	await one.getByRole('group', { name: 'Voor wie is het nu niet?' }).locator('[data-pick="Wim"]').click();
	await one.getByRole('button', { name: 'Wim zegt hardop ja' }).click();
	await one.getByRole('group', { name: 'Wie hoorde Wim' }).locator('[data-pick="Ilse"]').click();
	await expect(one).toHaveAttribute('data-state', 'not-now-agreed');
	await expect(one).toContainText('Wim vindt zich in deze woorden');
}

/** Mijn woorden: silently, everyone at once, two taps at most; Wim's beside Nele. */
export async function ownWords(table: Table): Promise<void> {
	const { Nele: nele } = table;
	await nele.getByRole('button', { name: 'mijn woorden', exact: true }).click();
	for (const name of ['Steven', 'Ilse', 'Joris'] as const) {
		const page = table[name];
		const hands = new Hands(page);
		if (name === 'Steven') await look(page, '40-phone-my-words');
		await hands.tap(page.getByRole('button', { name: 'Ja, zo klopt het' }));
		await expect(page.getByText('Nagekeken. Dank je.')).toBeVisible();
		expect(hands.taps, `${name}'s own words`).toBeLessThanOrEqual(2);
	}
	await look(nele, '41-lead-my-words');
	await nele.getByRole('button', { name: 'Samen met Wim' }).click();
	const his = nele.locator('[data-my-words]').filter({ hasText: 'Mijn zoon liegt niet.' });
	await his.getByRole('button', { name: 'Ja, zo klopt het' }).click();
	await expect(his.getByText('Nagekeken. Dank je.')).toBeVisible();
	await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
	await expect(table.wall.locator('main[data-phase="reading"]')).toBeVisible();
	await look(table.wall, '42-wall-reading');
	await look(table.Steven, '43-phone-reading');
}
