// A part of a version as it comes out of a seal. A copy may be from another house, or made up: what does
// not have the shape of a part is not shown as one.

import * as v from 'valibot';
import { isId, type Id } from '#lib/base/id.ts';
import { results } from '#lib/engagement/engagement.ts';
import { missingStates } from '#lib/people/guest.ts';
import { headings, levels, ownKinds, plainKinds, strands } from '#lib/plan/kind.ts';
import { originalHows } from '#lib/plan/line.ts';
import type { Part } from '#lib/version/part.ts';

const id = <Kind extends string>() => v.custom<Id<Kind>>(isId);
const text = v.pipe(v.string(), v.maxLength(20_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
const result = v.picklist(results);
const strand = v.exactOptional(v.picklist(strands));
const school = v.exactOptional(id<'item'>());

const part: v.GenericSchema<unknown, Part> = v.variant('part', [
	v.object({
		part: v.literal('person'),
		id: id<'person'>(),
		name: text,
		label: text,
		present: v.boolean(),
		answers: v.boolean(),
		key: v.nullable(text),
		joined: v.exactOptional(count),
		left: v.exactOptional(count),
		absent: v.exactOptional(v.picklist([...missingStates, 'not-invited', 'at-home'])),
		attempts: v.exactOptional(count),
		by: v.exactOptional(text)
	}),
	v.object({
		part: v.literal('line'),
		id: id<'line'>(),
		person: id<'person'>(),
		name: text,
		behalf: v.boolean(),
		kind: v.picklist(ownKinds),
		about: v.nullable(id<'item'>()),
		text,
		typedBy: v.nullable(text),
		from: v.exactOptional(v.literal('paper')),
		original: v.exactOptional(
			v.object({
				language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)),
				text,
				by: v.nullable(text),
				how: v.picklist(originalHows),
				at: v.pipe(v.number(), v.integer(), v.minValue(0))
			})
		),
		school
	}),
	v.object({
		part: v.literal('silence'),
		person: id<'person'>(),
		name: text,
		kind: v.picklist(ownKinds),
		about: v.nullable(id<'item'>()),
		how: v.picklist(['nothing', 'silent'])
	}),
	v.object({
		part: v.picklist(['together', 'phrase']),
		id: id<'item'>(),
		heading: v.picklist(headings),
		text,
		school
	}),
	v.object({
		part: v.literal('goal'),
		id: id<'item'>(),
		level: v.picklist(levels),
		text,
		signs: text,
		why: v.exactOptional(text),
		strand,
		school
	}),
	v.object({
		part: v.picklist(['engagement', 'ask', 'not-now']),
		id: id<'item'>(),
		owner: v.nullable(id<'person'>()),
		ownerName: text,
		text,
		when: text,
		asker: v.nullable(id<'person'>()),
		askerName: text,
		yes: v.boolean(),
		how: v.exactOptional(text),
		strand,
		needs: v.exactOptional(v.array(v.object({ person: id<'person'>(), name: text, yes: v.boolean() }))),
		school
	}),
	v.object({
		part: v.literal('outcome'),
		id: id<'item'>(),
		owner: text,
		text,
		result,
		review: v.object({
			owner: v.exactOptional(result),
			follower: v.exactOptional(result),
			table: v.exactOptional(result)
		}),
		because: v.exactOptional(v.literal('shielded'))
	}),
	v.object({ part: v.literal('network'), id: id<'item'>(), text, how: text, school }),
	v.object({ part: v.picklist(plainKinds), id: id<'item'>(), text, school })
]);

export function readPart(value: unknown): Part | null {
	const read = v.safeParse(part, value);
	return read.success ? read.output : null;
}
