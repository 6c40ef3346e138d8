// What people said, on paper: their answers, who was there, how it went, and the plan's own words.

import type { ItemId } from '#lib/base/id.ts';
import type { Heading, OwnKind } from '#lib/plan/kind.ts';
import {
	below,
	block,
	plain,
	soft,
	strong,
	titled,
	type Block,
	type PaperOf,
	type Run
} from '#lib/paper/blocks.ts';
import { dayOf, plainDay } from '#lib/paper/day.ts';
import { schoolReads } from '#lib/version/other-words.ts';
import {
	aboutWhat,
	answersBeside,
	linesUnder,
	partsNamed,
	silentUnder,
	type PartOf
} from '#lib/version/opened.ts';
import type { Part } from '#lib/version/part.ts';
import type { Say } from '#lib/words/say.ts';

/** Who reads what stays here, also reads what the school reads of it. */
export function also({ copy, say }: PaperOf, part: Part): Run[] {
	const words = schoolReads(copy.parts, part);
	return words === null ? [] : [below(soft(say('pdf.school-reads', { words })))];
}

/** Every act looks the same, whoever gave it; a reserve stands directly beside its name (S1-13). */
export function answered({ copy, say, beside }: PaperOf): Block[] {
	const about = (target: string | null) => {
		const what = aboutWhat(copy.parts, target);
		return what === null ? [] : [soft(say('pdf.about', { what }))];
	};
	const given = answersBeside(copy);
	/** A paper says what its copy says, and that names nobody who was asked later. */
	const nameless = beside !== null && given.some(({ person }) => person.name === '');
	const all = given.map(({ person, answer }) =>
		block(
			'text',
			'plain',
			strong(person.name || say('pdf.later')),
			soft(person.label),
			plain(say(answer ? `pdf.answer-${answer.answer}` : 'pdf.open')),
			...(answer?.words ? [plain(say('pdf.quote', { words: answer.words }))] : []),
			...about(answer?.target ?? null),
			...(answer?.until ? [soft(say('pdf.until', { day: plainDay(answer.until, say) }))] : [])
		)
	);
	const why = nameless ? [block('text', 'plain', soft(say('pdf.later-why')))] : [];
	return titled(say('pdf.answers'), 'plain', [...all, ...why]);
}

export function present({ copy, say }: PaperOf): Block[] {
	const people = partsNamed(copy.parts, 'person');
	const there = people
		.filter((one) => one.present)
		.map(({ name, joined, left }) =>
			[
				name,
				...(joined ? [say('pdf.joined', { round: joined })] : []),
				...(left === undefined ? [] : [left > 0 ? say('pdf.left', { round: left }) : say('pdf.left-before')])
			].join(', ')
		);
	const away = people
		.filter((one) => !one.present)
		.map(({ name, absent = 'did-not-come', attempts = 0, by = '' }) =>
			absent === 'not-reached' && attempts === 0
				? `${name}: ${say('pdf.absent-no-attempt')}`
				: `${name}: ${say(`pdf.absent-${absent}`, { count: attempts, by })}`
		);
	const blocks = [
		block('text', 'plain', plain(there.join(' · '))),
		...(away.length > 0 ? [block('text', 'plain', soft(say('pdf.not-there')), plain(away.join(' · ')))] : [])
	];
	return people.length > 0 ? titled(say('pdf.who'), 'plain', blocks) : [];
}

export function outcomes(paper: PaperOf): Block[] {
	const { copy, say } = paper;
	const all = partsNamed(copy.parts, 'outcome').flatMap((outcome) => [
		block(
			'text',
			'plain',
			strong(outcome.owner),
			plain(outcome.text),
			below(strong(say(`pdf.result-${outcome.result}`)))
		),
		...said(paper, 'review', outcome.id)
	]);
	return titled(say('pdf.outcomes'), 'plain', all);
}

export function under(paper: PaperOf, heading: Heading): Block[] {
	const { copy, say } = paper;
	const together = partsNamed(copy.parts, 'together').filter((part) => part.heading === heading);
	const phrases = partsNamed(copy.parts, 'phrase').filter((part) => part.heading === heading);
	return titled(say(`pdf.heading-${heading}`), heading, [
		...said(paper, heading, null),
		...together.map((part) => block('text', heading, plain(part.text), ...also(paper, part))),
		...phrases.map(({ text }) => block('said', heading, plain(text)))
	]);
}

function said(paper: PaperOf, kind: OwnKind, about: ItemId | null): Block[] {
	const { copy, say } = paper;
	const tone = kind === 'review' ? 'plain' : kind;
	const lines = linesUnder(copy.parts, kind, about).map((line) =>
		block(
			'said',
			tone,
			plain(line.text),
			...original(line, say),
			below(soft(spoken(line, say))),
			...also(paper, line)
		)
	);
	const silent = silentUnder(copy.parts, kind, about).map(({ name, how }) =>
		block('text', tone, strong(name), soft(say(`pdf.silence-${how}`)))
	);
	return [...lines, ...silent];
}

/** The Dutch is what one signs; what was said stays beside it (S5-05). */
function original({ original: of }: PartOf<'line'>, say: Say): Run[] {
	if (!of) return [];
	const day = dayOf(of.at, say);
	const how = say(`pdf.translated-${of.how}`);
	const note =
		of.by === null ? say('pdf.original-self', { day }) : say('pdf.original', { name: of.by, how, day });
	return [{ text: of.text, as: 'plain', new: true, language: of.language }, below(soft(note))];
}

const spoken = (line: PartOf<'line'>, say: Say): string =>
	[
		line.name + (line.behalf ? ` ${say('pdf.behalf')}` : ''),
		...(line.behalf ? [say('pdf.not-confirmed')] : []),
		...(line.typedBy === null ? [] : [say('pdf.typed-by', { name: line.typedBy })])
	].join(', ');
