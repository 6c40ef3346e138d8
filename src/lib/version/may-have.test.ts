import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { mayHaveStatement, type Stated, type StatementReader } from '#lib/version/may-have.ts';

const [samira, wim] = ['samira', 'wim'] as PersonId[];
const [version, annex, core, inner, account] = ['version', 'annex', 'core', 'inner', 'account'] as Digest[];
if (!samira || !wim || !version || !annex || !core || !inner || !account) throw new Error('names');

const reads = (changed: Partial<StatementReader> = {}): StatementReader => ({
	persons: new Set([wim]),
	role: 'coach',
	shown: false,
	about: new Set([version]),
	mayRead: new Set([core, inner]),
	accounts: new Set(),
	...changed
});
const said = (act: Stated['act'], changed: Partial<Stated> = {}): Stated => ({
	...{ digest: account, version, act, person: samira, erased: [] },
	...changed
});
const acts = ['help', 'sees', 'key', 'annex'] as const;

describe('of a statement', () => {
	it('one has all of one’s own, at any time', () => {
		for (const act of acts) expect(mayHaveStatement(said(act, { person: wim }), reads())).toBe('whole');
	});

	it('nobody has what was said to an annex they do not see, but who sees it', () => {
		const own = said('key', { person: wim, version: annex });
		expect(mayHaveStatement(own, reads())).toBe('nothing');
		expect(mayHaveStatement(own, reads({ about: new Set([version, annex]) }))).toBe('whole');
	});

	it('everybody has which key joined, and not why', () => {
		for (const role of ['school', 'parent'])
			expect(mayHaveStatement(said('key'), reads({ role }))).toBe('open');
	});

	it('others have the consent to the help once answers are shown, a school never, and its words nobody', () => {
		expect(mayHaveStatement(said('help'), reads())).toBe('nothing');
		expect(mayHaveStatement(said('help'), reads({ shown: true }))).toBe('open');
		expect(mayHaveStatement(said('help'), reads({ shown: true, role: 'school' }))).toBe('nothing');
	});

	it('nobody else has to whom somebody showed parts', () => {
		expect(mayHaveStatement(said('sees'), reads({ shown: true }))).toBe('nothing');
	});

	it('an own account is for those who see it', () => {
		expect(mayHaveStatement(said('annex'), reads({ shown: true }))).toBe('nothing');
		expect(mayHaveStatement(said('annex'), reads({ accounts: new Set([account]) }))).toBe('whole');
	});

	it('an erasure tells nobody of words that were not theirs to read', () => {
		const gone = (erased: Digest[], person = samira) => said('erased', { erased, person });
		expect(mayHaveStatement(gone([core]), reads())).toBe('open');
		expect(mayHaveStatement(gone([core], wim), reads())).toBe('whole');
		const school = reads({ mayRead: new Set([core]) });
		expect(mayHaveStatement(gone([core]), school)).toBe('open');
		expect(mayHaveStatement(gone([inner]), school)).toBe('nothing');
		expect(mayHaveStatement(gone([core, inner], wim), school)).toBe('nothing');
	});
});
