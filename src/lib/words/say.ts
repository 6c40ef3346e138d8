// Sentences from catalogues. A catalogue is i18next JSON v4, which translators' tools read: flat keys,
// {{names}} to fill in, and _one/_other for numbers (the plural rules of the language choose).

import type answer from '#lib/words/nl/answer.json';
import type ask from '#lib/words/nl/ask-je.json';
import type beside from '#lib/words/nl/beside.json';
import type blank from '#lib/words/nl/blank.json';
import type ofClass from '#lib/words/nl/class.json';
import type door from '#lib/words/nl/door.json';
import type copies from '#lib/words/nl/copies.json';
import type copy from '#lib/words/nl/copy.json';
import type expected from '#lib/words/nl/expected.json';
import type given from '#lib/words/nl/given.json';
import type help from '#lib/words/nl/help.json';
import type lead from '#lib/words/nl/lead.json';
import type onpaper from '#lib/words/nl/onpaper.json';
import type own from '#lib/words/nl/own.json';
import type passkey from '#lib/words/nl/passkey.json';
import type pdf from '#lib/words/nl/pdf.json';
import type private_ from '#lib/words/nl/private.json';
import type proof from '#lib/words/nl/proof.json';
import type rounds from '#lib/words/nl/rounds.json';
import type staff from '#lib/words/nl/staff.json';
import type sharing from '#lib/words/nl/sharing.json';
import type sheet from '#lib/words/nl/sheet.json';
import type story from '#lib/words/nl/story.json';
import type tablet from '#lib/words/nl/tablet.json';
import type table from '#lib/words/nl/table.json';
import type together from '#lib/words/nl/together.json';
import type verify from '#lib/words/nl/verify.json';

export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** What parts of the table page say that a phone does not need at first sight: who leads, who answers. A part
    brings its own (`bring` in ui/words.ts). */
export const laterGroups = [
	'lead',
	'answer',
	'copy',
	'own',
	'private',
	'together',
	'tablet',
	'expected',
	'copies',
	'sheet',
	'proof',
	'help',
	'given',
	'passkey',
	'story',
	'beside'
] as const;

/** The questions of the rounds in one tone, with the same keys in each: a page has one of them (`loadAsk`). */
export const askGroups = ['ask-je', 'ask-u', 'ask-simple'] as const;

/**
 * Which pages a catalogue is for: the door, the table, changing the rounds, a class, paper, what is asked of one person, empty sheets, checking, the questions, and what staff prepare
 * (Dutch only).
 */
export const groups = [
	'door',
	'table',
	...laterGroups,
	'rounds',
	'class',
	'pdf',
	'onpaper',
	'sharing',
	'blank',
	'verify',
	'staff',
	...askGroups
] as const;
export type Group = (typeof groups)[number];
/** How the questions of a circle speak. */
export type AskTone = (typeof askGroups)[number] extends `ask-${infer Tone}` ? Tone : never;

type Keys =
	| keyof typeof answer
	| keyof typeof ask
	| keyof typeof beside
	| keyof typeof blank
	| keyof typeof ofClass
	| keyof typeof copies
	| keyof typeof copy
	| keyof typeof door
	| keyof typeof expected
	| keyof typeof given
	| keyof typeof help
	| keyof typeof lead
	| keyof typeof onpaper
	| keyof typeof own
	| keyof typeof passkey
	| keyof typeof proof
	| keyof typeof rounds
	| keyof typeof pdf
	| keyof typeof private_
	| keyof typeof sharing
	| keyof typeof sheet
	| keyof typeof staff
	| keyof typeof story
	| keyof typeof table
	| keyof typeof tablet
	| keyof typeof together
	| keyof typeof verify;
type Plain<K> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K;
export type Key = Plain<Keys>;

export type Catalogue = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** Says a sentence. `count` in the values chooses between _one and _other. */
export type Say = (key: Key, values?: Values) => string;

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

/** Right to left, for the languages that are to come. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
	['ar', 'ckb', 'fa', 'he', 'ps', 'ur'].includes(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** A language as this one calls it: "fa-AF" is Dari. `language`: BCP 47. */
export function languageName(language: string, inLanguage: Language): string {
	return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
}

export function sayer(catalogue: Catalogue, language: string): Say {
	const plural = new Intl.PluralRules(language);
	return (key, values = {}) => {
		const { count } = values;
		const numbered = typeof count === 'number' ? catalogue[`${key}_${plural.select(count)}`] : undefined;
		const sentence = numbered ?? catalogue[`${key}_other`] ?? catalogue[key];
		if (sentence === undefined) throw new Error(`no words for ${key} in ${language}`);
		return fill(sentence, values);
	};
}

/** Puts the values where the sentence names them; what it names and nobody gives, is left out. */
export const fill = (sentence: string, values: Values): string =>
	sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** The sentence for a refusal code; every code has one (words.test.ts). */
export const refusalKey = (code: string): Key => `no.${code}` as Key;
