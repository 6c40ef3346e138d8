// What somebody says to a version, as it comes over the wire: signed by a key of theirs, or for the house to sign; the help,
// apart; and a key that joins.

import * as v from 'valibot';
import { limits } from '#lib/base/clean.ts';
import { answerKinds } from '#lib/version/version.ts';
import { digest, id, language, witness } from '#lib/wire/field.ts';

const sentence = v.pipe(v.string(), v.maxLength(limits.sentence));
const letters = (most: number) => v.pipe(v.string(), v.maxLength(most));
/** What an answer hides: its words, what they speak of, and (not in the form of old) a mark drawn by hand. */
const [hidden, about, mark] = [letters(8_000), letters(400), letters(24_000)];

export const answerMoves = [
	/** An answer signed by this device's own key. */
	v.object({
		do: v.literal('answer-signed'),
		version: id<'version'>(),
		token: v.pipe(v.string(), v.maxLength(8_000)),
		disclosures: v.union([v.strictTuple([hidden, about]), v.strictTuple([hidden, about, mark])]),
		/** The last of theirs that this page knew: what waited overrules nothing written down since. */
		after: v.exactOptional(v.nullable(digest))
	}),
	/** An answer the house signs: spoken, on a passed tablet, or from a page without keys. */
	v.object({
		do: v.literal('answer'),
		version: id<'version'>(),
		person: id<'person'>(),
		answer: v.picklist(answerKinds),
		words: sentence,
		until: v.nullable(v.pipe(v.string(), v.isoDate())),
		how: v.picklist(['spoken', 'tablet', 'paper']),
		witness,
		/** Read out to them before they answered; absent or null: it was not. */
		aloud: v.exactOptional(v.nullable(v.object({ language, by: id<'person'>() }))),
		/** A mark drawn by hand; decoration. */
		mark: v.exactOptional(
			v.nullable(v.pipe(v.string(), v.maxLength(6_000), v.regex(/^M[MLHVCSQTZmlhvcsqtz0-9 .,-]+$/)))
		),
		/** On paper: the code on that very sheet. */
		code: v.exactOptional(v.pipe(v.string(), v.maxLength(60))),
		/** They answered with their own hand before, and ask here, aloud, for another to be written down. */
		anew: v.exactOptional(v.literal(true)),
		/** The part that a reserve is about; absent or null: the whole plan. */
		target: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(60)))),
		/** The digest of what stood on that screen: given to other words it is refused, and asked anew. */
		seen: v.exactOptional(digest)
	}),
	/** Consent to the help, apart from any answer: by the house, or signed by this device's own key. */
	v.object({
		do: v.literal('help'),
		version: id<'version'>(),
		person: id<'person'>(),
		given: v.boolean(),
		words: sentence,
		witness
	}),
	v.object({
		do: v.literal('help-signed'),
		version: id<'version'>(),
		token: v.pipe(v.string(), v.maxLength(8_000)),
		disclosures: v.strictTuple([v.pipe(v.string(), v.maxLength(8_000))])
	}),
	/** An answer with a passkey of one's own, which answered the digest of this content; the house signs around it. */
	v.object({
		do: v.literal('answer-passkey'),
		version: id<'version'>(),
		content: letters(4_000),
		disclosures: v.strictTuple([hidden, about, mark]),
		credential: letters(1_400),
		authenticatorData: letters(2_000),
		clientDataJSON: letters(2_000),
		/** In DER, as authenticators give it; base64url. */
		signature: letters(120),
		after: v.exactOptional(v.nullable(digest))
	}),
	/** Whoever moves sits here and says that this person's new device is theirs, or the passkey they just made. */
	v.object({
		do: v.literal('key-joins'),
		version: id<'version'>(),
		person: id<'person'>(),
		/** Absent: a device. */
		of: v.exactOptional(v.picklist(['device', 'passkey']))
	})
] as const;
