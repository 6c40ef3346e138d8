// PDF tools of other makers: what we print is held against them. As root they are installed; anybody else is told.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const packages = ['qpdf', 'poppler-utils', 'mupdf-tools'] as const;
const programs = ['qpdf', 'pdfsig', 'pdfinfo', 'pdftotext', 'mutool'] as const;

const isHere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Throws one sentence that names what to install. Never skips. */
export function needTools(): void {
	if (programs.every(isHere)) return;
	if (process.getuid?.() === 0) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const install = () => spawnSync('apt-get', ['install', '-y', '-q', ...packages], { env });
		if (install().status !== 0) {
			spawnSync('apt-get', ['update', '-q'], { env });
			install();
		}
	}
	if (!programs.every(isHere))
		throw new Error(
			`Paper is held against other PDF tools: install ${packages.join(', ')} (Debian: apt install).`
		);
}

/** What a program says of a file, and how it ended. `at`: where the file's path goes among its words. */
export function ask(program: (typeof programs)[number], bytes: Uint8Array, ...words: readonly string[]) {
	const file = join(mkdtempSync(join(tmpdir(), 'rondetafel-pdf-')), 'paper.pdf');
	writeFileSync(file, bytes);
	const done = spawnSync(
		program,
		words.map((word) => (word === '@' ? file : word)),
		{ encoding: 'utf8' }
	);
	return { status: done.status, said: done.stdout, complained: done.stderr };
}
