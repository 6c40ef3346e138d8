import { error } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { nothingBeside } from '#lib/version/opened.ts';
import { readPart } from '#lib/wire/part.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { sheetFor } from '#server/table/paper-answer.ts';

/** A sheet one person signs on paper, printed by the one who leads. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const sheet = await sheetFor(locals.house, who, params.version, params.person);
	if (!sheet) error(404);
	if (isNo(sheet)) heldBack(sheet);
	const { no, at, digest, person, code } = sheet;
	const parts = sheet.parts.flatMap((part) => readPart(part) ?? []);
	return { copy: { no, at, digest, parts, answers: [], beside: nothingBeside }, person, code };
};
