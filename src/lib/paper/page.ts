// What stands on one person's copy on paper, in the order in which it is read: blocks of runs. The same function
// is what is drawn from and what a checker compares a page with, so it knows nothing of pages, fonts or clocks.

import { frameKinds, headings } from '#lib/plan/kind.ts';
import { beside } from '#lib/paper/beside.ts';
import { below, block, plain, soft, strong, titled, type Block, type PaperOf } from '#lib/paper/blocks.ts';
import { dayOf } from '#lib/paper/day.ts';
import { erasedOn, proofSheet } from '#lib/paper/proof.ts';
import { asked, promised } from '#lib/paper/promised.ts';
import { also, answered, outcomes, present, under } from '#lib/paper/said.ts';
import { asksOf, partsNamed, promisesOf, type Opened } from '#lib/version/opened.ts';
import type { Say } from '#lib/words/say.ts';

/** A whole copy. What somebody promised comes first. */
export function pageOf(paper: PaperOf): Block[] {
	const { say } = paper;
	const { parts } = paper.copy;
	return [
		...head(paper),
		...erasedOn(paper),
		...mine(paper),
		...answered(paper),
		...present(paper),
		...outcomes(paper),
		...headings.flatMap((heading) => under(paper, heading)),
		...promised(paper),
		...asked(paper, 'ask'),
		...asked(paper, 'not-now'),
		...titled(
			say('pdf.heading-network'),
			'plain',
			partsNamed(parts, 'network').map((part) =>
				block('text', 'plain', strong(part.text), plain(part.how), ...also(paper, part))
			)
		),
		...([...frameKinds, 'agreement', 'next', 'plan-b'] as const).flatMap((kind) =>
			titled(
				say(kind === 'agreement' ? 'pdf.heading-agreements' : `pdf.heading-${kind}`),
				'plain',
				partsNamed(parts, kind).map((part) => block('text', 'plain', plain(part.text), ...also(paper, part)))
			)
		),
		...beside(paper),
		...proofSheet(paper),
		...foot(paper)
	].filter((one) => one.runs.length > 0);
}

function head({ copy, me, standing, say }: PaperOf): Block[] {
	const name = partsNamed(copy.parts, 'person').find(({ id }) => id === me)?.name ?? '';
	const values = standing.is === 'presented' ? standing : {};
	return [
		block('title', 'plain', plain(say('pdf.title'))),
		block('text', 'plain', strong(say('pdf.of', { name })), below(soft(stands(copy, say)))),
		block('state', 'plain', strong(say(`pdf.state-${standing.is}`, values)))
	];
}

export const stands = (copy: Opened, say: Say): string =>
	say('pdf.stands', { no: copy.no, day: dayOf(copy.at, say) });

const mine = (paper: PaperOf): Block[] => [
	...titled(paper.say('pdf.mine'), 'engagement', owned(paper)),
	...asking(paper)
];

/** What this person promised, each on a card of its own. */
export const owned = ({ copy, me, say }: PaperOf): Block[] =>
	promisesOf(copy.parts, me).map((promise) =>
		block(
			'promise',
			'engagement',
			strong(promise.text),
			...(promise.when ? [below(plain(say('pdf.by-when', { when: promise.when })))] : []),
			...(promise.askerName ? [below(plain(say('pdf.asks-me', { name: promise.askerName })))] : []),
			...(promise.how ? [plain(say('pdf.how', { how: promise.how }))] : [])
		)
	);

/** What this person asks others about. */
export const asking = ({ copy, me, say }: PaperOf): Block[] =>
	titled(
		say('pdf.i-ask'),
		'engagement',
		asksOf(copy.parts, me).map(({ ownerName, text }) =>
			block('text', 'plain', plain(say('pdf.i-ask-one', { name: ownerName, what: text })))
		)
	);

/** The fixed sentence stands here always, also when nothing is left out. */
function foot({ copy, say, six, where }: PaperOf): Block[] {
	return [
		block('fixed', 'plain', plain(say('pdf.fixed'))),
		block('heading', 'plain', plain(say('pdf.check'))),
		block(
			'mark',
			'plain',
			plain(say('pdf.check-how', { where })),
			below(strong(six)),
			below(soft(copy.digest))
		)
	];
}
