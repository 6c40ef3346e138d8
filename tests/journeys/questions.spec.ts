// The questions of a house: worded anew, given to another house as a file, asked in a circle, and asked otherwise
// while it goes on; and a class circle from its preparation to the wall, without a name of anybody in the class.

import { freePort } from '../house.ts';
import { add, begin, come, lead, setUp, toTable } from './by-hand.ts';
import { look } from './hands.ts';
import { expect, House, test } from './house.ts';

const asked = 'Hoe kom je vandaag binnen?';
const anew = 'Wat helpt jou om hier te zijn?';

test('questions travel from one house to another, and change while a circle goes on', async ({
	browser,
	emptyHouse
}) => {
	test.setTimeout(240_000);
	const first = await setUp(browser, emptyHouse);
	let file = '';
	await test.step('a house words its questions, and takes them along', async () => {
		await first.getByRole('link', { name: 'Vragen' }).click();
		await expect(first.getByText('Dit zijn de standaardvragen.')).toBeVisible();
		await look(first, 'q1-questions');
		const checkIn = first.locator('[data-ask="ask.check-in"]');
		await checkIn.getByLabel('met je').fill(asked);
		await first.getByRole('button', { name: 'Bewaar de vragen' }).click();
		await expect(first.getByText('Dit zijn jullie eigen vragen.')).toBeVisible();
		await expect(checkIn.getByLabel('met je')).toHaveValue(asked);
		file = await (await first.request.get(`${emptyHouse.origin}/staff/questions/file`)).text();
		expect(file).toContain(asked);
	});

	const other = new House(await freePort());
	await other.start();
	try {
		const page = await setUp(browser, other);
		await test.step('another house looks into a file before it keeps anything', async () => {
			await page.getByRole('link', { name: 'Vragen' }).click();
			const give = async (text: string) => {
				await page
					.getByLabel('Een bestand met vragen')
					.setInputFiles({ name: 'vragen.json', mimeType: 'application/json', buffer: Buffer.from(text) });
				await page.getByRole('button', { name: 'Kijk wat erin staat' }).click();
			};
			await give(file.replace('"writes": "nothing"', '"writes": "all"'));
			await expect(page.locator('[data-where]')).toContainText('ronde 1');
			await look(page, 'q2-file-wrong');
			await give(file);
			await expect(page.locator('[data-found]')).toContainText(asked);
			await look(page, 'q3-file-found');
			await expect(page.getByText('Dit zijn de standaardvragen.')).toBeVisible();
			await page.getByRole('button', { name: 'Neem deze vragen over' }).click();
			await expect(page.getByText('Dit zijn jullie eigen vragen.')).toBeVisible();
		});

		await begin(page, 'Steven', false);
		await add(page, 'Wim', 'vader');
		await page.locator('[name=method]').selectOption('proactive');
		const cards = await toTable(page, ['Wim']);
		await test.step('a circle asks them, in another order where one wants', async () => {
			await page.getByText('De vragen van de rondes').click();
			const rounds = page.locator('[data-round]');
			await expect(rounds.first().getByPlaceholder(asked)).toBeVisible();
			await page.getByRole('button', { name: 'Lager: ronde 2' }).click();
			await expect(rounds.nth(2)).toHaveAttribute('data-round', 'ask.experience/');
			await look(page, 'q4-circle-rounds');
		});
		const wall = await lead(page);
		const wim = await come(browser, cards['Wim'] ?? '');
		await test.step('who leads asks a round in other words, and every screen follows', async () => {
			await page.keyboard.press('F2');
			await expect(wall.getByText(asked)).toBeVisible();
			await expect(wim.getByText(asked).first()).toBeVisible();
			await page.getByText('De vragen van de rondes').click();
			const now = page.locator('li[data-round="ask.check-in/"]');
			await now.getByRole('textbox').fill(anew);
			await now.getByRole('button', { name: 'Vraag het zo' }).click();
			await expect(wall.getByText(anew)).toBeVisible();
			await expect(wim.getByText(anew).first()).toBeVisible();
			await look(page, 'q5-lead-rounds');
			await page.getByLabel('Hoe de vragen klinken').selectOption('simple');
			await page.locator('.rounds select').selectOption({ label: '2. Wat gaat goed?' });
			await expect(wim.getByText('Wat gaat goed?').first()).toBeVisible();
			await expect(wall.getByText('Wat gaat goed?')).toBeVisible();
		});
	} finally {
		await other.stop();
	}
});

test('a class circle names nobody of the class, from its preparation to the wall', async ({
	browser,
	emptyHouse: house
}) => {
	test.setTimeout(180_000);
	const page = await setUp(browser, house);
	await begin(page, '3B', true);
	await add(page, 'Tom', 'leerkracht');
	await add(page, 'Kanarie', 'leerling');
	await expect(page.locator('[name=type]')).toHaveValue('class');
	await expect(page.getByText('Hier staat wat de klas zegt, zonder namen')).toBeVisible();
	await look(page, 'q6-class-plan');
	const cards = await toTable(page, ['Tom', 'Kanarie']);
	const wall = await lead(page);
	const [tom, pupil] = [await come(browser, cards['Tom'] ?? ''), await come(browser, cards['Kanarie'] ?? '')];
	await expect(page.locator('[data-name="Kanarie"]')).toBeVisible();
	// Joris, Tom and Kanarie: the class itself has no chair.
	await expect(wall.locator('[data-seat]')).toHaveCount(3);
	await page.locator('.rounds select').selectOption({ index: 2 });
	await expect(wall.getByText('Wat gaat er goed in onze klas?')).toBeVisible();
	const said = page.locator('section.lead [data-phrase="strength"]');
	await said.getByRole('textbox').fill('We lachen veel samen.');
	await said.getByRole('button').click();
	await expect(wall.getByText('We lachen veel samen.')).toBeVisible();
	await look(page, 'q7-class-lead');
	await look(wall, 'q8-class-wall');
	await pupil.getByRole('button', { name: 'Plan', exact: true }).click();
	await look(pupil, 'q9-class-pupil');
	for (const screen of [wall, tom, pupil]) expect(await screen.content()).not.toContain('Kanarie');
	await expect(wall.locator('[data-name="Tom"]')).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'mijn woorden' })).toHaveCount(0);
});
