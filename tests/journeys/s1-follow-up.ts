// Six weeks later, 17 November: every promise is looked back on, its owner first; Fatou joins and sees the new
// plan only; *wij* becomes one promise each; version 2 replaces version 1, which keeps its answers.

import { expect, type Page } from '@playwright/test';
import { copy } from './copies.ts';
import { look } from './hands.ts';
import { phone } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';
import { newPage, type Table } from './s1-arrive.ts';
import { answerYes } from './s1-freeze.ts';
import { engagements, ownWords, reserve, reviews, whyNoSchool } from './s1-plan.ts';

type Circle = Table & { readonly Fatou: Page };

const changed = 'Ik praat elke week met Joris in het atelier.';
const together = 'Kennismaking met Instituut Hoogveld op dinsdag 24 november, 14 uur.';
const repair = 'Steven krijgt een eigen herstelling die af moet tegen Kerst.';

async function prepareAgain(table: Table): Promise<string> {
	const { Nele: nele } = table;
	await nele.getByRole('textbox', { name: 'Voornaam' }).last().fill('Fatou');
	await nele.getByRole('combobox', { name: 'Wie ben je hier?' }).last().fill('begeleidster Fietsatelier');
	await nele.getByRole('button', { name: 'Erbij' }).click();
	await expect(nele.getByText('Hoort Fatou bij de school?')).toBeVisible();
	await look(nele, '70-school-or-not');
	await nele.getByRole('button', { name: 'Nee, niet bij de school' }).click();
	await expect(nele.locator('[data-person="Fatou"]')).toBeVisible();
	await nele.getByRole('link', { name: 'Plan een opvolgcirkel' }).click();
	await expect(nele.locator('[name=type]')).toHaveValue('follow-up');
	await nele.getByLabel('Dag').fill('2026-11-17');
	await nele.getByLabel('Bart komt?').selectOption('absent');
	await nele.getByLabel('Ter Wilgen komt?').selectOption('not-invited');
	await nele.locator('[data-guest="Ter Wilgen"]').getByLabel('Waarom niet?').fill(whyNoSchool);
	await look(nele, '71-circle-new');
	await nele.getByRole('button', { name: 'Klaar, maak naamkaartjes' }).click();
	await nele.getByRole('button', { name: 'Maak naamkaartjes', exact: true }).click();
	await expect(nele.locator('[data-card]')).toHaveCount(2);
	await expect(nele.locator('[data-card="Bart"]')).toContainText('waar jij Steven naar mag vragen');
	await expect(nele.locator('[data-card="Bart"]')).not.toContainText('17 november');
	await atHome(table, (await nele.locator('[data-card="Bart"] a.here').getAttribute('href')) ?? '');
	const card = (await nele.locator('[data-card="Fatou"] a.here').getAttribute('href')) ?? '';
	await nele.getByRole('link', { name: 'Terug naar de kring' }).click();
	await nele.getByRole('button', { name: 'Naar de tafel' }).click();
	return card;
}

/** S1-11: no account and no number; he reads what he may ask after, and no word more of the plan. */
async function atHome({ browser }: Table, card: string): Promise<void> {
	const bart = await newPage(browser, phone);
	await bart.goto(card);
	await bart.getByRole('button', { name: 'Ja, dat ben ik' }).click();
	await expect(bart.locator('[data-followed]')).toContainText(engagements[1].what);
	await look(bart, '72-phone-at-home');
	await bart.getByRole('button', { name: 'Ja, ik vraag af en toe hoe het gaat' }).click();
	await expect(bart.locator('[data-asks="yes"]')).toBeVisible();
	const page = await bart.content();
	for (const { what, who } of engagements) if (who !== 'Steven') expect(page).not.toContain(what);
	for (const { Wim: said } of ownWords) expect(page).not.toContain(said);
	await bart.context().close();
}

