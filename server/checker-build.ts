// Builds the page one keeps: all of it in one file, one classic script, nothing fetched and nowhere to connect to. The same
// sources give the same bytes, wherever and whenever they are built, so that its print can be compared.

import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { checkerFile, dataPlace } from '#server/checker.ts';
import { packageRoot } from '#server/store/root.ts';

/** Beside the server's own files, which hand it out. */
export function keptChecker(): Plugin {
	return {
		name: 'rondetafel-checker',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'ssr',
		async generateBundle() {
			this.emitFile({ type: 'asset', fileName: checkerFile, source: await checkerPage() });
		}
	};
}

/** The page, without the keys of a house. */
export async function checkerPage(): Promise<string> {
	const { script, style } = await parts();
	const allowed = [
		"default-src 'none'",
		`script-src '${hashOf(script)}'`,
		`style-src '${hashOf(style)}'`,
		'font-src data:',
		"base-uri 'none'",
		"form-action 'none'"
	].join('; ');
	return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Nakijken</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
${dataPlace}
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

async function parts(): Promise<{ script: string; style: string }> {
	const root = packageRoot();
	const built = await build({
		root,
		configFile: false,
		mode: 'production',
		logLevel: 'error',
		publicDir: false,
		plugins: [
			svelte({
				configFile: false,
				// Not after where it stands, but after what it says.
				compilerOptions: { dev: false, cssHash: ({ css, hash }) => `s${hash(css)}` }
			})
		],
		build: {
			write: false,
			target: 'es2022',
			sourcemap: false,
			cssCodeSplit: false,
			lib: { entry: 'src/routes/verify/kept.ts', formats: ['iife'], name: 'nakijken' },
			rolldownOptions: { output: { codeSplitting: false } }
		}
	});
	const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
	const scripts = files.flatMap((one) => (one.type === 'chunk' ? one.code : []));
	const styles = files.flatMap((one) =>
		one.type === 'asset' && one.fileName.endsWith('.css') ? text(one.source) : []
	);
	if (scripts.length !== 1 || styles.length !== 1 || files.length !== 2)
		throw new Error(
			`the page one keeps is one script and one style: ${files.map((one) => one.fileName).join()}`
		);
	// Inside a page nothing of it may look like the end of its element.
	return {
		script: scripts
			.join('')
			.replace(/<(?=\/script|!--)/gi, '\\x3C')
			.trim(),
		style: styles
			.join('')
			.replace(/<(?=\/style)/gi, '\\3C ')
			.trim()
	};
}

const text = (source: string | Uint8Array): string =>
	typeof source === 'string' ? source : new TextDecoder().decode(source);
