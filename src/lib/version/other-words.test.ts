// What stays here, and what the school reads of it instead.

import { describe, expect, it } from 'vitest';
import { idFrom, type ItemId, type LineId, type PersonId } from '#lib/base/id.ts';
import type { Person } from '#lib/people/person.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import { lineDigest, type Line } from '#lib/plan/line.ts';
import { linesUnder, partsNamed } from '#lib/version/opened.ts';
import { schoolReads, type OtherWords } from '#lib/version/other-words.ts';
import { readingOf, type ReadingOf } from '#lib/version/reading.ts';
import { readPart } from '#lib/wire/part.ts';

const id = <Kind extends string>(n: number) => idFrom<Kind>(new Uint8Array(16).fill(n));
const person = (n: number, name: string, role: Person['role']): Person => {
	const own = id<'person'>(n);
	return {
		id: own,
		name,
		label: role,
		role,
		confidantOf: null,
		voices: [{ id: id(n + 100), person: own, behalf: false }]
	};
};
const [griet, layla] = [person(1, 'Griet', 'coach'), person(2, 'Layla', 'pupil')];
const people = new Map([griet, layla, person(3, 'Tom', 'school')].map((one) => [one.id, one]));
const reading = (more: Partial<ReadingOf>) =>
	readingOf({
		...{ audience: 'core', people, present: [griet.id, layla.id], expected: new Set<PersonId>() },
		...{ comings: new Map(), missing: [], keys: new Map(), items: [], lines: [], silences: [] },
		...{ promises: new Map(), reviewed: [], others: new Map() },
		...more
	});

const e1: Item = {
	...{ ...blankItem, id: id<'item'>(9), kind: 'engagement', text: 'Ik ga naar de woensdaggroep.' },
	...{ owner: layla.id, asker: griet.id, when: 'tot Pasen', how: 'bellen' }
};
const voice = layla.voices[0].id;
const worry = { voice, kind: 'worry' as const, about: null, text: 'Dat het opnieuw begint.' };
const line: Line = {
	...{ ...worry, id: id<'line'>(10), digest: lineDigest(worry), writer: layla.id },
	...{ from: null, yes: null, covered: false, seq: 1 }
};
const other = (n: number, text: string, by = layla): OtherWords => ({ id: id(n), person: by.id, text });
const items = [{ audience: 'inner' as const, item: e1 }];
const others = (...all: [ItemId | LineId, OtherWords][]) => new Map(all);

describe('for the school in other words', () => {
	const all = reading({
		items,
		lines: [{ audience: 'inner', line, text: worry.text, original: null }],
		others: others([e1.id, other(201, 'Layla volgt een groep')], [line.id, other(202, 'Layla is soms bang.')])
	});
	const core = all.flatMap(({ audience, part }) => (audience === 'core' ? [part] : []));
	const whole = all.map(({ part }) => part);

	it('S3: the school reads the words and whose they are: not by when, who asks, nor that there is more', () => {
		expect(partsNamed(core, 'engagement')).toEqual([
			{
				...{ part: 'engagement', id: id(201), owner: layla.id, ownerName: 'Layla', yes: false },
				...{ text: 'Layla volgt een groep', when: '', asker: null, askerName: '' }
			}
		]);
		expect(partsNamed(core, 'line').map(({ text }) => text)).toEqual(['Layla is soms bang.']);
		for (const secret of [e1.id, line.id, 'woensdaggroep', 'opnieuw', '"school"'])
			expect(JSON.stringify(core)).not.toContain(secret);
	});

	it('who has the words themselves reads them once, with what the school reads beside them', () => {
		const [promise, again] = partsNamed(whole, 'engagement');
		expect([promise?.text, again]).toEqual([e1.text, undefined]);
		expect(promise && schoolReads(whole, promise)).toBe('Layla volgt een groep');
		expect(linesUnder(whole, 'worry').map(({ text }) => text)).toEqual([worry.text]);
		expect(whole.map((part) => readPart(part))).toEqual(whole);
	});

	it('nobody’s words go where another said them, or where no school is', () => {
		const wrong = reading({ items, others: others([e1.id, other(203, 'Anders', griet)]) });
		expect(wrong.filter(({ audience, part }) => audience === 'core' && part.part !== 'person')).toEqual([]);
		const family = reading({ audience: 'inner', items, others: others([e1.id, other(204, 'Anders')]) });
		expect(family.filter(({ audience }) => audience === 'core')).toEqual([]);
	});
});
