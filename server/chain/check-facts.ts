// The facts of a version, as they may follow each other (version/SPEC.md), and the rows they tell of.

import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyVersion, decideVersion, issued, type Version, type VersionFact } from '#lib/version/version.ts';
import type { Say } from '#server/chain/check.ts';
import type { Agreed } from '#server/chain/rows.ts';

export function factFaults({ versions, answers, facts }: Agreed, say: Say): void {
	const given = new Set(answers.map(({ digest }) => digest));
	const told = new Set<string>();
	const numbers = new Map(versions.map(({ id, no }) => [id, no]));
	for (const version of versions) {
		const stream = `version/${version.id}`;
		let state: Version | null = null;
		let last = 0;
		for (const { seq, body } of facts.filter((one) => one.stream === stream)) {
			const row = `${stream}#${seq}`;
			const fact = body as VersionFact;
			if (seq !== last + 1) say('fact', row, 'fact-gap');
			last = seq;
			if (fact.is === 'answered' || fact.is === 'late') told.add(fact.answer);
			if (!pointsRight(fact, version, given, numbers)) say('fact', row, 'fact-points');
			if (!mayFollow(state, fact)) say('fact', row, 'fact-order');
			else state = state ? applyVersion(state, fact) : issued(version.id as VersionId, fact);
		}
		if (last === 0) say('fact', `${stream}#1`, 'row-missing');
	}
	for (const { digest } of answers) if (!told.has(digest)) say('answer', digest, 'answer-untold');
}

function pointsRight(
	fact: VersionFact,
	version: Agreed['versions'][number],
	given: ReadonlySet<string>,
	numbers: ReadonlyMap<string, number>
): boolean {
	if (fact.is === 'issued') return fact.digest === version.digest;
	if (fact.is === 'answered' || fact.is === 'late') return given.has(fact.answer);
	if (fact.is === 'superseded') return (numbers.get(fact.by) ?? 0) > version.no;
	return true;
}

/** Only what was signed before follows *vervangen* or *ingetrokken*, late; who answers was asked; what is in force is not withdrawn. */
function mayFollow(state: Version | null, fact: VersionFact): boolean {
	if (!state || fact.is === 'issued') return !state && fact.is === 'issued';
	const over = state.state.is === 'withdrawn' || state.state.is === 'superseded';
	if (fact.is === 'answered' || fact.is === 'late') {
		const { person, answer } = fact;
		const signed = fact.is === 'late';
		return signed === over && !isNo(decideVersion(state, { do: 'answer', person, answer, signed }, false));
	}
	if (over) return false;
	if (fact.is === 'superseded') return state.state.is === 'in-force';
	return !(state.state.is === 'in-force' && (fact.is === 'withdrawn' || fact.is === 'declared'));
}
