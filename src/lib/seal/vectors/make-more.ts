// Writes the vector files of version 2, once, as make.ts did those of version 1: it refuses to write over one.
// Run with Node: node src/lib/seal/vectors/make-more.ts

import { writeFileSync } from 'node:fs';
import { laterRefusals } from '#lib/seal/vectors/crooked-later.ts';
import { sealed, thirty } from '#lib/seal/vectors/thirty.ts';

const tokens = Object.entries(sealed).map(([name, { issued }]) => [`thirty_${name}`, issued.token] as const);

/** The long tokens by their names, so that each stands in one place. */
const shorten = (text: string): string =>
	tokens.reduce((all, [name, token]) => all.replaceAll(token, `<${name}>`), text);

write('later-tokens', JSON.stringify(Object.fromEntries(tokens), null, '\t'));
write('thirty', shorten(JSON.stringify(thirty, null, '\t')));
write('later-refusals', shorten(JSON.stringify(laterRefusals, null, '\t')));

function write(name: string, text: string): void {
	writeFileSync(new URL(`${name}.json`, import.meta.url), `${text}\n`, { flag: 'wx' });
}
