// Staff passwords: argon2id with the figures of OWASP's password storage page (19 MiB, 2 rounds, 1 lane).

import { hash, verify } from '@node-rs/argon2';

/** Algorithm 2 is argon2id. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At least ten characters, at most 200: long enough to be safe, short enough not to be a burden on the house. */
const passwordLength = { least: 10, most: 200 } as const;

export function passwordFits(password: string): boolean {
	return password.length >= passwordLength.least && password.length <= passwordLength.most;
}

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Hash of a password nobody has: an unknown address costs what a wrong password costs. */
let nobody: Promise<string> | null = null;

/** Whether the password is right. `stored` is null for an unknown address; the work is the same. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
	nobody ??= hashPassword('nobody has this one');
	const right = await verify(stored ?? (await nobody), password.slice(0, passwordLength.most));
	return right && stored !== null;
}
