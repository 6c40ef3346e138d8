// A card for a wallet, drawn from the words its owner chose, and kept nowhere: no logo, no name of the house or of
// anybody (S3-10).

import { no, type No } from '#lib/base/no.ts';
import type { Language } from '#lib/words/say.ts';
import type { House } from '#server/house.ts';
import type { Drawing } from '#server/paper/draw.ts';
import { NotMade } from '#server/paper/press.ts';

export type CardRefusal =
	/** A card says something. */
	| 'card-empty'
	/** More than fits on a card one can read: 400 letters, 60 above them. */
	| 'card-too-long'
	/** The press did not make it: try again in a moment. */
	| 'card-not-made';

/** Both as `data:` addresses: they are in this answer and nowhere else. */
export type MadeCard = { readonly picture: string; readonly pdf: string };

const most = { heading: 60, words: 400, lines: 8 } as const;

export async function makeCard(
	house: Pick<House, 'press' | 'hall'>,
	{ heading, words }: { readonly heading: string; readonly words: string },
	language: Language
): Promise<MadeCard | No<CardRefusal>> {
	if (words === '') return no('card-empty');
	if (heading.length > most.heading || words.length > most.words || words.split('\n').length > most.lines)
		return no('card-too-long');
	const rtl = /^[^A-Za-z]*[\u0590-\u08FF]/.test(words);
	const size = words.length < 130 ? 11 : words.length < 240 ? 9.5 : 8;
	const data = { title: heading || words.slice(0, 40), heading, words, language, rtl, size };
	const drawing = (picture: boolean): Drawing => ({ template: 'card', data: { ...data, picture } });
	const at = house.hall.now();
	try {
		const pdf = await house.press.make({ drawing: drawing(false), as: 'pdf', at, certificate: null });
		const svg = await house.press.make({ drawing: drawing(true), as: 'svg', at, certificate: null });
		return { pdf: inline('application/pdf', pdf), picture: inline('image/svg+xml', svg) };
	} catch (error) {
		if (error instanceof NotMade) return no('card-not-made');
		throw error;
	}
}

const inline = (type: string, bytes: Uint8Array): string =>
	`data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
