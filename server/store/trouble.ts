// Everything the store says no with. Messages are for the one who looks after the house: one sentence,
// with what to do, and never a word that somebody typed.

import { DrizzleQueryError } from 'drizzle-orm';

/** The store cannot be opened like this; the program says `message` and stops. */
export class CannotOpen extends Error {
	override name = 'CannotOpen';
}

/** What happened to the disk or the database is such that nothing more may be called saved. */
export class StoreFailed extends Error {
	override name = 'StoreFailed';
}

/** A value that no database takes: NUL, half a letter, far too long. It was let in at the door (base/clean.ts). */
export class Unfit extends Error {
	override name = 'Unfit';
}

/** The SQLSTATE of what went wrong, through whatever wraps it; null when it is not the database's. */
export function codeOf(error: unknown): string | null {
	for (let one = error; one instanceof Error; one = one.cause) {
		const code = (one as { code?: unknown }).code;
		if (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return code;
	}
	return null;
}

export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';

/** Two transactions in each other's way: the same work may succeed when it is done again. */
export const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');

/** The disk or the files under the embedded database: what it answers from now on may be wrong. */
export const isDamage = (error: unknown): boolean => /^(58|XX00[12]|53100)/.test(codeOf(error) ?? '');

const unfit: Readonly<Record<string, string>> = {
	'22021': 'a text holds NUL or bytes that are not UTF-8',
	'22P05': 'a JSON text holds NUL or half a letter',
	'54000': 'a value is too long for its index or its row'
};

/**
 * An Unfit that says in one sentence what no database takes; else the database's own error, without the
 * query around it: that one quotes its parameters, which are what people typed.
 */
export function explained(error: unknown): unknown {
	const why = unfit[codeOf(error) ?? ''];
	if (why) return new Unfit(`Nothing was stored: ${why}.`);
	return error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
}
