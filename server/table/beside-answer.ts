// What is said of a version beside an answer, as a record of its own: consent to the help. Signed by the own device, or by
// the house, saying how. Append-only. A key that joins: join-key.ts.

import { clean } from '#lib/base/clean.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import type { Hand } from '#lib/seal/hand.ts';
import { readStatement, signStatement, type StatementFields } from '#lib/seal/statement.ts';
import { isReadTo } from '#lib/table/read-to.ts';
import { mayHelpBeAsked, type Consent } from '#lib/version/help.ts';
import { refuseInPlace, type InPlaceRefusal } from '#lib/version/in-place-of.ts';
import { decideVersion, type Version } from '#lib/version/version.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { mostOfOne, type Tools } from '#server/table/answers.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { isOwnHand } from '#server/table/own-hand.ts';
import { keepStatement, readStatements, type Signed } from '#server/table/statements.ts';

/** Every polite no of these. Each has a sentence in words/. */
export type BesideAnswerRefusal =
	| 'no-such-version'
	/** The help is for the pupil, and asks something of the parents: of nobody else is that consent asked. */
	| 'help-not-asked'
	| InPlaceRefusal
	| 'not-signed-well'
	/** Nobody reads out but who may. */
	| 'may-not-interpret'
	| 'too-many-answers';

export type HelpGiven = {
	readonly version: VersionId;
	readonly person: PersonId;
	readonly given: boolean;
	readonly words: string;
	readonly witness: PersonId | null;
	/** By one's own hand, on a tablet that goes round. */
	readonly passed: boolean;
};

/** Consent to the help, or its refusal, or that it is taken back: the last one counts, and all of them stay. */
export async function decideHelp(
	tx: Writer,
	live: Live,
	given: HelpGiven,
	by: PersonId,
	tools: Tools
): Promise<Decided | No> {
	const target = openTo(live, given.version, given.person);
	if (isNo(target)) return target;
	const hand = handOf(live, given, by);
	if (isNo(hand)) return hand;
	const { person } = given;
	const before = await helpOf(tx, given.version, person);
	const asked = { by, person, witness: hand.witness, passed: given.passed, anew: false };
	const stays = refuseInPlace(before.at(-1) ?? null, asked);
	if (stays) return stays;
	if (before.length >= mostOfOne) return no('too-many-answers');
	const act = { act: 'help', given: given.given, words: clean(given.words) } as const;
	return record(live, given.version, await sign(live, target, person, { ...hand, ...act }, tools));
}

/** The same, signed by the own device; `by` is who sent it. */
export async function decideHelpSigned(
	tx: Writer,
	live: Live,
	signed: { readonly version: VersionId; readonly token: string; readonly disclosures: readonly string[] },
	by: PersonId
): Promise<Decided | No> {
	const target = openTo(live, signed.version, by);
	if (isNo(target)) return target;
	const read = readStatement(signed.token, signed.disclosures);
	if (isNo(read) || read.act !== 'help' || !read.hidden.words) return no('not-signed-well');
	const rightPlace = read.version === target.digest && read.traject === live.row.traject;
	if (!rightPlace || read.person !== by) return no('not-signed-well');
	if (!(await isOwnHand(tx, { id: signed.version, digest: target.digest }, read)))
		return no('not-signed-well');
	if (!isReadTo(live.table, read.aloud, by)) return no('may-not-interpret');
	const before = await helpOf(tx, signed.version, by);
	if (before.length >= mostOfOne) return no('too-many-answers');
	return record(live, signed.version, signed);
}

/** What somebody said to the help so far, oldest first. */
async function helpOf(tx: Writer, id: VersionId, person: PersonId) {
	const all = await readStatements(tx, id);
	return all.flatMap(({ read }) => (read.act === 'help' && read.person === person ? read : []));
}

/** A version that takes answers, for somebody of whom consent to the help is asked. */
function openTo(live: Live, id: VersionId, person: PersonId): Version | No {
	const target = live.table.versions.get(id);
	const one = live.table.people.get(person);
	if (!target) return no('no-such-version');
	if (!one || !mayHelpBeAsked(one.role, live.table.circle.setting)) return no('help-not-asked');
	const open = decideVersion(target, { do: 'answer', person, answer: target.digest, signed: false }, false);
	return isNo(open) ? open : target;
}

function handOf(live: Live, given: HelpGiven, by: PersonId): Hand | No<BesideAnswerRefusal> {
	const { witness, person } = given;
	if (witness === null) return by === person ? { how: 'house', witness } : no('not-yours-to-answer');
	const own = given.passed && by === person;
	if (!own && by !== live.table.circle.leader) return no('not-yours-to-answer');
	if (!live.table.circle.seated.has(witness) || witness === person) return no('no-witness');
	return { how: own ? 'tablet' : 'spoken', witness };
}

type Rest = StatementFields extends infer One
	? One extends StatementFields
		? Omit<One, 'version' | 'traject' | 'person' | 'at' | 'aloud'>
		: never
	: never;

/** Signed by the house, of what somebody said here. */
export function sign(live: Live, { digest }: Version, person: PersonId, rest: Rest, tools: Tools) {
	const about = { version: digest, traject: live.row.traject, person, aloud: null };
	const fields = { ...about, at: Math.floor(tools.at / 1000), ...rest } as StatementFields;
	return signStatement(fields, tools.random, tools.signer);
}

/** Every consent to the help, oldest first; the last of each person counts. */
export async function readConsents(
	db: Reader,
	versions: readonly VersionId[]
): Promise<Map<VersionId, Consent[]>> {
	const all = new Map<VersionId, Consent[]>();
	for (const id of versions) {
		const said = (await readStatements(db, id)).flatMap(({ read }): Consent[] =>
			read.act === 'help' ? [{ person: read.person, given: read.given }] : []
		);
		all.set(id, said);
	}
	return all;
}

/** What keeps it. */
export const record = (live: Live, version: VersionId, made: Signed) => ({
	facts: [],
	rows: true,
	write: (tx: Writer) => keepStatement(tx, { traject: live.row.traject, version }, made)
});
