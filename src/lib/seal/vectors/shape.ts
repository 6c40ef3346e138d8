// What the vector files hold. Whoever writes a checker elsewhere reads these shapes in FORMAT.md §15.

import { readFileSync } from 'node:fs';
import type { Digest } from '#lib/base/digest.ts';
import type { AnswerFields } from '#lib/seal/answer.ts';
import type { Claims } from '#lib/seal/claims.ts';
import type { Disclosure } from '#lib/seal/disclosure.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { Leaf } from '#lib/seal/issue.ts';
import type { Issuer, Part } from '#lib/seal/verify.ts';

/** A version: what it was issued from, and what came of it. */
export type VersionVector = {
	name: string;
	signer: string;
	seed: string;
	claims: Claims;
	leaves: readonly Leaf[];
	token: string;
	digest: Digest;
	disclosures: readonly Disclosure[];
};

/** A good copy, and what a checker finds in it with the keys of `keys.json`. */
export type CopyVector = {
	name: string;
	copy: string;
	carried: PublicJwk | null;
	issuer: Issuer;
	digest: Digest;
	fingerprint: string;
	claims: Claims;
	parts: readonly Part[];
};

/** A good answer, what it was signed from, and what a checker finds in it. */
export type AnswerVector = {
	name: string;
	signer: string;
	seed: string;
	fields: AnswerFields;
	token: string;
	digest: Digest;
	/** Both, as signed. */
	signed: readonly string[];
	/** Those handed to the checker. */
	disclosures: readonly string[];
	words: { text: string } | null;
	target: { of: string | null } | null;
	/** With the person's device as `plan` names it, and the house key `house`. */
	by: 'device' | 'house' | null;
};

export type FileVector = { name: string; text: string; by: readonly string[] };

/** A no: what is handed to the checker, and the code it must give. */
export type RefusalVector = { name: string; code: string } & (
	| { of: 'copy'; copy: string; carried: PublicJwk | null }
	| { of: 'answer'; token: string; disclosures: readonly string[] }
	| { of: 'file'; text: string }
);

/** Of version 2: one more thing that a file can be made of. */
export type LaterRefusalVector = { name: string; code: string } & (
	{ of: 'statement'; token: string; disclosures: readonly string[] } | { of: 'file'; text: string }
);

/** An answer or a statement in a file: its open members, and those of its hidden members that are shown. */
export type ToldVector = {
	digest: Digest;
	by: 'device' | 'passkey' | 'house' | 'unnamed';
	open: Readonly<Record<string, unknown>>;
	hidden: Readonly<Record<string, unknown>>;
};

/** A good file, and all that a checker finds in it with the keys of `keys.json`. */
export type ThirtyVector = {
	name: string;
	text: string;
	issuer: Issuer;
	digest: Digest;
	claims: object;
	parts: readonly Part[];
	annexes: readonly { digest: Digest; claims: object; parts: readonly Part[] }[];
	answers: readonly ToldVector[];
	statements: readonly ToldVector[];
	state: { version: Digest; state: string; at: number } | null;
};

export type KeyVector = {
	name: string;
	trust: 'house' | 'pinned' | null;
	jwk: PublicJwk;
	thumbprint: Digest;
};

export type Vectors = {
	keys: KeyVector[];
	versions: VersionVector[];
	copies: CopyVector[];
	answers: AnswerVector[];
	files: FileVector[];
	refusals: RefusalVector[];
	thirty: readonly ThirtyVector[];
	'later-refusals': readonly LaterRefusalVector[];
};

/** A vector file of this folder, with the tokens it names put in. */
export function vectors<Name extends keyof Vectors>(name: Name): Vectors[Name] {
	const tokens = JSON.parse(read('tokens')) as Record<string, string>;
	Object.assign(tokens, JSON.parse(read('later-tokens')) as Record<string, string>);
	const text = read(name).replace(/<(\w+)>/g, (all, token: string) => tokens[token] ?? all);
	return JSON.parse(text) as Vectors[Name];
}

function read(name: string): string {
	return readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
}
