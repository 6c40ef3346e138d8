// What the invented people of a practice table are called and type. Invented from first to last.

import type { Heading } from '#lib/plan/kind.ts';
import type { Role } from '#lib/people/role.ts';

export type Typed = { readonly heading: Heading; readonly text: string };
type Invented = {
	readonly name: string;
	readonly label: string;
	readonly role: Role;
	readonly types: readonly Typed[];
};

export type Words = {
	readonly you: { readonly name: string; readonly label: string };
	readonly invented: readonly [Invented, Invented];
};

export const practiceWords: Readonly<Record<'nl' | 'en', Words>> = {
	nl: {
		you: { name: 'Jij', label: 'gespreksbegeleider' },
		invented: [
			{
				name: 'Sam',
				label: 'jongere',
				role: 'pupil',
				types: [
					{ heading: 'wish', text: 'Ik wil weer ergens naartoe waar het rustig is.' },
					{ heading: 'need', text: 'Iemand die de eerste keer meegaat.' }
				]
			},
			{
				name: 'Noor',
				label: 'oma',
				role: 'network',
				types: [
					{ heading: 'strength', text: 'Sam staat op als hij weet waarvoor.' },
					{ heading: 'worry', text: 'Dat de dagen zo op elkaar gaan lijken.' }
				]
			}
		]
	},
	en: {
		you: { name: 'You', label: 'moderator' },
		invented: [
			{
				name: 'Sam',
				label: 'pupil',
				role: 'pupil',
				types: [
					{ heading: 'wish', text: 'I want to go somewhere quiet again.' },
					{ heading: 'need', text: 'Somebody who comes along the first time.' }
				]
			},
			{
				name: 'Noor',
				label: 'grandmother',
				role: 'network',
				types: [
					{ heading: 'strength', text: 'Sam gets up when he knows what for.' },
					{ heading: 'worry', text: 'That the days begin to look the same.' }
				]
			}
		]
	}
};
