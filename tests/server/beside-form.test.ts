// What is typed beside a version and gets a no stands there again, whole, also where no script runs.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { accountLetters } from '#lib/version/account.ts';
import { annexLimits } from '#lib/version/annex.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
let lead: Person;
let page: string;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	const [circle] = await house.world(1, 2);
	const [first] = circle?.seats ?? [];
	if (!first) throw new Error('two seats were asked for');
	lead = new Person(first, house.origin);
	await lead.sit();
	lead.write('core');
	await until(() => lead.state === 'saved' && readItems(lead.doc).length > 0, 'who leads to write');
	const [block] = readItems(lead.doc);
	if (block) textOf(lead.doc, block.id, 'text')?.insert(0, 'Wij bellen elkaar.');
	await until(() => lead.state === 'saved', 'the words to be kept');
	expect(await lead.move({ do: 'present' })).toBeNull();
	const version = () => /"presented","version":"([a-z2-7]{26})"/.exec(lead.heard)?.[1];
	await until(() => version() !== undefined, 'the version to be told');
	page = `${first.page}/beside/${version()}`;
}, 60_000);
afterAll(async () => {
	lead.leave();
	await house.stop();
}, 30_000);

async function sent(action: string, typed: readonly (readonly [string, string])[]) {
	const body = new URLSearchParams(typed.map(([name, value]) => [name, value]));
	const headers = { ...lead.headers, origin: house.origin, accept: 'text/html' };
	const answer = await fetch(`${page}?/${action}`, { method: 'POST', headers, body });
	return { status: answer.status, html: await answer.text() };
}

it('an own account that is too long comes back to the last letter, with whom it is for', async () => {
	const words = `${'Ik zie het anders. '.repeat(accountLetters / 19 + 1)}En dit is het einde.`;
	const { status, html } = await sent('account', [
		['of', 'account'],
		['to', 'not-school'],
		['words', words]
	]);
	expect(status).toBe(422);
	expect(html).toContain('Dit is te lang voor één keer.');
	expect(html).toContain(`>${words}</textarea>`);
	expect(html).toMatch(/<input[^>]*value="not-school"[^>]*checked/);
});

it('promises for few that are refused come back, each with its row', async () => {
	const long = `elke ${'zondag en '.repeat(annexLimits.when / 10)}dinsdag`;
	const rows = ['Op zondag een halfuur samen.', 'Ik zeg vandaag niet.'].flatMap(
		(text) =>
			[
				['id', ''],
				['owner', lead.seat.person],
				['text', text],
				['when', long],
				['asker', '']
			] as const
	);
	const { status, html } = await sent('annex', [['of', 'annex'], ...rows]);
	expect(status).toBe(422);
	for (const text of ['Op zondag een halfuur samen.', 'Ik zeg vandaag niet.'])
		expect(html).toContain(`>${text}</textarea>`);
	expect(html.split(`value="${long}"`)).toHaveLength(3);
});
