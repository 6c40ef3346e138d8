// What stands beside a plan in one person's copy, on paper: promises for few with what was said to them, and own accounts.

import type { PersonId } from '#lib/base/id.ts';
import { below, block, plain, soft, strong, titled, type Block, type PaperOf } from '#lib/paper/blocks.ts';
import { dayOf } from '#lib/paper/day.ts';
import { linesUnder, partsNamed, type OpenedAnnex } from '#lib/version/opened.ts';
import { nameIn } from '#lib/version/proof.ts';

/** In full, wherever the plan itself is. Where there is nothing, no word is asked for: older editions have none for it. */
export function beside(paper: PaperOf): Block[] {
	const { copy, say } = paper;
	if (copy.beside.accounts.length + copy.beside.annexes.length === 0) return [];
	const name = (person: PersonId) => nameIn(copy.parts, person) ?? say('pdf.later');
	const accounts = copy.beside.accounts.map(({ person, words, at }) =>
		block(
			'said',
			'plain',
			strong(say('pdf.beside-of', { name: name(person) })),
			below(plain(words ?? say('pdf.beside-gone'))),
			below(soft(dayOf(at, say)))
		)
	);
	return [
		...copy.beside.annexes.flatMap((annex) =>
			titled(say('pdf.beside-few'), 'engagement', [
				block('text', 'plain', soft(say('pdf.beside-few-what'))),
				...annexBlocks(annex, paper, name)
			])
		),
		...titled(say('pdf.beside-accounts'), 'plain', accounts)
	];
}

function annexBlocks(
	{ parts, answers }: OpenedAnnex,
	{ say }: PaperOf,
	name: (person: PersonId) => string
): Block[] {
	const outcomes = partsNamed(parts, 'outcome').flatMap((one) => [
		block(
			'text',
			'plain',
			strong(one.owner),
			plain(one.text),
			below(strong(say(`pdf.result-${one.result}`)))
		),
		...linesUnder(parts, 'review', one.id).map((line) =>
			block('said', 'plain', plain(line.text), below(soft(line.name)))
		)
	]);
	const promises = partsNamed(parts, 'engagement').map((one) => {
		const asks = one.askerName ? say('pdf.asks', { name: one.askerName }) : '';
		const more = [one.when, asks].filter((part) => part !== '').join(' · ');
		return block('text', 'engagement', strong(one.ownerName), plain(one.text), below(soft(more)));
	});
	const last = [...new Set(answers.map(({ person }) => person))].flatMap(
		(person) => answers.findLast((one) => one.person === person) ?? []
	);
	const said = last.map(({ person, answer, words }) =>
		block(
			'text',
			'plain',
			strong(name(person)),
			plain(say(`pdf.answer-${answer}`)),
			...(words ? [plain(say('pdf.quote', { words }))] : [])
		)
	);
	return [...outcomes, ...promises, ...said];
}
