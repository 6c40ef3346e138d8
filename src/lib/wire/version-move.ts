// What becomes of a version, and why a promise is suspended, as it comes over the wire.

import * as v from 'valibot';
import { limits } from '#lib/base/clean.ts';
import { withdrawals } from '#lib/version/version.ts';
import { id, people } from '#lib/wire/field.ts';

const sentence = v.pipe(v.string(), v.maxLength(limits.sentence));

export const versionMoves = [
	v.object({ do: v.literal('declare'), version: id<'version'>(), reason: sentence }),
	v.object({
		do: v.literal('withdraw'),
		version: id<'version'>(),
		reason: sentence,
		/** Absent: a mistake. */
		because: v.exactOptional(v.picklist(withdrawals)),
		/** Who may read the reason; absent: everybody who has this version. */
		readers: v.exactOptional(v.picklist(['all', 'leader']))
	}),
	/** Why a promise is suspended, for named people alone. */
	v.object({
		do: v.literal('shield'),
		sheet: id<'sheet'>(),
		item: id<'item'>(),
		reason: sentence,
		readers: people
	})
] as const;
