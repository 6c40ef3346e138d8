// What the fields of a move are made of.

import * as v from 'valibot';
import { limits } from '#lib/base/clean.ts';
import { isDigest, type Digest } from '#lib/base/digest.ts';
import { isId, type Id } from '#lib/base/id.ts';

export const id = <Kind extends string>() => v.custom<Id<Kind>>(isId);
export const digest = v.custom<Digest>(isDigest);
export const people = v.pipe(v.array(id<'person'>()), v.maxLength(60));
export const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
/** What a person would say in one go. */
export const words = v.pipe(v.string(), v.maxLength(limits.line));
/** BCP 47: a language, and where it is spoken so: "fa-AF". */
export const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/));
export const seen = v.pipe(v.array(v.object({ line: id<'line'>(), digest })), v.maxLength(200));
export const witness = v.nullable(id<'person'>());
