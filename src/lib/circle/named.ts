// Own words for named people only (S3-02): said to whom the voice chose, and to nobody else. They lie on no
// table and enter no version. Each fact stands in one person's own stream: what the voice decided in the
// voice's, what somebody may read from now on in that reader's; so no stream tells when words were hidden.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { hasWords, mayWriteNow, type LineContext, type MomentRefusal } from '#lib/circle/lines.ts';
import type { Actor } from '#lib/circle/move.ts';
import { voiceOf, voicesNow } from '#lib/people/person.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import { lineDigest } from '#lib/plan/line.ts';

/** Words as one of those named reads them. */
export type ShownLine = {
	readonly id: LineId;
	readonly voice: VoiceId;
	readonly kind: OwnKind;
	readonly about: ItemId | null;
	readonly digest: Digest;
};

/** The same as their voice has them, who alone knows whom they are for. */
export type NamedLine = ShownLine & { readonly readers: ReadonlySet<PersonId> };

export type Named = {
	/** By line; only the voice's own in a browser. */
	readonly mine: ReadonlyMap<LineId, NamedLine>;
	/** By reader; only what one reads oneself in a browser. */
	readonly shown: ReadonlyMap<PersonId, ReadonlyMap<LineId, ShownLine>>;
};

export const noneNamed: Named = { mine: new Map(), shown: new Map() };

export type NamedMove =
	/** *Toon aan …*: new words, for these people. `school`: that one of them is of a school was said, and meant. */
	| {
			readonly do: 'show';
			readonly line: LineId;
			readonly voice: VoiceId;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly text: string;
			readonly readers: readonly PersonId[];
			readonly school: boolean;
	  }
	/** Who may read them from now on: everybody who is named here, and nobody else any more. */
	| {
			readonly do: 'readers';
			readonly line: LineId;
			readonly readers: readonly PersonId[];
			readonly school: boolean;
	  }
	| { readonly do: 'reword'; readonly line: LineId; readonly text: string }
	/** Nobody reads them any more, and nothing of them is left here. */
	| { readonly do: 'unshow'; readonly line: LineId };

export type NamedFact =
	/** In the voice's stream. */
	| (Words & { readonly is: 'shown'; readonly readers: readonly PersonId[] })
	| { readonly is: 'readers'; readonly line: LineId; readonly readers: readonly PersonId[] }
	| { readonly is: 'reworded'; readonly line: LineId; readonly digest: Digest }
	| { readonly is: 'unshown'; readonly line: LineId }
	/** In a reader's stream, from the moment they may. */
	| (Words & { readonly is: 'may-read' })
	| { readonly is: 'reads-anew'; readonly line: LineId; readonly digest: Digest }
	| { readonly is: 'no-longer'; readonly line: LineId };

type Words = Omit<ShownLine, 'id'> & { readonly line: LineId };

/** A fact, and in whose stream. */
export type NamedTold = { readonly person: PersonId; readonly fact: NamedFact };

/** Every polite no about words for named people. Each has a sentence in words/. */
export type NamedRefusal =
	/** Only the voice itself: never a schrijver, never the one who leads. */
	| 'not-your-words'
	/** A quiet round, a silent minute: nothing comes on anybody's screen before it is one's turn. */
	| MomentRefusal
	/** It is not there, or another's: both sound the same. */
	| 'no-such-line'
	| 'no-such-voice'
	| 'empty'
	/** Nobody was named; keeping words to oneself is the own sheet. */
	| 'no-reader'
	/** Somebody of a school is among them, and that was not said: a school may have to tell on. */
	| 'school-reads'
	/** In a class circle nothing is said under a name. */
	| 'class-without-names'
	/** Who shows, or is shown to, has no place at this table. */
	| 'not-seated'
	/** After the circle nothing new is shown; taking away is always possible. */
	| 'circle-closed';

export type NamedContext = LineContext & { readonly named: Named };
export type NamedAnswer = readonly NamedTold[] | No<NamedRefusal>;