async function come(page: Page, card: string): Promise<void> {
	await page.goto(card);
	const here = page.locator('[data-here="true"]');
	const mine = page.getByRole('button', { name: 'Ja, dat ben ik' });
	await expect(here.or(mine)).toBeVisible();
	if (await mine.isVisible()) await mine.click();
	await expect(here).toBeVisible();
}

export async function comeAgain(table: Table): Promise<Circle> {
	const { Nele: nele, Steven: steven, Ilse: ilse, Joris: joris, browser } = table;
	const card = await prepareAgain(table);
	// Steven is early: his card opens the next table, and he sits down by himself when it opens.
	await come(steven, table.cards['Steven'] ?? '');
	// What was agreed stays at hand while the next circle is only planned.
	await expect(steven.locator('[data-earlier]').getByRole('link', { name: 'Lees of druk af' })).toBeVisible();
	await look(steven, '72-phone-early');
	await nele.getByRole('button', { name: 'Open de kring' }).click();
	await expect(steven.locator('[data-phase="gathering"]')).toBeVisible();
	await come(ilse, table.cards['Ilse'] ?? '');
	const fatou = await newPage(browser, phone);
	await come(fatou, card);
	// Joris scans his card this time: his first seat, by code and name, was for the first circle.
	await come(joris, table.cards['Joris'] ?? '');
	await nele.locator('[data-sit="Wim"]').click();
	await expect.poll(() => nele.locator('[data-sit]').allTextContents()).toEqual([]);
	await look(nele, '73-lead-all-here');
	const wall = await nele.context().newPage();
	await wall.goto(nele.url().replace('/seat/', '/wall/'));
	await wall.setViewportSize({ width: 1920, height: 1080 });
	await nele.bringToFront();
	return { ...table, wall, Fatou: fatou };
}

