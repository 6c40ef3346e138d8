// S2, by who prepares: Michael's traject goes on and back with a reason of one's own; OCJ comes by a yes of those it is
// about; Sint-Lenaart leaves, and what it signed stays; words that should not have stood there are destroyed.

import { expect, type Page } from '@playwright/test';
import { add, begin, come, lead, setUp, toTable } from './by-hand.ts';
import { look } from './hands.ts';
import { phone, test } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';
import { answerYes } from './s1-freeze.ts';

const bundles = 'Ik verzamel bundels per vak en geef ze elke vrijdag.';
const dogs = 'Ik ga naar de hondenworkshop, en zwijg over opa.';

const copy = (page: Page) => page.locator('[data-copy="house"]');

async function toTraject(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Vandaag' }).click();
	await page
		.getByRole('link', { name: /Michael/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { name: 'Traject van Michael' })).toBeVisible();
}

/** Written down by the one who leads, and taken by whose it is on a screen of their own. */
async function promised(page: Page, who: string, own: Page, text: string): Promise<void> {
	await plan(page).getByRole('button', { name: 'Engagement erbij' }).click();
	await page.keyboard.insertText(text);
	const one = plan(page).locator('[data-promise]').last();
	await one.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator(`[data-pick="${who}"]`).click();
	await tab(own, 'Plan');
	await (await promise(own, text)).getByRole('button', { name: 'Dit neem ik op mij' }).click();
	await expect(one).toHaveAttribute('data-state', 'taken');
}

