// A house of two: one sets it up, invites the other by a link that works once; a wrong password tells nothing;
// signed out is out.

import { look } from './hands.ts';
import { expect, laptop, phone, test } from './house.ts';
import { newPage } from './s1-arrive.ts';

test('a colleague comes in by a link, once', async ({ browser, emptyHouse: house }) => {
	const joris = await newPage(browser, laptop);
	await joris.goto(`${house.origin}/set-up`);
	await joris.getByLabel('Je organisatie').fill('vzw Keerwind');
	await joris.getByLabel('Je naam').fill('Joris Peeters');
	await joris.getByLabel('E-mailadres').fill('joris@keerwind.example');
	await joris.getByLabel('Wachtwoord').fill('een lange zin');
	await joris.getByRole('button', { name: 'Klaar' }).click();
	await joris.getByRole('link', { name: 'Collega' }).click();
	await look(joris, '85-colleagues');
	await joris.locator('form[action="?/invite"] button').click();
	const link = await joris.locator('[data-invitation] input').inputValue();
	await look(joris, '86-invitation');

	const nele = await newPage(browser, phone);
	await nele.goto(link);
	await expect(nele.getByRole('heading', { name: 'Je bent uitgenodigd' })).toBeVisible();
	await expect(nele).not.toHaveURL(/#/);
	await look(nele, '87-invited');
	await nele.getByLabel('Je naam').fill('Nele Bos');
	await nele.getByLabel('E-mailadres').fill('nele@keerwind.example');
	await nele.getByLabel('Wachtwoord').fill('nog een lange zin');
	await nele.getByRole('button', { name: 'Maak mijn account' }).click();
	await expect(nele).toHaveURL(/\/today$/);
	await look(nele, '88-phone-today');
	const late = await newPage(browser, phone);
	await late.goto(link);
	await expect(late.getByText('Deze uitnodiging werkt niet meer.')).toBeVisible();
	await look(late, '89-invitation-over');

	await nele.getByRole('button', { name: 'Afmelden' }).click();
	await nele.goto(`${house.origin}/today`);
	await expect(nele).toHaveURL(/\/sign-in/);
	for (const [email, password] of [
		['nele@keerwind.example', 'verkeerd verkeerd'],
		['niemand@keerwind.example', 'verkeerd verkeerd']
	] as const) {
		await nele.getByLabel('E-mailadres').fill(email);
		await nele.getByLabel('Wachtwoord').fill(password);
		await nele.getByRole('button', { name: 'Aanmelden' }).click();
		await expect(nele.getByText('Dat klopt niet, of er is te vaak geprobeerd.')).toBeVisible();
	}
	await look(nele, '89-sign-in-no');
	await nele.getByLabel('E-mailadres').fill('nele@keerwind.example');
	await nele.getByLabel('Wachtwoord').fill('nog een lange zin');
	await nele.getByRole('button', { name: 'Aanmelden' }).click();
	await expect(nele).toHaveURL(/\/today$/);
});
