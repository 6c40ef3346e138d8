// The colours of the house, checked against paper and card: 5.5:1 at least for every text pair (look.md).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/lib/ui/theme.css'), 'utf8');
const blocks = [...css.matchAll(/:root \{([^}]*--paper: #[^}]*)\}/g)].map((found) => found[1] ?? '');
const tokens = (block: string) =>
	new Map(
		[...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1] ?? '', found[2] ?? ''])
	);

/** WCAG 2.2 relative luminance and contrast. */
function luminance(hex: string): number {
	const channel = (at: number) => {
		const value = parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
const contrast = (a = '#000000', b = '#000000') => {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
};

describe('every text pair is at least 5.5:1', () => {
	for (const [i, scheme] of (['light', 'dark'] as const).entries()) {
		const colour = tokens(blocks[i] ?? '');
		const texts = ['ink', 'soft', 'wish', 'strength', 'worry', 'need', 'goal', 'engagement', 'experience'];
		for (const text of texts)
			for (const ground of ['paper', 'card'])
				it(`${scheme}: ${text} on ${ground}`, () => {
					expect(contrast(colour.get(text), colour.get(ground))).toBeGreaterThanOrEqual(5.49);
				});
		it(`${scheme}: the main button`, () => {
			expect(contrast(colour.get('on-main'), colour.get('engagement'))).toBeGreaterThanOrEqual(5.49);
		});
		it(`${scheme}: the question on the wood`, () => {
			expect(contrast(colour.get('ink'), colour.get('wood'))).toBeGreaterThanOrEqual(5.49);
		});
	}
});
