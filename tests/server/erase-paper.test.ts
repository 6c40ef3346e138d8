// Words are destroyed while paper of them is being drawn: what was drawn before is put nowhere, and what is put there
// afterwards is of what was left.

import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { openPaper } from '#lib/live/paper.ts';
import { certificateOf } from '#server/paper/certificate.ts';
import { openOutbox } from '#server/paper/outbox.ts';
import { openPress, type Press } from '#server/paper/press.ts';
import { sourceOf } from '#server/paper/source.ts';
import { rendering } from '#server/store/agreed.ts';
import { readErasable } from '#server/table/erasable.ts';
import { erase } from '#server/table/erase.ts';
import { agree, innerWords } from '../paper/agreed.ts';
import { aCoach, aHouse, quiet } from './door-house.ts';

const house = aHouse();

it('a paper drawn from words that were destroyed meanwhile is not kept', async () => {
	const agreed = await agree(house(), await aCoach(house()));
	const { at, version, of } = agreed;
	const wim = of('Wim');
	const all = await house().store.read((db) => readErasable(db, at.traject, 'coach'));
	const what = all.find(({ text }) => text === innerWords)?.what ?? '';
	const asked = { version, person: wim, what: 'copy:nl' } as const;

	const drawing = openPress((bytes) => house().moveTools.signer.sign(bytes));
	let first = true;
	const press: Press = {
		...drawing,
		async make(sheet) {
			const bytes = await drawing.make(sheet);
			if (!first) return bytes;
			first = false;
			// Drawn, and not yet put away: the words go, and somebody who looked just before that asks once more.
			const [row] = await house().store.read((db) =>
				db.select().from(rendering).where(eq(rendering.version, version))
			);
			const by = at.mine ?? wim;
			expect(
				await erase(house(), { traject: at.traject, what, person: wim, by, reason: 'Het klopt niet.' })
			).toBe(1);
			if (!row) throw new Error('nothing was asked');
			await house().store.write((tx) => tx.insert(rendering).values(row));
			return bytes;
		}
	};
	const { store, log } = { store: house().store, log: quiet };
	const outbox = openOutbox({
		...{ store, press, log, now: Date.now },
		sourceOf: (one) =>
			sourceOf(house(), { ...one }, () => certificateOf(house().moveTools.signer, 'localhost'))
	});
	try {
		await outbox.ask(asked, 60_000);
		const kept = await store.read((db) => db.select().from(rendering).where(eq(rendering.version, version)));
		for (const { bytes } of kept) {
			if (!bytes) continue;
			const read = await openPaper(bytes, house().keys());
			expect(isNo(read) ? read : JSON.stringify(read.parts)).not.toContain('drie adressen');
		}
	} finally {
		await outbox.close();
	}
	// Whoever asks now gets a paper that says when words went, and at whose request.
	const paper = await openPaper(await agreed.paper('Wim'), house().keys());
	if (isNo(paper)) throw new Error(paper.no);
	expect(paper.erased.map(({ person }) => person)).toEqual([wim]);
	expect(paper.file).not.toContain('drie adressen');
}, 120_000);
