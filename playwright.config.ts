// Journeys in real browsers: Debian's Chromium, a house of its own for each worker, several contexts as
// several people.

import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/journeys',
	outputDir: 'test-results',
	fullyParallel: false,
	workers: process.env['JOURNEY_WORKERS'] ? Number(process.env['JOURNEY_WORKERS']) : 2,
	retries: 0,
	timeout: 480_000,
	expect: { timeout: 30_000 },
	reporter: [
		['list'],
		['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/results.json' }]
	],
	use: {
		browserName: 'chromium',
		actionTimeout: 30_000,
		locale: 'nl-BE',
		timezoneId: 'Europe/Brussels',
		launchOptions: {
			executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
			args: [
				'--disable-quic',
				'--disable-background-networking',
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
			]
		}
	}
});
