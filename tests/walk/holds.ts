// What always holds at a table, whatever anybody asks (circle/SPEC.md). Each looks at one step, and says what is
// wrong, or nothing.

import { leading, meeting, piece } from './holds-meeting.ts';
import { apart, promises, shown, words } from './holds-words.ts';
import type { Rule } from './step.ts';

export const rules: readonly Rule[] = [
	...piece,
	...leading,
	...meeting,
	...words,
	...shown,
	...apart,
	...promises
];
