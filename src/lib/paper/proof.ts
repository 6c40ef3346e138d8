// How everything was said, on paper: as the proof sheet on a screen has it, from the statements in the copy. Days and
// languages are said so that in years the same letters come out.

import type { PersonId } from '#lib/base/id.ts';
import { below, block, plain, soft, strong, type Block, type PaperOf } from '#lib/paper/blocks.ts';
import { dayOf, momentOf } from '#lib/paper/day.ts';
import { nameIn, proofOf, wayOf, type Act } from '#lib/version/proof.ts';

/** On top: words were destroyed, when and at whose request; never what they were. */
export function erasedOn({ copy, beside, say }: PaperOf): Block[] {
	return (beside?.erased ?? []).map(({ person, at }) => {
		const name = nameIn(copy.parts, person) ?? say('pdf.somebody');
		return block('text', 'plain', soft(say('pdf.erased', { day: dayOf(at, say), name })));
	});
}

/** Four records, each apart; then who laid an account beside it, and the keys that joined. */
export function proofSheet(paper: PaperOf): Block[] {
	const { copy, beside, say } = paper;
	if (beside === null) return [];
	const { present, answers, help, sees, accounts, keys } = proofOf(copy.parts, beside.acts);
	const record = (title: string, acts: readonly Act[]): Block[] => [
		block('below', 'plain', plain(title)),
		...(acts.length > 0 ? acts.map(given) : [block('text', 'plain', soft(say('pdf.none-yet')))])
	];
	const given = (act: Act): Block =>
		block(
			'text',
			'plain',
			strong(nameOf(paper, act.person)),
			plain(what(paper, act)),
			below(soft(`${momentOf(act.at, say)}: ${how(paper, act).join('; ')}.`))
		);
	return [
		block('heading', 'plain', plain(say('pdf.proof'))),
		block('text', 'plain', soft(say('pdf.proof-what'))),
		block('below', 'plain', plain(say('pdf.proof-present'))),
		block('text', 'plain', plain(present.length > 0 ? present.join(' · ') : say('pdf.proof-nobody'))),
		...record(say('pdf.proof-answers'), answers),
		...record(say('pdf.proof-help'), help),
		...record(say('pdf.proof-sees'), sees),
		...(accounts.length > 0 ? record(say('pdf.beside-told'), accounts) : []),
		...(keys.length > 0 ? record(say('pdf.proof-keys'), keys) : [])
	];
}

const nameOf = ({ copy, say }: PaperOf, person: PersonId): string =>
	nameIn(copy.parts, person) ?? say('pdf.somebody');

function what({ say }: PaperOf, { said }: Act): string {
	switch (said.is) {
		case 'answer':
			return say(`pdf.answer-${said.answer}`);
		case 'help':
			return say(said.given ? 'pdf.help-yes' : 'pdf.help-no');
		case 'sees':
			return say(said.given ? 'pdf.sees-yes' : 'pdf.sees-no', {
				reader: said.reader ?? say('pdf.reader-hidden')
			});
		case 'account':
			return say('pdf.beside-account');
		case 'key':
			return say(`pdf.key-${said.of}`);
	}
}

function how(paper: PaperOf, act: Act): string[] {
	const { say } = paper;
	const { witness, aloud, by, said } = act;
	const way = wayOf(act);
	const beside =
		witness === null
			? []
			: [say(way === 'paper' ? 'pdf.copied-by' : 'pdf.beside', { name: nameOf(paper, witness) })];
	const read =
		aloud === null
			? []
			: [
					say(aloud.language.split('-')[0] === 'nl' ? 'pdf.aloud' : 'pdf.aloud-other', {
						name: nameOf(paper, aloud.by)
					})
				];
	const mark = said.is === 'answer' && said.mark !== null ? [say('pdf.mark')] : [];
	return [...(way === null ? [] : [say(`pdf.way-${way}`)]), ...beside, ...read, say(`pdf.by-${by}`), ...mark];
}
