// How everything was said, on paper: what a copy file tells its reader, and nothing that another's tells; and every such
// paper is as right as any.

import { beforeAll, describe, expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { openPaper } from '#lib/live/paper.ts';
import { readPaper } from '#lib/paper/check.ts';
import { openSeat } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { seat } from '#server/store/schema.ts';
import { readErasable } from '#server/table/erasable.ts';
import { erase } from '#server/table/erase.ts';
import { moveFor } from '#server/table/moves.ts';
import { eq } from 'drizzle-orm';
import type { PersonId } from '#lib/base/id.ts';
import type { Move } from '#lib/wire/move.ts';
import { aCoach, aHouse } from '../server/door-house.ts';
import { agree, innerWords, type Agreed } from './agreed.ts';
import { ask, needTools } from './tools.ts';

const house = aHouse();
let agreed: Agreed;

beforeAll(async () => {
	needTools();
	agreed = await agree(house(), await aCoach(house()), true, false);
}, 240_000);

const move = (by: PersonId, what: Move) =>
	moveFor(house().moveTools, agreed.circle, { person: by, seat: null }, newId(), what);
const bare = (text: string) => text.replace(/\s/g, '');

/** What stands on somebody's paper, which holds. */
async function paperOf(name: string): Promise<{ bytes: Uint8Array; text: string }> {
	const bytes = await agreed.paper(name);
	const opened = await openPaper(bytes, house().keys());
	const read = await readPaper(bytes);
	if (isNo(opened) || isNo(read)) throw new Error(`${name}: a paper that does not hold`);
	expect([opened.sealed, opened.issuer]).toEqual([true, 'house']);
	return { bytes, text: read.text };
}

describe('a paper tells how it was said', () => {
	it('the help is on paper of who may know of it, and on a school’s there is nothing of it', async () => {
		const { version } = agreed;
		const [steven, joris, wim] = ['Steven', 'Joris', 'Wim'].map(agreed.of);
		if (!steven || !joris || !wim) throw new Error('nobody');
		const help = { do: 'help', version, given: true, words: '', witness: null } as const;
		expect(await move(steven, { ...help, person: steven })).toBeNull();
		expect(await move(joris, { ...help, person: wim, given: false, witness: joris })).toBeNull();
		const { text } = await paperOf('Wim');
		expect(text).toContain(bare('Steven stemt in met de hulp'));
		expect(text).toContain(bare('Wim stemt niet in met de hulp, of trok dat in'));
		expect(text).toContain(bare('hardop gezegd; Joris was erbij; dit huis tekende dat het zo gegeven werd'));
		const school = (await paperOf('Bral')).text;
		expect(school).not.toContain(bare('Steven stemt in'));
		expect(school).not.toContain(bare('Wim stemt niet in'));
		expect(school).toContain(bare('Stemt in met de hulp Nog niets.'));
	});
	it('a key that joined is on it, and so is that words were destroyed, but never the words', async () => {
		const { at, version } = agreed;
		const [wim, joris] = [agreed.of('Wim'), agreed.of('Joris')];
		const made = {
			person: wim,
			circle: null,
			via: 'card',
			state: 'seated',
			card: null,
			claim: null
		} as const;
		const opened = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
		const { key } = signerFrom(newKey());
		await house().store.write((tx) => tx.update(seat).set({ key }).where(eq(seat.id, opened.id)));
		expect(await move(joris, { do: 'key-joins', version, person: wim })).toBeNull();
		const all = await house().store.read((db) => readErasable(db, at.traject, 'coach'));
		const what = all.find(({ text }) => text.includes(innerWords))?.what ?? '';
		const asked = { traject: at.traject, by: joris, person: wim, reason: 'Het klopt niet meer.', what };
		expect(await erase(house(), asked)).toBe(1);
		const { bytes, text } = await paperOf('Wim');
		expect(text).toContain(bare('Wim antwoordt voortaan ook met een nieuw toestel'));
		expect(text).toMatch(/Hierzijnwoordengewistop\d+[a-z]+\d{4},opvraagvanWim\./);
		expect(text).not.toContain(bare(innerWords));
		expect(ask('qpdf', bytes, '--check', '@')).toMatchObject({ status: 0, complained: '' });
		expect(ask('pdfsig', bytes, '@').said).toContain('Signature Validation: Signature is Valid.');
		expect(ask('mutool', bytes, 'info', '@').complained).toBe('');
		const said = ask('pdfinfo', bytes, '-struct-text', '@').said;
		expect(said.indexOf('H3 "Een sleutel kwam erbij"')).toBeGreaterThan(
			said.indexOf('H2 "Hoe het gezegd werd"')
		);
		// Of words that were not a school's it is told nothing of their end.
		expect((await paperOf('Bral')).text).not.toContain('gewist');
	});
});
