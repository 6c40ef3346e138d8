// A signature as authenticators give it (RFC 3279 §2.2.3), of the 64 bytes of one.

import { p256 } from '@noble/curves/nist.js';

export const derOf = (signature: Uint8Array): Uint8Array =>
	p256.Signature.fromBytes(signature, 'compact').toBytes('der');
