// What a pupil's page asks about an extract: a link to hand out, or that one ends; signed on the own device where it can be.

import * as v from 'valibot';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
/** Null: the house signs that it was said here. */
const signed = v.nullable(
	v.object({ token: text(64_000), disclosures: v.pipe(v.array(text(64_000)), v.maxLength(3)) })
);

export const extractAsked = v.object({
	reader: text(400),
	shows: v.pipe(v.array(text(43)), v.maxLength(4096)),
	days: v.number(),
	signed
});

export const extractEnds = v.object({ extract: text(80), signed });
