// Recomputes a traject's chain from its rows and says what does not hold. It believes no column that a signature
// or a digest can be asked about. CHAIN.md says what it can and cannot find.

import { asc, eq } from 'drizzle-orm';
import type { Json } from '#lib/base/canonical.ts';
import type { TrajectId } from '#lib/base/id.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { Fault, FaultCode } from '#server/chain/fault.ts';
import { isSigned, linkDigest, readBody, type Link } from '#server/chain/link.ts';
import { namesOf, readAgreed, type Agreed, type AgreedTable, type Named } from '#server/chain/rows.ts';
import { factFaults } from '#server/chain/check-facts.ts';
import { signedFaults } from '#server/chain/check-signed.ts';
import { link } from '#server/store/agreed.ts';
import { version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

export type Say = (table: AgreedTable | 'link', row: string, code: FaultCode) => void;

/** Everything that does not hold in one traject, in reading order; empty when all is well. */
export async function checkTraject(db: Reader, of: TrajectId, keys: readonly PublicJwk[]): Promise<Fault[]> {
	const agreed = await readAgreed(db, of, 'all');
	const links = await db.select().from(link).where(eq(link.traject, of)).orderBy(asc(link.seq));
	const faults: Fault[] = [];
	const say: Say = (table, row, code) => void faults.push({ traject: of, table, row, code });
	const named = linkFaults(of, links, keys, say);
	if (links.length === 0 && agreed.versions.length > 0) say('link', '1', 'no-chain');
	else nameFaults(agreed, named, say);
	await signedFaults(of, agreed, keys, say);
	factFaults(agreed, say);
	return faults;
}

/** Every traject in which something was agreed, or in which a link says so. */
export async function trajectsWithChain(db: Reader): Promise<TrajectId[]> {
	const versions = await db.selectDistinct({ of: version.traject }).from(version);
	const links = await db.selectDistinct({ of: link.traject }).from(link);
	return [...new Set([...versions, ...links].map(({ of }) => of as TrajectId))].sort();
}

/** What the links name, in their order. */
function linkFaults(of: TrajectId, links: readonly Link[], keys: readonly PublicJwk[], say: Say): Named[] {
	let [seq, prev]: [number, string] = [0, of];
	return links.flatMap((one) => {
		const row = `${one.seq}`;
		const body = readBody(one.body);
		if (one.seq !== seq + 1) say('link', row, 'link-gap');
		else if (one.prev !== prev) say('link', row, 'link-prev');
		[seq, prev] = [one.seq, one.digest];
		if (!body) {
			say('link', row, 'link-form');
			return [];
		}
		const place = { traject: one.traject, seq: one.seq, prev: one.prev, at: one.at.getTime() };
		if (linkDigest(place, one.body as Json) !== one.digest) say('link', row, 'link-altered');
		if (!isSigned(one, body, keys)) say('link', row, 'link-signature');
		return body.rows;
	});
}

function nameFaults(agreed: Agreed, named: readonly Named[], say: Say): void {
	const nameOf = ({ table, row }: Named) => `${table} ${row}`;
	const there = new Map(namesOf(agreed).map((one) => [nameOf(one), one]));
	const seen = new Set<string>();
	for (const one of named) {
		const name = nameOf(one);
		const now = there.get(name);
		if (seen.has(name)) say(one.table, one.row, 'row-twice');
		else if (!now) say(one.table, one.row, 'row-missing');
		else if (now.digest !== one.digest) say(one.table, one.row, 'row-altered');
		seen.add(name);
	}
	for (const [name, one] of there) if (!seen.has(name)) say(one.table, one.row, 'row-unlinked');
	orderFaults(agreed, named, say);
}

/** Versions by number and facts by sequence must have been linked in that order. */
function orderFaults({ versions }: Agreed, named: readonly Named[], say: Say): void {
	const noOf = new Map(versions.map(({ id, no }) => [id, no]));
	const last = new Map<string, number>();
	for (const { table, row } of named) {
		if (table !== 'version' && table !== 'fact') continue;
		const [stream = '', seq = ''] = table === 'fact' ? row.split('#') : ['version', `${noOf.get(row) ?? ''}`];
		const at = Number(seq);
		if (seq !== '' && at <= (last.get(stream) ?? 0)) say(table, row, 'order');
		last.set(stream, at);
	}
}
