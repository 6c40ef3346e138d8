// A passkey on this device: made, and asked for a yes. The browser shows its own screen for it; what it answers is the digest
// of what somebody says (seal/FORMAT.md §8). Fetched by a page only when there is something to do with one.

import { base64url, fromBase64url } from '#lib/base/bytes.ts';
import type { SeatId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { answerAct } from '#lib/seal/act.ts';
import { challengeOf, type About } from '#lib/seal/body.ts';
import type { AnswerKind } from '#lib/seal/said.ts';
import { contentOf } from '#lib/seal/statement.ts';
import type { Move } from '#lib/wire/move.ts';

export type MyPasskey = { readonly id: string; readonly at: number; readonly ready: boolean };

/** Every polite no of this device itself. Each has a sentence in words/. */
export type HereRefusal =
	/** The browser's own screen was closed, waited too long, or found no passkey here. */
	| 'passkey-stopped'
	/** There was no way to the house. */
	| 'needs-the-table';

const headers = { 'x-rondetafel': '1' };
const post = (seat: SeatId, to: string, body: BodyInit | null) =>
	fetch(`/seat/${seat}/passkey/${to}`, { method: 'POST', headers, body });

/** Mine, as the house has them; null when it cannot be asked, and at another address than its own, where none would answer. */
export async function myPasskeys(seat: SeatId): Promise<readonly MyPasskey[] | null> {
	try {
		const answer = await fetch(`/seat/${seat}/passkey`, { headers });
		if (!answer.ok) return null;
		const { origin, mine } = (await answer.json()) as { origin: string; mine: MyPasskey[] };
		return origin === location.origin ? mine : null;
	} catch {
		return null;
	}
}

/** Asks the house, then this device, then hands over what was made. */
export async function makePasskey(seat: SeatId, title: string): Promise<No | null> {
	try {
		const asked = await post(seat, 'ask', null);
		const told = (await asked.json()) as PasskeyAsk | No;
		if (isNo(told)) return told;
		const made = await askDevice(told, title);
		if (isNo(made)) return made;
		const kept = await post(seat, 'make', JSON.stringify(made));
		return kept.ok ? null : ((await kept.json()) as No);
	} catch {
		return no('needs-the-table');
	}
}

type PasskeyAsk = {
	readonly challenge: string;
	readonly person: string;
	readonly name: string;
	readonly known: readonly string[];
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => fromBase64url(text) ?? new Uint8Array();
const listed = (ids: readonly string[]) =>
	ids.map((id) => ({ type: 'public-key' as const, id: bytesOf(id) }));

async function askDevice({ challenge, person, name, known }: PasskeyAsk, title: string) {
	const publicKey: PublicKeyCredentialCreationOptions = {
		challenge: bytesOf(challenge),
		rp: { id: location.hostname, name: title },
		user: { id: new TextEncoder().encode(person), name, displayName: name },
		// ES256 and nothing else (seal/FORMAT.md §2).
		pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
		authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
		attestation: 'none',
		excludeCredentials: listed(known)
	};
	const response = await navigator.credentials.create({ publicKey }).then(responseIn, failed);
	if (isNo(response)) return response;
	const { clientDataJSON, getAuthenticatorData } = response as AuthenticatorAttestationResponse;
	return {
		clientDataJSON: base64url(new Uint8Array(clientDataJSON)),
		authenticatorData: base64url(new Uint8Array(getAuthenticatorData.call(response)))
	};
}

const responseIn = (made: Credential | null) =>
	made instanceof PublicKeyCredential ? made.response : no('passkey-stopped');

/** A passkey that is on this device already says so by its own name (WebAuthn §5.1.3). */
const failed = (error: unknown) =>
	no(
		error instanceof DOMException && error.name === 'InvalidStateError' ? 'passkey-known' : 'passkey-stopped'
	);

/** What somebody says, for their passkey to answer. */
export type PasskeySaid = About & {
	readonly answer: AnswerKind;
	readonly until: string | null;
	readonly words: string;
	readonly target: string | null;
	readonly mark: string | null;
};

/** The move that carries an answer, once one of these passkeys gave its yes. */
export async function answerWith(
	version: VersionId,
	mine: readonly string[],
	{ answer, until, ...said }: PasskeySaid
): Promise<(Move & { readonly do: 'answer-passkey' }) | No<HereRefusal>> {
	const { content, disclosures } = contentOf(
		{ ...said, how: 'passkey', witness: null, ...answerAct(answer, until) },
		(count) => crypto.getRandomValues(new Uint8Array(count))
	);
	const publicKey: PublicKeyCredentialRequestOptions = {
		challenge: bytesOf(challengeOf(content)),
		rpId: location.hostname,
		allowCredentials: listed(mine),
		userVerification: 'required'
	};
	const got = await navigator.credentials.get({ publicKey }).catch(() => null);
	if (!(got instanceof PublicKeyCredential)) return no('passkey-stopped');
	const response = got.response as AuthenticatorAssertionResponse;
	const text = (bytes: ArrayBuffer) => base64url(new Uint8Array(bytes));
	const [words = '', target = '', mark = ''] = disclosures;
	return {
		do: 'answer-passkey',
		version,
		content,
		disclosures: [words, target, mark],
		credential: text(got.rawId),
		authenticatorData: text(response.authenticatorData),
		clientDataJSON: text(response.clientDataJSON),
		signature: text(response.signature)
	};
}

/** Takes one back; false when the house could not be told. */
export async function endPasskey(seat: SeatId, id: string): Promise<boolean> {
	const body = new FormData();
	body.set('passkey', id);
	return post(seat, 'end', body).then(
		({ ok }) => ok,
		() => false
	);
}
