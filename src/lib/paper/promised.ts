// What was agreed, on paper: goals, promises, what the school does, what was asked of who was not there.

import { below, block, plain, soft, strong, titled, type Block, type PaperOf } from '#lib/paper/blocks.ts';
import { also } from '#lib/paper/said.ts';
import { partsNamed } from '#lib/version/opened.ts';

/** What the school does stands beside what the others do, in the same form (S2-03). */
export function promised(paper: PaperOf): Block[] {
	const { copy, say } = paper;
	const goals = partsNamed(copy.parts, 'goal').map((goal) => ({
		strand: goal.strand,
		block: block(
			'text',
			'goal',
			strong(goal.text),
			soft(say(`pdf.level-${goal.level}`)),
			...(goal.signs ? [below(soft(say('pdf.signs'))), plain(goal.signs)] : []),
			...(goal.why ? [below(soft(say('pdf.why'))), plain(goal.why)] : []),
			...also(paper, goal)
		)
	}));
	const promises = partsNamed(copy.parts, 'engagement').map((promise) => ({
		strand: promise.strand,
		block: block(
			'text',
			'engagement',
			strong(promise.ownerName),
			plain(promise.text),
			below(
				soft(
					[
						promise.when,
						promise.askerName ? say('pdf.asks', { name: promise.askerName }) : '',
						promise.how ?? '',
						promise.yes ? '' : say('pdf.proposal')
					]
						.filter((part) => part !== '')
						.join(' · ')
				)
			),
			...also(paper, promise)
		)
	}));
	const of = (list: typeof goals, school: boolean) =>
		list.filter(({ strand }) => (strand === 'school') === school).map((one) => one.block);
	const support = partsNamed(copy.parts, 'school-support').map((part) =>
		block('text', 'engagement', plain(part.text), ...also(paper, part))
	);
	return [
		...titled(say('pdf.heading-goals'), 'goal', of(goals, false)),
		...titled(say('pdf.heading-engagements'), 'engagement', of(promises, false)),
		...titled(say('pdf.heading-school-support'), 'engagement', [
			...support,
			...of(goals, true),
			...of(promises, true)
		])
	];
}

export function asked(paper: PaperOf, kind: 'ask' | 'not-now'): Block[] {
	const { copy, say } = paper;
	const all = partsNamed(copy.parts, kind).map((part) => {
		const names = (part.needs ?? []).filter(({ yes }) => !yes).map(({ name }) => name);
		const name = part.ownerName;
		const note =
			kind === 'ask'
				? say(names.length === 0 ? 'pdf.asked' : 'pdf.not-asked', { name, names: names.join(', ') })
				: part.yes
					? say('pdf.worded-by', { name })
					: '';
		return block('text', 'plain', plain(part.text), soft(note), ...also(paper, part));
	});
	return titled(say(`pdf.heading-${kind}`), 'plain', all);
}