/** Before the circle opens as well: one may show what one prepared. */
export function decideNamed(context: NamedContext, move: NamedMove, by: Actor): NamedAnswer {
	if (!hasPlace(context, by.person)) return no('not-seated');
	if (move.do === 'show') return decideShow(context, move, by.person);
	const line = context.named.mine.get(move.line);
	if (!line || voiceOf(context.people, line.voice)?.person.id !== by.person) return no('no-such-line');
	const mine = (fact: NamedFact): NamedTold => ({ person: by.person, fact });
	const theirs = (readers: Iterable<PersonId>, fact: NamedFact) =>
		[...readers].map((person): NamedTold => ({ person, fact }));
	switch (move.do) {
		case 'readers': {
			const readers = [...new Set(move.readers)];
			const added = readers.filter((person) => !line.readers.has(person));
			const gone = [...line.readers].filter((person) => !readers.includes(person));
			if (added.length === 0 && gone.length === 0) return [];
			const refusal = added.length > 0 ? mayShow(context, by.person, added, move.school) : null;
			if (refusal) return refusal;
			const { id, voice, kind, about, digest } = line;
			return [
				mine({ is: 'readers', line: id, readers }),
				...theirs(added, { is: 'may-read', line: id, voice, kind, about, digest }),
				...theirs(gone, { is: 'no-longer', line: id })
			];
		}
		case 'reword': {
			if (!hasWords(move.text)) return no('empty');
			const digest = lineDigest({ voice: line.voice, kind: line.kind, about: line.about, text: move.text });
			if (digest === line.digest) return [];
			const refusal = line.readers.size > 0 ? mayShow(context, by.person, [], false) : null;
			if (refusal) return refusal;
			return [
				mine({ is: 'reworded', line: line.id, digest }),
				...theirs(line.readers, { is: 'reads-anew', line: line.id, digest })
			];
		}
		case 'unshow':
			return [
				mine({ is: 'unshown', line: line.id }),
				...theirs(line.readers, { is: 'no-longer', line: line.id })
			];
		default:
			return unreachable(move);
	}
}

function decideShow(context: NamedContext, move: NamedMove & { do: 'show' }, by: PersonId): NamedAnswer {
	const found = voiceOf(context.people, move.voice);
	if (!found || !voicesNow(found.person, context.schoolSits).some((voice) => voice.id === move.voice))
		return no('no-such-voice');
	if (found.person.id !== by) return no('not-your-words');
	if (!hasWords(move.text)) return no('empty');
	const { line, voice, kind, about } = move;
	const digest = lineDigest(move);
	const there = context.named.mine.get(line);
	if (there) return there.digest === digest ? [] : no('not-your-words');
	if (context.lines.has(line)) return no('not-your-words');
	const readers = [...new Set(move.readers)];
	if (readers.length === 0) return no('no-reader');
	const refusal = mayShow(context, by, readers, move.school);
	if (refusal) return refusal;
	const words = { line, voice, kind, about, digest };
	return [
		{ person: by, fact: { is: 'shown', ...words, readers } },
		...readers.map((person): NamedTold => ({ person, fact: { is: 'may-read', ...words } }))
	];
}

/** Whether something may come on the screens of these people now, by this person's hand. */
function mayShow(
	context: NamedContext,
	by: PersonId,
	to: readonly PersonId[],
	school: boolean
): No<NamedRefusal> | null {
	const { circle, people } = context;
	if (circle.phase.at === 'closed') return no('circle-closed');
	if (circle.setting === 'class') return no('class-without-names');
	const turn = mayWriteNow(circle, by);
	if (turn) return turn;
	if (to.some((person) => person === by || !hasPlace(context, person))) return no('not-seated');
	const ofSchool = to.some((person) => people.get(person)?.role === 'school');
	return ofSchool && !school ? no('school-reads') : null;
}

const hasPlace = ({ circle, people }: LineContext, person: PersonId): boolean =>
	people.has(person) && (circle.order.includes(person) || circle.leader === person);

export function applyNamed(named: Named, person: PersonId, fact: NamedFact): Named {
	switch (fact.is) {
		case 'shown': {
			const { readers, ...words } = fact;
			return { ...named, mine: withOne(named.mine, { ...lineOf(words), readers: new Set(readers) }) };
		}
		case 'readers': {
			const line = named.mine.get(fact.line);
			return line
				? { ...named, mine: withOne(named.mine, { ...line, readers: new Set(fact.readers) }) }
				: named;
		}
		case 'reworded': {
			const line = named.mine.get(fact.line);
			return line ? { ...named, mine: withOne(named.mine, { ...line, digest: fact.digest }) } : named;
		}
		case 'unshown':
			return { ...named, mine: without(named.mine, fact.line) };
		case 'may-read':
			return withShown(named, person, (lines) => withOne(lines, lineOf(fact)));
		case 'no-longer':
			return withShown(named, person, (lines) => without(lines, fact.line));
		case 'reads-anew':
			return withShown(named, person, (lines) => {
				const line = lines.get(fact.line);
				return line ? withOne(lines, { ...line, digest: fact.digest }) : lines;
			});
		default:
			return unreachable(fact);
	}
}

const lineOf = ({ line: id, voice, kind, about, digest }: Words): ShownLine => ({
	id,
	voice,
	kind,
	about,
	digest
});

type Shown = ReadonlyMap<LineId, ShownLine>;

function withShown(named: Named, person: PersonId, change: (lines: Shown) => Shown): Named {
	const lines = change(named.shown.get(person) ?? new Map());
	return { ...named, shown: new Map(named.shown).set(person, lines) };
}

function withOne<One extends ShownLine>(lines: ReadonlyMap<LineId, One>, line: One): Map<LineId, One> {
	return new Map(lines).set(line.id, line);
}

function without<One extends ShownLine>(lines: ReadonlyMap<LineId, One>, line: LineId): Map<LineId, One> {
	const left = new Map(lines);
	left.delete(line);
	return left;
}
