// The one-time code of the start-up line: who sets the house up from another machine has read it there.

import { randomInt } from 'node:crypto';
import { hashSecret, sameSecret } from '#server/door/secret.ts';

/** Eight digits in two groups, as it is read aloud. */
export const newSetupCode = (): string =>
	`${String(randomInt(10_000)).padStart(4, '0')}-${String(randomInt(10_000)).padStart(4, '0')}`;

export const setupCodeFits = (given: unknown, code: string): boolean =>
	typeof given === 'string' && sameSecret(given.replace(/\D/g, ''), hashSecret(code.replace(/\D/g, '')));
