// What the other reader uses of two packages, and no more: a check of types needs neither installed.

declare module '@sd-jwt/core' {
	export class SDJwtInstance {
		constructor(config: {
			readonly verifier: (signed: string, signature: string) => Promise<boolean>;
			readonly hasher: (words: string | ArrayBuffer, algorithm: string) => Uint8Array;
			readonly hashAlg: 'sha-256';
		});
		/** `currentDate`: seconds since 1970. Throws when the signature or a disclosure is wrong. */
		verify(
			token: string,
			options: { readonly currentDate: number }
		): Promise<{ readonly payload: unknown; readonly header: Readonly<Record<string, unknown>> | undefined }>;
	}
}

declare module 'jose' {
	export type JWK = Readonly<Record<string, unknown>>;
	export type Key = { readonly __key: true };
	export function importJWK(key: JWK, algorithm: 'ES256'): Promise<Key>;
	export function calculateJwkThumbprint(key: JWK): Promise<string>;
	export function decodeProtectedHeader(token: string): Readonly<Record<string, unknown>>;
	/** Throws when the signature is wrong, or of another algorithm than these. */
	export function compactVerify(
		token: string,
		key: Key,
		options: { readonly algorithms: readonly ['ES256'] }
	): Promise<{ readonly payload: Uint8Array }>;
}
