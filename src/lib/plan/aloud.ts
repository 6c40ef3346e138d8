// The shared words in the order they are read aloud, which is the order they stand in: strengths before
// worries, what each promises, what the school does beside it, and how we go on (domain.md §1, §4.2).

import { byOrder, type Item } from '#lib/plan/item.ts';
import { frameKinds, headings, type ItemKind } from '#lib/plan/kind.ts';

/** Pieces as a person would say them: each a sentence of its own, with one mark behind it. */
export const asSentences = (pieces: readonly string[]): string =>
	pieces
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '')
		.map((piece) => piece.charAt(0).toUpperCase() + piece.slice(1))
		.map((piece) => (/[.!?…:][”"’)»]*$/.test(piece) ? piece : `${piece}.`))
		.join(' ');

/** What is empty, off the table or parked is not read. */
export function readAloud(items: readonly Item[]): Item[] {
	const standing = items.filter((item) => !item.gone && item.text.trim() !== '').sort(byOrder);
	const of = (kind: ItemKind, strand: 'school' | null = null) =>
		standing.filter((item) => item.kind === kind && item.strand === strand);
	const any = (...kinds: readonly ItemKind[]) =>
		kinds.flatMap((kind) => standing.filter((item) => item.kind === kind));
	return [
		...headings.flatMap((heading) => any('together', 'phrase').filter((item) => item.heading === heading)),
		...of('goal'),
		...of('engagement'),
		...any('ask', 'not-now', 'school-support'),
		...of('goal', 'school'),
		...of('engagement', 'school'),
		...any('network', ...frameKinds, 'agreement', 'next', 'plan-b')
	];
}