test('S2: on and back, a party that is asked for, one that leaves, and words that go', async ({
	browser,
	emptyHouse: house
}) => {
	const hanne = await setUp(browser, house);
	await begin(hanne, 'Michael', false);
	for (const [name, label] of [
		['Sofie', 'moeder'],
		['Aerts', 'leerlingenbegeleider']
	] as const)
		await add(hanne, name, label);

	await test.step('S2-04: from herinstap back to uitvoering; "het lukte niet" is a reason, and nothing is lost', async () => {
		const phase = hanne.locator('[data-phase]');
		const go = async (to: string, reason = '') => {
			if (!(await phase.getByLabel('Waar staat het nu?').isVisible()))
				await phase.getByText('Verplaats het').click();
			await phase.getByLabel('Waar staat het nu?').selectOption({ label: to });
			await phase.getByLabel('Waarom?').fill(reason);
			await phase.getByRole('button', { name: 'Zet het zo' }).click();
		};
		await expect(phase).toHaveAttribute('data-phase', 'registered');
		await go('in uitvoering');
		await expect(phase).toHaveAttribute('data-phase', 'under-way');
		await go('herinstap');
		await expect(phase).toHaveAttribute('data-phase', 'returning');
		await go('in uitvoering');
		await expect(phase.locator('[data-no="phase-needs-reason"]')).toBeVisible();
		await go('in uitvoering', 'het lukte niet');
		await expect(phase).toHaveAttribute('data-phase', 'under-way');
		await phase.getByText('Hoe het liep').click();
		await expect(phase.getByRole('listitem')).toHaveText([
			/in uitvoering/,
			/herinstap/,
			/in uitvoering.*Joris.*het lukte niet/s
		]);
		await expect(hanne.locator('[data-person="Sofie"]')).toBeVisible();
		await look(hanne, 's2-phase');
	});

	await hanne.getByLabel('Aerts komt?').selectOption('expected');
	const cards = await toTable(hanne, ['Michael', 'Aerts']);
	await lead(hanne);
	const michael = await come(browser, cards['Michael'] ?? '');
	const aerts = await come(browser, cards['Aerts'] ?? '');

	await test.step('a version that everybody answers', async () => {
		await hanne.locator('button[title="F2"]').click();
		await expect(michael.locator('[data-phase="together"]')).toBeVisible();
		await promised(hanne, 'Aerts', aerts, bundles);
		await promised(hanne, 'Michael', michael, dogs);
		await hanne.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await hanne.locator('[data-present="ask"]').click();
		await hanne.locator('[data-present="now"]').click();
		for (const [page, who] of [
			[michael, 'Michael'],
			[aerts, 'Aerts'],
			[hanne, 'Joris']
		] as const) {
			await answerYes(page, who);
		}
		await hanne.locator('[data-declare]').click();
		await expect(hanne.locator('[data-in-force]')).toBeVisible();
	});

	await test.step('erased: the words go, and who could read them reads when and at whose request', async () => {
		await expect(copy(michael)).toContainText(dogs);
		const page = await hanne.context().newPage();
		await page.setViewportSize(phone.viewport);
		await page.goto(`${house.origin}/today`);
		await toTraject(page);
		await page.getByRole('link', { name: 'Woorden laten wissen' }).click();
		await page.getByRole('radio', { name: dogs }).check();
		await page.getByLabel('Op wiens vraag?').selectOption({ label: 'Michael, jongere' });
		await page.getByLabel('Waarom?').fill('Het is van mij alleen.');
		await look(page, 's2-erase');
		await page.getByRole('button', { name: 'Wis deze woorden voorgoed' }).click();
		await expect(page.locator('[data-done]')).toBeVisible();
		await expect(page.getByRole('radio', { name: dogs })).toHaveCount(0);
		await look(page, 's2-erased');
		await page.close();
		await expect(copy(michael).locator('[data-erased]')).toContainText('op vraag van Michael');
		await expect(copy(michael)).not.toContainText(dogs);
		await copy(michael).locator('[data-erased]').scrollIntoViewIfNeeded();
		await look(michael, 's2-erased-copy');
		const print = await michael.context().newPage();
		const paper = await copy(michael).getByRole('link', { name: 'afdrukken' }).getAttribute('href');
		await print.goto(house.origin + paper);
		await expect(print.locator('[data-erased]')).toContainText('op vraag van Michael');
		await expect(print.locator('main')).not.toContainText(dogs);
		await look(print, 's2-erased-paper');
		await print.close();
	});

	await hanne.getByRole('button', { name: 'Kring afsluiten' }).click();
	await hanne.getByRole('button', { name: 'Ja, sluit de kring af' }).click();
	await hanne.goto(`${house.origin}/today`);
	await toTraject(hanne);

	await test.step('S2-05: OCJ is in with a yes of Michael and of his mother, and not before', async () => {
		await add(hanne, 'Dhondt', 'OCJ-consulent');
		const sharing = hanne.locator('[data-sharing="Dhondt"]');
		await expect(sharing.getByRole('status')).toHaveText([
			/Michael\s+is nog niet gevraagd/,
			/Sofie\s+is nog niet gevraagd/
		]);
		// Michael says it himself, on his own screen; there alone it changes.
		const seat = michael.url().split('?')[0] ?? '';
		await michael.goto(seat);
		await michael.getByRole('link', { name: 'Een vraag aan jou' }).click();
		const asked = michael.locator('[data-asked="Dhondt"]');
		await expect(asked).toContainText('Wat er al was, leest Dhondt niet.');
		await look(michael, 's2-asked');
		await asked.getByRole('button', { name: 'Nee, liever niet' }).click();
		await expect(asked.locator('[data-word="no"]')).toContainText('Jij zei nee.');
		await asked.getByRole('button', { name: 'Ja, dat mag' }).click();
		await expect(asked.locator('[data-word="yes"]')).toContainText('Jij zei ja.');
		await look(michael, 's2-asked-yes');
		await hanne.reload();
		await expect(sharing.getByRole('button', { name: 'Michael zegt nee' })).toHaveCount(0);
		const school = /\/seat\/([a-z2-7]{26})/.exec(aerts.url())?.[1];
		expect((await aerts.request.get(`${house.origin}/seat/${school}/sharing`)).status()).toBe(404);
		await sharing.getByRole('button', { name: 'Sofie zegt nee' }).click();
		await expect(sharing.getByRole('status')).toHaveText([/Michael\s+zei zelf ja/, /Sofie\s+zegt nee/]);
		await look(hanne, 's2-sharing');
		await hanne.getByRole('link', { name: 'Plan een opvolgcirkel' }).click();
		await expect(hanne.getByLabel('Sofie komt?')).toBeVisible();
		await expect(hanne.getByLabel('Dhondt komt?')).toHaveCount(0);
		await hanne.goBack();
		await sharing.getByRole('button', { name: 'Sofie zegt ja' }).click();
		await expect(sharing).toHaveCount(0);
		await hanne.getByRole('link', { name: 'Plan een opvolgcirkel' }).click();
		await expect(hanne.getByLabel('Dhondt komt?')).toBeVisible();
		await hanne.goBack();
	});

	await test.step('S2-10: Sint-Lenaart leaves; its access ends today, and what it signed stays', async () => {
		const row = hanne.locator('[data-person="Aerts"]');
		await row.getByText('Wijzig').click();
		await row.getByRole('button', { name: 'Aerts verlaat dit traject' }).click();
		await expect(row.locator('[data-left]')).toContainText(/afgesloten op \d+ \p{L}+ \d{4}/u);
		const version = hanne.locator('[data-version="1"]');
		await expect(version).toContainText('3 onderschrijven');
		await version.getByText('Wie kreeg een exemplaar').click();
		await expect(version.getByRole('listitem').filter({ hasText: 'Aerts' })).toContainText('afgesloten op');
		await look(hanne, 's2-left');
		await expect(aerts.locator('[data-ended="revoked"]')).toBeVisible();
		const seat = /\/seat\/([a-z2-7]{26})/.exec(aerts.url())?.[1];
		const versions = await aerts.request.get(`${house.origin}/seat/${seat}/versions`);
		expect(versions.status()).toBe(404);
		await aerts.goto(`${house.origin}/seat/${seat}`);
		await expect(aerts.getByRole('status')).toContainText('Je toegang tot dit traject is afgesloten op');
		await look(aerts, 's2-closed');
	});
});
