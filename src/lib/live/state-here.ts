// A statement signed on one's own device. Apart from the key itself: a page asks for this code only when there is
// something to state.

import { utf8 } from '#lib/base/bytes.ts';
import type { DeviceKey } from '#lib/live/device-key.ts';
import {
	closeStatement,
	statement,
	type SignedStatement,
	type StatementFields
} from '#lib/seal/statement.ts';

const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

export async function stateHere(key: DeviceKey, fields: StatementFields): Promise<SignedStatement> {
	const made = statement(fields, randomBytes, key.jwk);
	const hash = { name: 'ECDSA', hash: 'SHA-256' };
	return closeStatement(
		made,
		new Uint8Array(await crypto.subtle.sign(hash, key.pair.privateKey, utf8(made.input)))
	);
}
