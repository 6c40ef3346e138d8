// Preparing who comes, in a real browser: a school that is deliberately not there (S1-03), a father who wants no
// contact with it (S1-10) and may meet another (S1-15), a confidant whom a girl chooses and unnames (S3-01), and a
// son who must not interpret (S5-04).

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { expect, laptop, phone, sitDown, test } from './house.ts';

const why = 'Spanning tussen vader en school nu te groot.';

async function addPerson(page: Page, name: string, label: string): Promise<void> {
	const form = page.locator('[data-add-person]');
	await form.getByLabel('Voornaam').fill(name);
	await form.getByLabel('Wie ben je hier?').fill(label);
	await form.getByRole('button', { name: 'Erbij' }).click();
}
/** A chair of the drawing, as it is said. */
const chair = (page: Page, name: string, word: string) =>
	page.locator(`svg [aria-label*="${name}"][aria-label*="${word}"]`).first();
const added = (page: Page, name: string) => expect(page.locator(`[data-person="${name}"]`)).toBeVisible();

test('who comes is prepared: a reason with readers, a pair that is not brought together, no minor who interprets', async ({
	browser,
	emptyHouse: house
}) => {
	const nele = await (await browser.newContext(laptop)).newPage();
	await nele.goto(house.origin);
	await nele.getByRole('link', { name: 'Inrichten' }).click();
	await nele.getByLabel('Je organisatie').fill('vzw Keerwind');
	await nele.getByLabel('Je naam').fill('Nele Bos');
	await nele.getByLabel('E-mailadres').fill('nele@keerwind.example');
	await nele.getByLabel('Wachtwoord').fill('een lange zin');
	await nele.getByRole('button', { name: 'Klaar' }).click();
	await nele.getByRole('link', { name: 'Nieuw traject' }).click();
	await nele.getByLabel('Voornaam van de jongere').fill('Steven');
	await nele.getByRole('button', { name: 'Begin' }).click();
	await expect(nele.getByRole('heading', { name: 'Traject van Steven' })).toBeVisible();
	for (const [name, label] of [
		['Wim', 'vader'],
		['Ilse', 'CLB'],
		['Bral', 'directie'],
		['Hoogveld', 'directie']
	] as const) {
		await addPerson(nele, name, label);
		await added(nele, name);
	}

	await test.step('S5-04: neither the pupil nor a minor interprets', async () => {
		await addPerson(nele, 'Omar', 'tolk');
		const asked = nele.locator('[data-open="adult-or-not"]');
		// Whoever types on answers nothing by it.
		await expect(asked).toBeFocused();
		await nele.keyboard.press('Enter');
		await nele.locator('[data-add-person]').getByLabel('Wie ben je hier?').press('Enter');
		await expect(asked).toBeVisible();
		await look(nele, '95-interpreter-asked');
		await asked.getByRole('button', { name: 'Nee, jonger' }).click();
		await expect(nele.locator('[data-no="minor-interprets"]')).toContainText('sociaal tolk');
		await expect(nele.locator('[data-person="Omar"]')).toHaveCount(0);
		await addPerson(nele, 'Parisa', 'tolk');
		await asked.getByRole('button', { name: 'Ja, achttien of ouder' }).click();
		await added(nele, 'Parisa');
		const steven = nele.locator('[data-person="Steven"]');
		await steven.getByText('Wijzig').click();
		await steven.getByLabel('Wie ben je hier?').fill('tolk');
		await steven.getByRole('button', { name: 'Ja, achttien of ouder' }).click();
		await expect(steven.locator('[data-no="minor-interprets"]')).toBeVisible();
	});

	await test.step('S1-10: the pair is set in the name of who refuses', async () => {
		const bars = nele.locator('[data-bars]');
		await bars.getByText('Wie wil geen contact met wie').click();
		await bars.getByLabel('Wie wil geen contact?').selectOption({ label: 'Wim' });
		await bars.getByLabel('Met wie niet?').selectOption({ label: 'Bral, directie' });
		await bars.getByRole('button', { name: 'Bewaar' }).click();
		await expect(bars.locator('[data-bar="Wim"]')).toContainText('Wim wil geen contact met Bral (directie).');
	});

	await test.step('S1-10: the two are not planned at one circle; S1-15: another school is', async () => {
		await nele.getByLabel('Bral komt?').selectOption('expected');
		await nele.getByLabel('Hoogveld komt?').selectOption('expected');
		await nele.getByRole('button', { name: 'Alleen klaarzetten' }).click();
		await expect(nele.locator('[data-no="contact-refused"]')).toBeVisible();
		await look(nele, '96-not-brought-together');
	});

	await test.step('S1-03: deliberately not invited, with a reason and who may read it', async () => {
		await nele.getByLabel('Bral komt?').selectOption('not-invited');
		const bral = nele.locator('[data-guest="Bral"]');
		await bral.getByLabel('Waarom niet?').fill(why);
		for (const name of ['Steven', 'Wim', 'Ilse']) await bral.getByLabel(name).check();
		await nele.getByLabel('Parisa komt?').selectOption('not-reached');
		await nele.getByRole('button', { name: 'Alleen klaarzetten' }).click();
		await expect(nele.locator('[data-prepared="Wim"]')).toBeVisible();
	});

	await test.step('prepared: talks that were held, tries that were made', async () => {
		const parisa = nele.locator('[data-prepared="Parisa"]');
		await parisa.getByRole('button', { name: '+1 poging' }).click();
		await expect(parisa).toContainText('nog niet bereikt, 1 poging');
		await parisa.getByLabel('Hoe probeerde je').selectOption('brief');
		await parisa.getByRole('button', { name: '+1 poging' }).click();
		await expect(parisa).toContainText('nog niet bereikt, 2 pogingen');
		await expect(parisa.locator('[data-tried] li')).toContainText(['telefoon Nele', 'brief Nele']);
		for (const name of ['Steven', 'Wim', 'Ilse', 'Hoogveld']) {
			await nele.getByRole('button', { name: `Gesproken met ${name}` }).click();
			await expect(nele.locator(`[data-prepared="${name}"]`)).toContainText('voorbereid');
		}
		await expect(nele.getByText('staat klaar, voorbereid')).toBeVisible();
		await look(nele, '97-prepared');
	});

	await test.step('for when a screen fails: an empty sheet of paper for every screen, one or all', async () => {
		const circle = nele.url();
		await nele.getByRole('link', { name: 'Op papier' }).click();
		const sheet = (name: string) => nele.locator(`[data-blank="${name}"]`);
		for (const name of ['own', 'promises', 'aloud', 'review', 'private', 'mine', 'who'])
			await expect(sheet(name)).toHaveCount(1);
		await expect(sheet('round').first()).toContainText('Wim');
		const all = nele.locator('[data-blank]');
		await expect(all.filter({ hasText: 'Achteraf:' }).filter({ hasText: 'Niet op dit blad:' })).toHaveCount(
			await all.count()
		);
		// Who is not expected, and why, hangs nowhere.
		await expect(nele.getByText(/Bral|Spanning/)).toHaveCount(0);
		await look(nele, '97-blank');
		const folder = process.env['SHOTS'];
		if (folder) await nele.pdf({ path: `${folder}/97-blank.pdf`, preferCSSPageSize: true });
		for (const box of await nele.getByRole('checkbox').all()) await box.uncheck();
		await nele.getByLabel('Mijn versie').check();
		await nele.getByLabel('Taal van de bladen').selectOption('en');
		await nele.getByRole('button', { name: 'Toon deze bladen' }).click();
		await expect(sheet('mine')).toContainText('Not on this sheet:');
		await expect(all).toHaveCount(1);
		await nele.goto(circle);
	});

	await test.step('at the table who is not there is a chair with a word', async () => {
		await nele.getByRole('button', { name: 'Naar de tafel' }).click();
		await nele.getByRole('button', { name: 'Open de kring' }).click();
		await expect(nele.locator('[data-here="true"]')).toBeVisible();
		await expect(chair(nele, 'Parisa', 'nog niet bereikt')).toBeVisible();
		await nele.locator('[data-absences] > summary').click();
		await nele.locator('[data-absent="Ilse"] select').selectOption('excused');
		await expect(chair(nele, 'Ilse', 'verontschuldigd')).toBeVisible();
		await look(nele, '98-absences');
	});
});

test('S3-01: a girl chooses her confidant, who sees what she sees, and is nobody from one tap', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('two seats were asked for');
	const griet = await sitDown(browser, house, leads);
	const layla = await sitDown(browser, house, pupil, phone);
	await griet.getByText('Iemand die niet verwacht was').click();
	await griet.getByLabel('Voornaam').fill('Amal');
	await griet.getByLabel('Wie ben je hier?').fill('nicht');
	await griet.getByRole('button', { name: 'Geef een plaats' }).click();
	await expect(griet.locator('[data-name="Amal"]')).toBeVisible();

	await layla.getByRole('button', { name: 'Mijn blad' }).click();
	await layla.getByText('Wie zit naast mij?').click();
	await layla.getByRole('button', { name: 'Ik kies Amal' }).click();
	await layla.getByRole('button', { name: 'Ja, achttien of ouder' }).click();
	await expect(layla.getByText('Amal is jouw vertrouwenspersoon.')).toBeVisible();
	await look(layla, '99-confidant');
	await layla.getByRole('button', { name: 'Amal is het niet meer' }).click();
	await expect(layla.getByRole('button', { name: 'Ik kies Amal' })).toBeVisible();
	await expect(chair(griet, 'Amal', 'is vertrokken')).toBeVisible();
});
