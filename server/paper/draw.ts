// Typst: from data to a page. It loads its compiler when it is first used, in the worker, and reads nothing but the
// template and our own fonts. PDF/UA-1: tagged, with a title and a language.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { covered, inLetters, type Coverage } from '#server/paper/letters.ts';
import { packageRoot } from '#server/store/root.ts';

export const templates = ['copy', 'fridge', 'card'] as const;
export type Template = (typeof templates)[number];

/** What a template gets: plain data, and nothing of it is read as source. */
export type Drawing = { readonly template: Template; readonly data: unknown };

export const fontFiles = [
	'AtkinsonHyperlegibleNext-Regular',
	'AtkinsonHyperlegibleNext-Bold',
	'Vazirmatn-Regular',
	'NotoSans-Regular'
] as const;

let ready: { readonly compiler: NodeCompiler; readonly letters: Coverage } | null = null;

function open() {
	if (ready) return ready;
	const folder = join(packageRoot(), 'server/paper/fonts');
	const fontBlobs = fontFiles.map((name) => readFileSync(join(folder, `${name}.ttf`)));
	// Its entry is CommonJS and picks the platform's own binary.
	const require = createRequire(import.meta.url);
	const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler') as {
		NodeCompiler: { create(args: object): NodeCompiler };
	};
	const compiler = NodeCompiler.create({
		workspace: join(packageRoot(), 'server/paper/typst'),
		fontArgs: [{ fontBlobs }]
	});
	ready = { compiler, letters: covered(fontBlobs) };
	return ready;
}

/** Throws with Typst's own words when the template does not fit its data: a program error. */
function compiled({ template, data }: Drawing) {
	const { compiler, letters } = open();
	const mainFileContent = readFileSync(join(packageRoot(), `server/paper/typst/${template}.typ`), 'utf8');
	const done = compiler.compile({
		mainFileContent,
		inputs: { paper: JSON.stringify(inLetters(data, letters)) }
	});
	const { result } = done;
	if (!result) {
		const trouble = done.takeDiagnostics();
		const said: unknown = trouble ? compiler.fetchDiagnostics(trouble) : 'no words for it';
		throw new Error(`Typst cannot draw ${template}: ${JSON.stringify(said).slice(0, 1500)}`);
	}
	return { compiler, result };
}

/** `at`: seconds, when it says it was made. */
export function drawPdf(drawing: Drawing, at: number): Uint8Array {
	const { compiler, result } = compiled(drawing);
	const bytes = compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: at });
	compiler.evictCache(10);
	return new Uint8Array(bytes);
}

/** The first page as a drawing, without a script in it. */
export function drawSvg(drawing: Drawing): string {
	const { compiler, result } = compiled(drawing);
	const svg = compiler.plainSvg(result);
	compiler.evictCache(10);
	return svg;
}
