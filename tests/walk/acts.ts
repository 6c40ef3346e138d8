// What the house does with signatures and documents: on a walk only its facts.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { reopens, talking } from '#lib/circle/decide.ts';
import { waitsForPrivate } from '#lib/circle/private.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { Table } from '#lib/table/table.ts';
import { decideVersion, type VersionMove } from '#lib/version/version.ts';

/** What the house does with signatures and documents: here only its facts. */
export type HouseAct = {
	readonly act: string;
	readonly facts: (table: Table, by: PersonId) => readonly TableFact[] | No;
};

/** As server/table/freeze.ts: what it seals is not looked at here. */
export function present(version: VersionId): HouseAct {
	const facts = ({ circle, versions }: Table, by: PersonId): readonly TableFact[] | No => {
		if (waitsForPrivate(circle, 'present')) return no('private-time');
		if (by !== circle.leader) return no('only-the-leader');
		if (!talking(circle) || versions.has(version)) return no('not-in-this-phase');
		const present = [...circle.seated];
		const expected = [...present, ...circle.left];
		const digest = `d${version}` as Digest;
		return [
			{ to: 'circle', fact: { is: 'presented', version } },
			{ to: 'version', version, fact: { is: 'issued', digest, expected, present } }
		];
	};
	return { act: 'present', facts };
}

export function inVersion(act: string, version: VersionId, move: VersionMove): HouseAct {
	const facts = (table: Table, by: PersonId): readonly TableFact[] | No => {
		if (waitsForPrivate(table.circle, act)) return no('private-time');
		const target = table.versions.get(version);
		if (!target) return no('no-such-version');
		const answer = decideVersion(target, move, by === table.circle.leader);
		return isNo(answer) ? answer : answer.map((fact) => ({ to: 'version', version, fact }));
	};
	return { act, facts };
}

export function withdraw(version: VersionId): HouseAct {
	const alone = inVersion('withdraw', version, { do: 'withdraw', because: 'mistake', reason: '' });
	const facts = (table: Table, by: PersonId): readonly TableFact[] | No => {
		const answer = alone.facts(table, by);
		if (isNo(answer) || answer.length === 0 || !reopens(table.circle, version)) return answer;
		return [...answer, { to: 'circle', fact: { is: 'reopened' } }];
	};
	return { act: 'withdraw', facts };
}
