// The page that checks without us, as this house hands it out: what the build made, with every key this house ever
// signed with put in as data. Nothing of anybody, and nothing secret: the same bytes for whoever asks.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '#server/house.ts';
import { jwksOf } from '#server/jwks.ts';
import { packageRoot } from '#server/store/root.ts';

export const checkerFile = 'nakijken.html';
/** Where the house's data goes in the page as it was built. */
export const dataPlace = '<script type="application/json" id="house"></script>';

export type Checker = {
	readonly page: string;
	/** SHA-256 of its bytes, hexadecimal, as `sha256sum` says it. */
	readonly digest: string;
};

let last: { readonly data: string; readonly checker: Checker } | null = null;

/** Null where nothing was built: while developing. */
export function checkerOf(house: Pick<House, 'config' | 'history'>): Checker | null {
	const data = JSON.stringify({ house: house.config.publicUrl.origin, ...jwksOf(house.history()) });
	if (last?.data === data) return last.checker;
	const file = join(packageRoot(), 'build/server', checkerFile);
	if (!existsSync(file)) return null;
	const page = withData(readFileSync(file, 'utf8'), data);
	last = { data, checker: { page, digest: createHash('sha256').update(page).digest('hex') } };
	return last.checker;
}

/** `data`: JSON. No text of it can end the element it stands in. */
export const withData = (page: string, data: string): string =>
	page.replace(dataPlace, () => dataPlace.replace('><', () => `>${data.replaceAll('<', '\\u003c')}<`));
