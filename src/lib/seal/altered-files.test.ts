// Three hundred files of version 2, each altered in one place as a forger would: signed again where the forger has a key,
// put in order again, packed again. None may be taken. How many of each kind stands in the table.

import { describe, expect, it, vi } from 'vitest';
import { canonical, type Json } from '#lib/base/canonical.ts';
import { digestOfText } from '#lib/base/digest.ts';
import { isNo } from '#lib/base/no.ts';
import { checkFile } from '#lib/seal/check.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { deviceKeyOf, id, other, samira, stranger } from '#lib/seal/vectors/cast.ts';
import { apart, forge, pack } from '#lib/seal/vectors/forge.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';
import type { TrustedKey } from '#lib/seal/verify.ts';

vi.setConfig({ testTimeout: 60_000 });

type Carried = { token: string; disclosures: string[] };
type Text = {
	annexes: string[];
	answers: Carried[];
	copy: string;
	keys: { from: number; handed: string | null; jwk: Record<string, string>; until: number | null }[];
	saved: number;
	state: string;
	statements: Carried[];
};
type Below = (end: number) => number;

const keys = vectors('keys').flatMap(({ jwk, trust }): TrustedKey[] => (trust ? [{ jwk, trust }] : []));
const thirty = vectors('thirty').filter(({ state }) => state !== null);
const texts = thirty.map(({ text }) => text);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** mulberry32: 32 bits of state, the same run for the same seed. */
function mulberry(seed: number): Below {
	let state = seed;
	return (end) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
	};
}

const one = <Of>(list: readonly Of[], below: Below): Of => {
	const found = list[below(list.length)];
	if (found === undefined) throw new Error('an empty list');
	return found;
};
const read = (text: string): Text => JSON.parse(text) as Text;

const files = texts.map(read);

/** A file that has what is asked of it, to be altered. */
const fileWith = (below: Below, has: (file: Text) => boolean): Text =>
	structuredClone(one(files.filter(has), below));

function scratched(text: string, below: Below): string {
	const at = below(text.length);
	const made = text.slice(0, at) + one([...letters], below) + text.slice(at + 1);
	return made === text ? scratched(text, below) : made;
}

const said = (file: Text): Carried[] => [...file.answers, ...file.statements];
const tells = ({ disclosures }: Carried): boolean => disclosures.length > 0;
const speaks = (file: Text): boolean => said(file).length > 0;

/** A statement made anew by somebody who has a key of their own, with members changed. */
async function resaid(carried: Carried, changed: Record<string, Json>, by = stranger): Promise<void> {
	const { header, payload } = apart(carried.token);
	const members = { ...(JSON.parse(payload) as Record<string, Json>), ...changed };
	const head = { ...(JSON.parse(header) as Record<string, Json>), jwk: { ...by.key } };
	carried.token = await forge(canonical(head), canonical(members), by);
}

const isOld = ({ token }: Carried): boolean => apart(token).header.includes('answer+sd-jwt');
/** Where no part is shown a stranger's device is `unnamed`, and counts as nobody's: no forger's gain, and no refusal. */
const spoken = (file: Text): boolean =>
	said(file).some((carried) => !isOld(carried)) && file.copy.split('~').length > 2;
const aStatement = (file: Text, below: Below): Carried =>
	one(
		said(file).filter((carried) => !isOld(carried)),
		below
	);
/** With her own key she signs for nobody else, and what she says counts nowhere else. */
const elsewhere = [
	['another person', { person: id('wim') }],
	['another traject', { traject: id('elsewhere') }],
	['another version', { version: thirty.find(({ name }) => name.startsWith('the second'))?.digest ?? '' }]
] as const;

type Alteration = { readonly runs: number; alter(below: Below): Promise<Text> | Text };

const scratch = (runs: number, piece: 0 | 1 | 2): Alteration => ({
	runs,
	alter(below) {
		const file = fileWith(below, speaks);
		const carried = one(said(file), below);
		const pieces = carried.token.split('.');
		pieces[piece] = scratched(pieces[piece] ?? '', below);
		carried.token = pieces.join('.');
		return file;
	}
});

const byStranger = (runs: number, changed: Record<string, Json>): Alteration => ({
	runs,
	async alter(below) {
		const file = fileWith(below, spoken);
		await resaid(aStatement(file, below), changed);
		return file;
	}
});

