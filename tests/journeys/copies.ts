// A copy on the screen, on paper and in a file, and all that came to a page: where to look for what must not be there.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { roundsFor } from '#lib/circle/standard.ts';
import { bigScreen, expect } from './house.ts';

/** A round of a start circle by what it asks for, of who leads. */
export const round = (page: Page, kind: string) =>
	page.getByLabel('ronde').selectOption(String(roundsFor('start').findIndex((one) => one.kind === kind)));
export const holds = (wall: Page, name: string) =>
	expect(wall.locator(`[data-name="${name}"] .holds`)).toBeAttached();
export const copy = (page: Page) => page.locator('[data-copy="house"]');
/** What stands in a copy under this heading. */
export const under = (text: Locator, heading: string) =>
	text.locator('section').filter({ has: text.page().getByRole('heading', { name: heading, exact: true }) });

export async function wallOf(leading: Page): Promise<Page> {
	const wall = await leading.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leading.url().replace('/seat/', '/wall/'));
	await expect(wall.locator('main.wall')).toBeVisible();
	await leading.bringToFront();
	return wall;
}

/** Everything that came to this page, over its sockets and as answers. */
export function listen(page: Page): () => string {
	let heard = '';
	page.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => void (heard += payload.toString()))
	);
	page.on('response', (response) =>
		response.text().then(
			(text) => void (heard += text),
			() => undefined
		)
	);
	return () => heard;
}

/** A saved copy with every packed part of it opened: what a search in the file could ever find. */
export async function savedCopy(page: Page): Promise<string> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		copy(page).getByRole('button', { name: 'Bewaar als bestand' }).click()
	]);
	const text = readFileSync(await file.path(), 'utf8');
	const packed = text.match(/[\w-]{16,}/g) ?? [];
	return [text, ...packed.map((part) => Buffer.from(part, 'base64url').toString())].join('\n');
}

/** The page for the fridge, in the same browser. */
export async function printed(page: Page): Promise<Page> {
	const print = await page.context().newPage();
	await print.goto(
		new URL(
			(await copy(page).getByRole('link', { name: 'afdrukken' }).getAttribute('href')) ?? '',
			page.url()
		).href
	);
	await expect(print.getByRole('heading', { name: 'Mijn exemplaar' })).toBeVisible();
	return print;
}

/** Voorleggen, in two taps. */
export async function present(leading: Page): Promise<void> {
	await leading.locator('[data-present="ask"]').click();
	await leading.locator('[data-present="now"]').click();
}
