// Answers with nuance: who is asked, a second parent at home; a reserve on one promise, with a mark that was drawn; consent
// to the help apart; and a proof sheet that tells apart what every screen shows alike.

import { look } from './hands.ts';
import { expect, laptop, sitDown, test } from './house.ts';

const promised = 'Ik bel op maandag.';
const reserve = 'Alleen als Joris meebelt.';

test('a list of who is asked, a reserve on one promise, the help apart, and how it was given', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, laptop);

	await test.step('who is asked: the pupil stays, and his other parent is asked at home', async () => {
		await steven.getByRole('button', { name: 'Engagement erbij' }).click();
		await steven.keyboard.insertText(promised);
		await steven.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(steven.locator('[data-promise][data-state="taken"]')).toBeVisible();
		await nele.locator('[data-expected-list] > summary').click();
		const list = nele.locator('[data-expected="now"]');
		await list.locator('[data-expect="P1"]').click();
		await expect(list.getByRole('alert')).toContainText('die vragen we altijd');
		await list.locator('[data-expect-new]').click();
		await list.getByLabel('Voornaam').fill('An');
		await list.getByLabel('Wie ben je hier?').fill('mama');
		await list.getByRole('button', { name: 'Vraag ook deze persoon' }).click();
		await expect(list.locator('[data-expect="An"]')).toHaveAttribute('aria-pressed', 'true');
		await look(nele, 'answers-expected');
	});

	await test.step('ja, maar: about one promise, with a mark of his own', async () => {
		await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await nele.locator('[data-present="ask"]').click();
		await nele.locator('[data-present="now"]').click();
		const mine = steven.locator('[data-answering]');
		await mine.locator('[data-answer="yes-but"]').click();
		await mine.locator('textarea').fill(reserve);
		await mine.locator('[data-about]').selectOption({ label: `P1: ${promised}` });
		await mine.locator('[data-beside-answer] > summary').click();
		const field = await mine.locator('[data-draw] svg').boundingBox();
		if (!field) throw new Error('no field to draw in');
		await steven.mouse.move(field.x + 30, field.y + 30);
		await steven.mouse.down();
		await steven.mouse.move(field.x + 90, field.y + 60, { steps: 4 });
		await steven.mouse.up();
		await expect(mine.getByRole('button', { name: 'Veeg uit' })).toBeVisible();
		await look(steven, 'answers-reserve');
		await mine.locator('[data-say]').click();
		await expect(steven.getByText(/Je antwoord/)).toBeVisible();
	});

	await test.step('the help is asked apart', async () => {
		await steven.locator('[data-help="none"] [data-consent="yes"]').click();
		await expect(steven.locator('[data-help="yes"]')).toBeVisible();
	});

	await test.step('together, with the reserve beside his name; nobody waits for who is at home', async () => {
		await nele.locator('[data-answering] [data-answer="yes"]').click();
		await nele.locator('[data-answering] [data-say]').click();
		await nele.locator('[data-answer-of="P2"]').getByRole('button', { name: 'Hardop' }).first().click();
		const aloud = nele.locator('[data-aloud="P2"]');
		await aloud.locator('[data-answer="yes"]').click();
		await aloud.locator('[data-say]').click();
		await expect(nele.locator('[data-answers="shown"]')).toBeVisible();
		await expect(nele.locator('[data-who]').first()).toContainText(
			'An: niet aan tafel, wel om een antwoord gevraagd'
		);
		const his = nele.locator('[data-answers] [data-answer-of="P1"]');
		await expect(his).toContainText(reserve);
		await expect(his).toContainText(`over: P1: ${promised}`);
		await expect(nele.locator('[data-answers] [data-answer-of="An"]')).toContainText('nog te bevragen');
	});

	await test.step('the proof sheet tells apart what the screens show alike', async () => {
		await steven.locator('[data-proof] > summary').click();
		const sheet = steven.locator('[data-proof-sheet]');
		const his = sheet.locator('[data-proof-of="P1"]');
		await expect(his.first()).toContainText('getekend met de eigen sleutel');
		await expect(his.first().locator('svg path')).toHaveCount(1);
		await expect(his.last()).toContainText('stemt in met de hulp');
		await expect(sheet.locator('[data-proof-of="P2"]')).toContainText('hardop gezegd; P0 was erbij');
		await look(steven, 'answers-proof');
	});
});