/** S1-19: words, no percentage, no red; the owner first. */
export async function lookBack(table: Circle): Promise<void> {
	const { Nele: nele, Steven: steven, wall } = table;
	const rounds = await nele.getByLabel('ronde').locator('option').allTextContents();
	for (const one of reviews) {
		const at = engagements.findIndex(({ who }) => who === one.owner);
		const { what } = engagements[at] ?? engagements[0];
		const option = rounds.findIndex((text) => text.includes(what.slice(0, 20)));
		await nele.getByLabel('ronde').selectOption({ index: option });
		const holder = wall.locator('[data-seat]:has(.holds)');
		await expect(holder).toHaveAttribute('data-name', one.owner);
		if (one.owner === 'Ilse') await nele.getByRole('button', { name: 'als CLB' }).click();
		await expect(nele.locator('#lead-line')).toBeFocused();
		await nele.keyboard.insertText(one.said);
		await nele.keyboard.press('Enter');
		await expect(wall.getByText(one.said)).toBeVisible();
		const block = await promise(nele, what);
		const by = (name: string) => block.getByRole('group', { name, exact: true });
		if (one.owner === 'Steven') {
			await expect(steven.locator('[data-turn]')).toContainText('tik het aan bij Plan');
			await tab(steven, 'Plan');
			const his = await promise(steven, what);
			await expect(his.getByRole('group', { name: 'de tafel' }).getByRole('button')).toHaveCount(0);
			await his
				.getByRole('group', { name: 'Steven zegt' })
				.getByRole('button', { name: one.own, exact: true })
				.click();
			await look(steven, '73-phone-review');
		} else await by(`${one.owner} zegt`).getByRole('button', { name: one.own, exact: true }).click();
		await by(`${one.asker} zag`).getByRole('button', { name: one.seen, exact: true }).click();
		await by('de tafel').getByRole('button', { name: one.table, exact: true }).click();
		await expect(by('de tafel').getByRole('button', { name: one.table, exact: true })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
	}
	await look(nele, '74-lead-review');
	await look(wall, '75-wall-review');
	for (const page of [nele, wall, steven]) expect(await page.locator('body').innerText()).not.toContain('%');
}

/** S1-16: *wij* is one promise for each, and each says yes for themselves. */
export async function promiseAgain(table: Circle): Promise<void> {
	const { Nele: nele, Steven: steven, Ilse: ilse, Joris: joris, Fatou: fatou } = table;
	await nele.keyboard.press('F2');
	const his = await promise(steven, engagements[1].what);
	await his.locator('textarea').first().fill(changed);
	await expect(his).toHaveAttribute('data-state', 'reworded');
	await his.getByRole('button', { name: 'Dit neem ik op mij' }).click();
	await expect(his).toHaveAttribute('data-state', 'taken');

	await plan(nele).getByRole('button', { name: 'Engagement erbij' }).click();
	await nele.keyboard.insertText(together);
	const one = await promise(nele, together);
	const owner = one.getByRole('group', { name: 'Wie neemt dit op zich?' });
	await owner.getByRole('button', { name: 'Wij' }).click();
	for (const name of ['Ilse', 'Wim', 'Joris']) await owner.locator(`[data-pick="${name}"]`).click();
	await owner.getByRole('button', { name: 'Voor ieder apart (3)' }).click();
	const all = plan(nele).locator('[data-promise][data-state="proposed"]');
	await expect(all).toHaveCount(3);
	for (const page of [ilse, joris]) {
		await tab(page, 'Plan').catch(() => undefined);
		await plan(page).getByRole('button', { name: 'Dit neem ik op mij' }).click();
	}
	await expect(all).toHaveCount(1);
	await all.getByRole('button', { name: 'Wim zegt hardop ja' }).click();
	await plan(nele).getByRole('group', { name: 'Wie hoorde Wim' }).locator('[data-pick="Steven"]').click();
	await expect(all).toHaveCount(0);

	await tab(fatou, 'Plan');
	await plan(fatou).getByRole('button', { name: 'Engagement erbij' }).click();
	await fatou.keyboard.insertText(repair);
	await (await promise(fatou, repair)).getByRole('button', { name: 'Dit neem ik op mij' }).click();
	await expect(await promise(nele, repair)).toHaveAttribute('data-state', 'taken');
	// S1-17: what was said six weeks ago is not hers.
	for (const { Steven: said } of ownWords.filter((one) => one.Steven !== ''))
		expect(await fatou.locator('body').innerText()).not.toContain(said);
}

/** The ids of the parts of one kind in somebody's copy. */
async function idsIn(page: Page, house: Table['house'], version: string) {
	const seat = /\/seat\/([a-z2-7]{26})/.exec(page.url())?.[1];
	const file = await page.request.get(`${house.origin}/seat/${seat}/copy/${version}`);
	const parts = ((await file.text()).match(/[\w-]{60,}/g) ?? []).map((one) =>
		Buffer.from(one, 'base64url').toString()
	);
	const named = (kind: string) =>
		parts
			.filter((text) => text.includes(`"part":"${kind}"`))
			.flatMap((text) => /"id":"([a-z2-7]{26})"/.exec(text)?.[1] ?? []);
	return { engagement: named('engagement'), outcome: named('outcome') };
}

/** S1-17, S1-18: version 2 starts at zero; version 1 is replaced, keeps its five answers, and is not Fatou's. */
export async function secondVersion(table: Circle, first: string): Promise<void> {
	const { Nele: nele, Steven: steven, Ilse: ilse, Joris: joris, Fatou: fatou, house } = table;
	await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
	await nele.locator('[data-present="ask"]').click();
	await nele.locator('[data-present="now"]').click();
	await expect(steven.locator('[data-copy="house"]')).toBeVisible();
	await expect(nele.getByText('0 van 6 gaven een antwoord.')).toBeVisible();
	const outcomes = steven.locator('[data-outcome]');
	await expect(outcomes).toHaveCount(5);
	const colours = await outcomes
		.locator('.said')
		.evaluateAll((all) => all.map((one) => getComputedStyle(one).color));
	expect(new Set(colours).size, 'every outcome in the same colour').toBe(1);
	await expect(steven.locator('[data-copy="house"]')).toContainText('Vier van de vijf.');
	// What changed since 6 October, for who had the first version; Fatou had none.
	const since = steven.locator('[data-since]');
	await expect(since).toContainText('2 gelukt, 3 deels gelukt, 4 nieuw, 1 aangepast');
	await expect(since).toContainText('Fatou (begeleidster Fietsatelier) doet nu mee.');
	await steven.locator('[data-story] summary').click();
	await expect(steven.locator('[data-went="partly"]').first().locator('q')).toHaveText(
		'Vier van de vijf. In het atelier lukt praten beter.'
	);
	await expect(steven.locator('[data-story] ins').first()).toBeVisible();
	await look(steven, '76-phone-second-version');
	await tab(fatou, 'Plan');
	await expect(fatou.locator('[data-copy="house"]')).toContainText(repair);
	await expect(fatou.locator('[data-since]')).toHaveCount(0);
	await look(fatou, '77-phone-fatou');
	for (const { Steven: said } of ownWords.filter((one) => one.Steven !== ''))
		await expect(fatou.locator('[data-copy="house"]')).not.toContainText(said);
	const mine = await copy(steven).getByRole('link', { name: 'afdrukken' }).getAttribute('href');
	const second = /copy\/([a-z2-7]{26})\//.exec(mine ?? '')?.[1] ?? '';
	const seat = /\/seat\/([a-z2-7]{26})/.exec(fatou.url())?.[1];
	const asked = await fatou.request.get(`${house.origin}/seat/${seat}/copy/${first}`);
	const missing = await fatou.request.get(`${house.origin}/seat/${seat}/copy/${'a'.repeat(26)}`);
	expect([asked.status(), missing.status()]).toEqual([404, 404]);

	for (const [page, who] of [
		[steven, 'Steven'],
		[ilse, 'Ilse'],
		[joris, 'Joris'],
		[nele, 'Nele'],
		[fatou, 'Fatou']
	] as const)
		await answerYes(page, who);
	await nele.locator('[data-answers] [data-answer-of="Wim"]').getByRole('button', { name: 'Hardop' }).click();
	const his = nele.locator('[data-aloud="Wim"]');
	await his.locator('[data-pick="Ilse"]').click();
	// What he kept as a reserve six weeks ago does not move by itself: he is asked whether it still holds.
	await expect(his.locator('[data-carried]')).toContainText(reserve);
	await his.locator('[data-carry="no"]').click();
	await his.locator('[data-answer="yes"]').click();
	await his.locator('[data-say]').click();
	await expect(nele.locator('[data-tally]')).toHaveText('6 onderschrijven');
	await nele.locator('[data-declare]').click();
	await expect(nele.locator('[data-in-force]')).toBeVisible();
	await nele.getByRole('button', { name: 'Kring afsluiten' }).click();
	await nele.getByRole('button', { name: 'Ja, sluit de kring af' }).click();

	await nele.goto(`${house.origin}/today`);
	await nele
		.getByRole('link', { name: /Steven/ })
		.first()
		.click();
	await expect(nele.locator('[data-version="1"] [data-asking="Bart"]')).toContainText('zei ja');
	await expect(nele.locator('[data-version="1"]')).toContainText('vervangen');
	await expect(nele.locator('[data-version="1"]')).toContainText('4 onderschrijven, 1 met voorbehoud');
	await expect(nele.locator('[data-version="2"]')).toContainText('van kracht');
	await expect(nele.locator('[data-version="2"] [data-since]')).toContainText('2 gelukt, 3 deels gelukt');
	const [e1, e2] = await Promise.all([first, second].map((version) => idsIn(steven, house, version)));
	expect(e1?.engagement).toHaveLength(5);
	expect(e2?.outcome.toSorted(), 'E1-E5 keep their ids').toEqual(e1?.engagement.toSorted());
	await look(nele, '78-traject-two-versions');
}