const alterations: Record<string, Alteration> = {
	'a scratch in the header of what was said': scratch(20, 0),
	'a scratch in the payload of what was said': scratch(20, 1),
	'a scratch in the signature of what was said': scratch(20, 2),
	'a scratch in a disclosure of what was said': {
		runs: 20,
		alter(below) {
			const file = fileWith(below, (each) => said(each).some(({ disclosures }) => disclosures.length > 0));
			const carried = one(
				said(file).filter(({ disclosures }) => disclosures.length > 0),
				below
			);
			const at = below(carried.disclosures.length);
			carried.disclosures[at] = scratched(carried.disclosures[at] ?? '', below);
			return file;
		}
	},
	'words that somebody else said': {
		runs: 15,
		alter(below) {
			const theirs = fileWith(below, (each) => said(each).some(tells));
			const from = one(said(theirs).filter(tells), below);
			const digests = from.disclosures.map(digestOfText);
			const another = ({ token }: Carried) => !digests.some((one) => apart(token).payload.includes(one));
			const file = fileWith(below, (each) => said(each).some(another));
			one(said(file).filter(another), below).disclosures = [...from.disclosures];
			return file;
		}
	},
	'signed again by a stranger': byStranger(15, {}),
	'signed again by a stranger, another answer': byStranger(15, { at: 1 }),
	'replayed to another person, traject or version, with her own key': {
		runs: 30,
		async alter(below) {
			const file = fileWith(below, spoken);
			await resaid(aStatement(file, below), one(elsewhere, below)[1], samira);
			return file;
		}
	},
	'signed again by another house, which is known': {
		runs: 15,
		async alter(below) {
			const file = fileWith(below, spoken);
			await resaid(aStatement(file, below), {}, other);
			return file;
		}
	},
	'an answer to a version of another house': {
		runs: 15,
		alter(below) {
			const file = fileWith(below, () => true);
			file.answers.push({ token: one(vectors('answers'), below).token, disclosures: [] });
			return file;
		}
	},
	'a statement twice': {
		runs: 10,
		alter(below) {
			const file = fileWith(below, (each) => each.statements.length > 0);
			file.statements.push({ ...one(file.statements, below) });
			return file;
		}
	},
	'an answer among the statements': {
		runs: 10,
		alter(below) {
			const file = fileWith(below, (each) => each.answers.length > 0);
			file.statements.push(...file.answers.splice(below(file.answers.length), 1));
			return file;
		}
	},
	'the key that joined left out': {
		runs: 10,
		alter(below) {
			const file = fileWith(below, (each) => each.statements.some(isKey) && each.answers.length > 0);
			file.statements = file.statements.filter((each) => !isKey(each));
			return file;
		}
	},
	'the state of another version, or by a stranger': {
		runs: 15,
		async alter(below) {
			const file = fileWith(below, () => true);
			const { header, payload } = apart(file.state);
			const theirs = fileWith(below, (each) => apart(each.state).payload.slice(-45) !== payload.slice(-45));
			file.state =
				below(2) === 0
					? theirs.state
					: await forge(header, payload.replace(/"state":"[^"]*"/, '"state":"in-force"'), stranger);
			return file;
		}
	},
	'a scratch in the state': {
		runs: 15,
		alter(below) {
			const file = fileWith(below, () => true);
			file.state = scratched(file.state, below);
			return file;
		}
	},
	'a key that was handed on, swapped, dropped or scratched': {
		runs: 30,
		alter(below) {
			const file = fileWith(below, (each) => each.keys[1]?.handed != null);
			const key = file.keys.find(({ handed }) => handed !== null);
			const kind = below(4);
			if (kind === 0) file.keys.reverse();
			else if (kind === 1) file.keys.shift();
			else if (key && kind === 2) key.jwk = { ...stranger.key };
			else if (key) key.handed = scratched(key.handed ?? '', below);
			return file;
		}
	},
	'an annex of another version, twice, scratched or taken for the copy': {
		runs: 25,
		alter(below) {
			const file = fileWith(below, (each) => each.annexes.length > 0);
			const annex = one(file.annexes, below);
			const kind = below(4);
			if (kind === 0) file.annexes.push(annex);
			else if (kind === 1) file.annexes[file.annexes.indexOf(annex)] = scratched(annex, below);
			else if (kind === 2) file.copy = annex;
			else {
				const onto = fileWith(below, (each) => each.copy.split('~')[0] !== file.copy.split('~')[0]);
				onto.annexes = [annex];
				return onto;
			}
			return file;
		}
	}
};

const isKey = ({ token }: Carried): boolean => apart(token).payload.includes('"act":"key"');

describe('of 300 altered files', () => {
	const kinds = Object.entries(alterations).map(([name, each], at) => ({ name, ...each, at }));

	it('there are three hundred', () => expect(kinds.reduce((sum, { runs }) => sum + runs, 0)).toBe(300));

	it.each(kinds)('none passes of $runs with $name', async ({ runs, alter, at }) => {
		const below = mulberry(2000 + at);
		for (let run = 0; run < runs; run++) {
			const made = canonical((await alter(below)) as unknown as Json);
			expect(texts.includes(made), `run ${run} altered nothing`).toBe(false);
			const checked = checkFile(made, keys, deviceKeyOf);
			expect(isNo(checked), `seed ${2000 + at}, run ${run}`).toBe(true);
		}
	});
});

it('each member of a passkey’s yes changed, dropped or taken from another is refused', () => {
	const text = thirty.find(({ name }) => name === 'a passkey that joined')?.text ?? '';
	const [carried] = read(text).answers;
	const { header, payload } = apart(carried?.token ?? '');
	const members = JSON.parse(payload) as Record<string, Json> & { assertion: Record<string, Json> };
	const tail = carried?.token.split('.')[2] ?? '';
	for (const name of Object.keys(members.assertion)) {
		const { [name]: gone, ...rest } = members.assertion;
		for (const assertion of [
			rest,
			{ ...rest, [name]: typeof gone === 'string' ? `${gone.slice(0, -2)}AA` : null }
		]) {
			const token = `${pack(header)}.${pack(canonical({ ...members, assertion }))}.${tail}`;
			expect(readStatement(token, [])).toHaveProperty('no');
		}
	}
});
