// Every cell of SPEC.md, read from it: where a traject may go from where it stands, and where a reason is asked.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { decidePhase, firstPhase, phaseOf, phases, type Phase, type PhaseFact } from '#lib/traject/phase.ts';

const spec = readFileSync(join(import.meta.dirname, 'SPEC.md'), 'utf8');
const rows = spec
	.slice(spec.indexOf('| from \\ to |'))
	.split('\n')
	.map((line) => line.split('|').slice(1, -1))
	.filter((cells) => cells.length > 0)
	.map((cells) => cells.map((cell) => cell.trim()));
const [head = [], , ...cells] = rows;

function cellOf(from: Phase, to: Phase): string {
	const bare = decidePhase(from, { to, reason: ' ' }, 'n');
	const said = decidePhase(from, { to, reason: 'het lukte niet' }, 'n');
	if (isNo(bare)) return isNo(said) ? (said.no === 'phase-not-there' ? '-' : said.no) : 'why';
	return bare.length === 0 ? '·' : 'moved';
}

describe('where a traject stands', () => {
	it('has a row and a column in SPEC.md for every phase', () => {
		expect(head.slice(1)).toEqual([...phases]);
		expect(cells.map(([from]) => from)).toEqual([...phases]);
	});
	for (const [i, from] of phases.entries())
		it(`from ${from} goes where SPEC.md says`, () => {
			expect(phases.map((to) => cellOf(from, to))).toEqual(cells[i]?.slice(1));
		});
	it('goes back from herinstap to uitvoering with a reason, and loses nothing of before (S2-04)', () => {
		const facts: PhaseFact[] = [];
		const go = (to: Phase, reason: string) => {
			const moved = decidePhase(phaseOf(facts), { to, reason }, `note ${facts.length}`);
			if (isNo(moved)) return moved;
			facts.push(...moved);
			return null;
		};
		expect(phaseOf(facts)).toBe(firstPhase);
		for (const to of ['under-way', 'returning'] as const) expect(go(to, '')).toBeNull();
		expect(go('under-way', '')).toEqual({ no: 'phase-needs-reason' });
		expect(go('under-way', 'het lukte niet')).toBeNull();
		expect(facts.map(({ to, note }) => [to, note])).toEqual([
			['under-way', null],
			['returning', null],
			['under-way', 'note 2']
		]);
	});
});
