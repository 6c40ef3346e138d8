// What a pupil picks out of their own copy for somebody else, and how its reader will see it: made of the very
// disclosures that will be handed, and checked here as the reader's browser will check it.

import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { openCopy, type OpenedCopy } from '#lib/live/copy.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { readFile, writeFile } from '#lib/seal/file.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { pickable } from '#lib/version/extract.ts';
import type { Part } from '#lib/version/part.ts';
import { readPart } from '#lib/wire/part.ts';

export type Picked = {
	readonly digest: Digest;
	/** The disclosure itself. */
	readonly words: string;
	readonly part: Part;
};

/** What of a copy that was checked may be picked, in the order one reads it in. */
export function picksIn(copy: OpenedCopy, pupil: PersonId): Picked[] {
	const file = readFile(copy.file);
	if (isNo(file)) return [];
	const all = file.copy
		.split('~')
		.slice(1)
		.flatMap((words) => {
			const read = readDisclosure(words, 1);
			const value = isNo(read) ? null : (read[0] as { readonly o: number; readonly part: unknown });
			const part = value && readPart(value.part);
			return part ? [{ o: value.o, digest: digestOfText(words), words, part }] : [];
		});
	return pickable(
		all.sort((a, b) => a.o - b.o),
		pupil
	);
}

/** The extract as its reader gets it. */
export function extractOf(
	copy: OpenedCopy,
	picked: readonly Picked[],
	house: readonly PublicJwk[]
): OpenedCopy | No {
	const file = readFile(copy.file);
	if (isNo(file)) return file;
	const [token = ''] = file.copy.split('~');
	const words = picked.map((one) => one.words);
	const nothing = { annexes: [], answers: [], statements: [] };
	return openCopy(writeFile({ ...file, ...nothing, copy: copyOf(token, words) }), house);
}
