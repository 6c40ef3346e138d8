// Every move and every event a client can send, read from the program itself: the validator of the wire, and
// the listeners of server/meeting. Nobody keeps this list by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { moveMessage } from '#lib/wire/move.ts';

const variant = v.object({
	options: v.array(v.object({ entries: v.object({ do: v.object({ literal: v.string() }) }) }))
});

export const everyMove = (): string[] =>
	moveMessage.entries.move.options.flatMap((kind) =>
		v.parse(variant, kind).options.map((option) => option.entries.do.literal)
	);

export function everyEvent(): string[] {
	const source = readFileSync(join(import.meta.dirname, '../../server/meeting/meeting.ts'), 'utf8');
	return [...source.matchAll(/socket\.on\('([\w-]+)'/g)].flatMap((found) => found[1] ?? []);
}
