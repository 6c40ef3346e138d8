import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { keptChecker } from './server/checker-build.ts';
import { besideVite } from './server/vite.ts';

const tests = {
	// Half of a test's time is waited for somebody: as many at once as there are cores, and never one alone.
	maxWorkers: Math.max(2, availableParallelism()),
	exclude: [...configDefaults.exclude, 'tests/journeys/**'],
	testTimeout: 60_000,
	hookTimeout: 90_000
};
/** Of tests/server only what kills the house. */
const once = { exclude: [...tests.exclude, 'tests/server/!(kill).test.ts'] };
/**
 * Where a real PostgreSQL is given, the house's own tests run on it, and on the embedded database the one that kills it
 * (DECISIONS.md 35); elsewhere all of them run on the embedded one.
 */
const onPostgres = process.env['TEST_DATABASE_URL']
	? [
			{
				extends: true,
				test: { name: 'on postgres', include: ['tests/server/**/*.test.ts'], env: { HOUSE_ON: 'postgres' } }
			}
		]
	: [];

const small =
	/src\/lib\/(base\/(id|no|digest|bytes)|people\/(role|person|guest|label)|plan\/(kind|line|item)|circle\/(round|prompt)|words\/(date|say|load)|ui\/(words|question|Icon)|live\/(lay|device-key))\.(ts|svelte)/;

export default defineConfig({
	test: {
		...tests,
		projects: [
			{ extends: true, test: { name: 'house', ...(onPostgres.length > 0 ? once : {}) } },
			...onPostgres
		]
	},
	plugins: [
		sveltekit({
			adapter: adapter({ out: 'build' }),
			// A style smaller than what its headers weigh stands in the page.
			inlineStyleThreshold: 1500,
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					// SvelteKit's own announcer for screen readers carries one style attribute.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'connect-src': ['self'],
					'font-src': ['self'],
					'manifest-src': ['self'],
					'img-src': ['self', 'data:'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'form-action': ['self']
				}
			}
		}),
		besideVite(),
		keptChecker(),
		{
			// Parts of a page that come later bring their own style (Vite waits for it). The kit would link it in the page
			// as well, for what the server renders of them: here nothing, and some twenty files at a phone's first load.
			name: 'rondetafel-later-style',
			apply: 'build',
			applyToEnvironment: ({ name }) => name === 'client',
			writeBundle({ dir }) {
				const file = join(dir ?? '', '.vite/manifest.json');
				const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<
					string,
					{ dynamicImports?: string[] | undefined }
				>;
				for (const chunk of Object.values(manifest))
					chunk.dynamicImports = chunk.dynamicImports?.filter((later) => !later.startsWith('src/routes/'));
				writeFileSync(file, JSON.stringify(manifest));
			}
		},
		{
			// Rules of a few hundred bytes that nearly every page needs come as one file: the headers of a file weigh as much.
			name: 'rondetafel-small-rules',
			apply: 'build',
			config: () => ({
				environments: {
					client: {
						build: {
							rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'small', test: small }] } } }
						}
					}
				}
			})
		},
		{
			name: 'rondetafel-main',
			apply: 'build',
			config: () => ({
				environments: { ssr: { build: { rolldownOptions: { input: { main: 'server/main.ts' } } } } }
			})
		}
	]
});
