// Answers with nuance: who is asked, a second parent at home; a reserve on one promise, with a mark that was drawn; consent
// to the help apart; and a proof sheet that tells apart what every screen shows alike.

import { copy } from './copies.ts';
import { look } from './hands.ts';
import { expect, laptop, sitDown, test } from './house.ts';
import { tab } from './s1-agree.ts';

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
		await expect(aloud.locator('[data-say]')).toHaveText('Zo zegt P2 het');
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

	await test.step('what he said with his own key is written down anew only because he asks, and P2 hears it', async () => {
		await nele.locator('[data-answers] [data-answer-of="P1"]').getByRole('button').click();
		const anew = nele.locator('[data-aloud="P1"]');
		await expect(anew.locator('[data-pick="P0"]')).toHaveCount(0);
		await anew.locator('[data-answer="no"]').click();
		await anew.locator('[data-say]').click();
		await expect(anew.getByRole('alert')).toBeVisible();
		await anew.locator('[data-pick="P2"]').click();
		await anew.locator('[data-say]').click();
		await expect(steven.locator('[data-answers] [data-answer-of="P1"]')).toContainText('niet achter');
	});

	await test.step('a passkey, made while somebody sits beside: one of the ways to say it', async () => {
		const line = await steven.context().newCDPSession(steven);
		await line.send('WebAuthn.enable');
		const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true } as const;
		const sure = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
		await line.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...sure } });
		await steven.setViewportSize({ width: 360, height: 740 });
		await tab(steven, 'Plan');
		const his = steven.locator('[data-passkeys]');
		await his.locator('> summary').click();
		await expect(his).toContainText('Met je vinger, gezicht of pincode van dit toestel');
		await his.locator('[data-make-passkey]').click();
		await expect(steven.locator('[data-passkeys="waits"]')).toBeVisible();
		await look(steven, 'answers-passkey');
		await nele.locator('[data-new-device-list] > summary').click();
		await nele.locator('[data-device-of="P1"]').click();
		await look(nele, 'answers-passkey-seen');
		await nele.locator('[data-passkey-sure]').click();
		await expect(nele.locator('[data-passkey-joined="P1"]')).toContainText('P0 zag dat');
		await expect(steven.locator('[data-passkeys="ready"]')).toBeVisible();
		await steven.getByRole('button', { name: 'Iets anders zeggen' }).click();
		const mine = steven.locator('[data-answering]');
		await mine.locator('[data-answer="yes"]').click();
		await look(steven, 'answers-passkey-say');
		await mine.locator('[data-say-also]').click();
		await expect(mine).toHaveCount(0);
		await expect(nele.locator('[data-answers] [data-answer-of="P1"]')).toContainText('staat hierachter');
		await steven.setViewportSize(laptop.viewport);
	});

	await test.step('told apart in the proof sheet alone; the saved copy verifies, by whoever has it', async () => {
		const sheet = steven.locator('[data-proof-sheet]');
		await expect(sheet).toContainText('met een passkey');
		await expect(sheet).toContainText('getekend met de eigen passkey');
		await expect(sheet).toContainText('antwoordt voortaan ook met een passkey');
		const [file] = await Promise.all([
			steven.waitForEvent('download'),
			copy(steven).getByRole('button', { name: 'Bewaar als bestand' }).click()
		]);
		const home = await (await browser.newContext(laptop)).newPage();
		await home.goto(`${house.origin}/verify`);
		await expect(home.locator('input[type="file"]')).toBeEnabled();
		await home.locator('input[type="file"]').setInputFiles(await file.path());
		await expect(home.locator('[data-verified="house"]')).toBeVisible();
		await expect(home.locator('main')).toContainText('staat hierachter');
	});

	await test.step('and he takes it back', async () => {
		const his = steven.locator('[data-passkeys]');
		await his.locator('[data-tap="ask"]').click();
		await his.locator('[data-tap="sure"]').click();
		await expect(steven.locator('[data-passkeys="none"]')).toBeVisible();
	});
});
