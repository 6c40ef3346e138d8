// Moves about own words, on the table and for named people, as they come over the wire.

import * as v from 'valibot';
import { ownKinds } from '#lib/plan/kind.ts';
import { originalHows } from '#lib/plan/line.ts';
import { digest, id, language, people, witness, words } from '#lib/wire/field.ts';

const from = v.optional(v.literal('paper'));
/** A page of before may have kept words without it. */
const original = v.exactOptional(
	v.nullable(
		v.object({ language, text: words, by: v.nullable(id<'person'>()), how: v.picklist(originalHows) })
	)
);
/** In whose voice, of what kind, about what. */
const said = {
	line: id<'line'>(),
	voice: id<'voice'>(),
	kind: v.picklist(ownKinds),
	about: v.nullable(id<'item'>()),
	text: words
};

export const lineMoves = [
	v.object({ do: v.literal('lay'), ...said, from, original }),
	v.object({ do: v.literal('correct'), line: id<'line'>(), text: words, from, original }),
	v.object({ do: v.literal('confirm'), line: id<'line'>(), digest, witness }),
	v.object({ do: v.literal('take-back'), line: id<'line'>() }),
	v.object({ do: v.literal('cover'), line: id<'line'>() }),
	v.object({ do: v.literal('uncover'), line: id<'line'>() }),
	v.object({ do: v.literal('empty-line'), line: id<'line'>() })
] as const;

export const namedMoves = [
	v.object({ do: v.literal('show'), ...said, readers: people, school: v.boolean() }),
	v.object({ do: v.literal('readers'), line: id<'line'>(), readers: people, school: v.boolean() }),
	v.object({ do: v.literal('reword'), line: id<'line'>(), text: words }),
	v.object({ do: v.literal('unshow'), line: id<'line'>() })
] as const;
