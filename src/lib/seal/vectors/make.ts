// Writes the vector files, once. A vector is never made again to let a test pass: it refuses to write
// over one. Run with Node: node src/lib/seal/vectors/make.ts

import { writeFileSync } from 'node:fs';
import { answers, copies, files, keys, versions } from '#lib/seal/vectors/good.ts';
import { answerRefusals } from '#lib/seal/vectors/crooked-answers.ts';
import { copyRefusals, oddToken } from '#lib/seal/vectors/crooked-copies.ts';
import { fileRefusals } from '#lib/seal/vectors/crooked-files.ts';
import type { Vectors } from '#lib/seal/vectors/shape.ts';

const refusals = [...copyRefusals, ...answerRefusals, ...fileRefusals];
const all: Omit<Vectors, 'thirty' | 'later-refusals'> = { keys, versions, copies, answers, files, refusals };
const tokens: Record<string, string> = { odd: oddToken };
for (const { name, token } of versions) tokens[name] = token;

write('tokens', JSON.stringify(tokens, null, '\t'));
for (const [name, list] of Object.entries(all)) write(name, shorten(JSON.stringify(list, null, '\t')));

/** The long tokens by their names, so that each stands in one place: `<first>` is that of `first`. */
function shorten(text: string): string {
	return Object.entries(tokens).reduce((all, [name, token]) => all.replaceAll(token, `<${name}>`), text);
}

function write(name: string, text: string): void {
	writeFileSync(new URL(`${name}.json`, import.meta.url), `${text}\n`, { flag: 'wx' });
}
