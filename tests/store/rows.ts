// A traject with one row of everything that can hang on it, for tests. Ids are fresh each time.

import { randomBytes } from 'node:crypto';
import { idFrom } from '#lib/base/id.ts';
import * as agreed from '#server/store/agreed.ts';
import * as beside from '#server/store/beside.ts';
import * as schema from '#server/store/schema.ts';
import { createSheet } from '#server/store/sheets.ts';
import type { Store, Writer } from '#server/store/store.ts';

export const newId = (): string => idFrom(randomBytes(16));

export type Rows = {
	readonly traject: string;
	readonly circle: string;
	readonly person: string;
	readonly sheet: string;
	readonly version: string;
	readonly answer: string;
};

/** `practiceUntil`: a practice table; null: a real one. */
export function aTraject(store: Store, practiceUntil: Date | null = null): Promise<Rows> {
	return store.write(async (tx) => {
		const table = await aTable(tx, practiceUntil);
		await furnish(tx, table);
		return table;
	});
}

async function aTable(tx: Writer, practiceUntil: Date | null): Promise<Rows> {
	const [traject, circle, person, sheet, version, answer] = Array.from({ length: 6 }, newId) as [
		string,
		string,
		string,
		string,
		string,
		string
	];
	await tx.insert(schema.traject).values({ id: traject, practiceUntil });
	await tx
		.insert(schema.person)
		.values({ id: person, traject, name: 'Noor', label: 'leerling', role: 'pupil' });
	await tx.insert(schema.circle).values({
		id: circle,
		traject,
		type: 'roundtable',
		method: 'free',
		leader: person,
		date: '2026-10-06T16:00',
		place: 'school',
		rounds: []
	});
	await createSheet(tx, {
		id: sheet,
		circle,
		audience: 'core',
		person: null,
		epoch: 0,
		seed: new Uint8Array([7])
	});
	return { traject, circle, person, sheet, version, answer };
}

async function furnish(tx: Writer, { traject, circle, person, sheet, version, answer }: Rows): Promise<void> {
	const secretHash = () => new Uint8Array(randomBytes(32));
	const voice = newId();
	const card = newId();
	const note = newId();
	await tx.insert(schema.voice).values({ id: voice, person, behalf: false });
	await tx.insert(schema.card).values({ id: card, traject, person, secretHash: secretHash() });
	await tx.insert(schema.note).values({ id: note, traject, text: 'omdat' });
	await tx.insert(schema.contactBar).values({ traject, person, other: person });
	await tx.insert(schema.guest).values({ circle, person, state: 'expected', reason: note, place: 0 });
	const seat = { id: newId(), secretHash: secretHash(), traject, circle, person, card };
	await tx.insert(schema.seat).values({ ...seat, state: 'seated', via: 'card' });
	await tx.insert(schema.line).values({ id: newId(), circle, voice, text: 'ik wil rust' });
	await tx.insert(schema.moved).values({ id: newId(), circle, by: person });
	await tx.insert(schema.sheetClient).values({ sheet, client: 2 ** 32 - 1, person });
	const prev = traject;
	await tx
		.insert(schema.version)
		.values({ id: version, traject, circle, no: 1, prev, digest: newId(), token: 'e30' });
	await tx.insert(schema.disclosure).values({ version, digest: 'd', audience: 'core', words: 'WyJz' });
	const statement = { version, person, token: 'e30', disclosures: ['WyJz'], nonce: newId() };
	await tx.insert(schema.answer).values({ digest: answer, ...statement });
	const told = newId();
	await tx.insert(agreed.statement).values({ digest: told, traject, act: 'annex', ...statement });
	await tx.insert(beside.account).values({ statement: told, traject, version, readers: { to: 'all' } });
	const annex = { id: newId(), traject, version, readers: [], by: person };
	const sealed = { digest: newId(), token: 'e30', digests: ['d'], disclosures: ['WyJz'], asked: [] };
	await tx.insert(beside.annex).values({ ...annex, ...sealed });
	await tx.insert(beside.annexDraft).values({ ...annex, id: newId(), body: { promises: [], outcomes: [] } });
	const review = { annex: annex.id, traject, item: 'i', person, result: 'kept', words: '' };
	await tx.insert(beside.annexReview).values(review);
	const one = { prev: traject, digest: newId(), signature: 'c2ln', body: { is: 'issued' } };
	await tx.insert(agreed.link).values({ traject, seq: 1, ...one });
	const extract = { id: newId(), traject, version, person, reader: 'trainer', shows: ['d'] };
	const expiresAt = new Date('2027-01-01');
	await tx.insert(agreed.extract).values({ ...extract, secretHash: secretHash(), expiresAt });
	await tx
		.insert(agreed.opening)
		.values({ id: newId(), traject, version, extract: extract.id, how: 'extract' });
	await tx
		.insert(agreed.rendering)
		.values({ key: newId(), traject, version, person, what: 'copy', source: 'd' });
	await tx.insert(agreed.passkey).values({ id: newId(), traject, person, key: {}, circle });
	await tx.insert(schema.handed).values({ id: newId(), version, person, how: 'opened' });
	const facts = [`${circle}/circle`, `${circle}/sheet/${sheet}`, `version/${version}`];
	await tx
		.insert(schema.fact)
		.values(facts.map((stream) => ({ stream, seq: 1, by: person, body: { is: 'opened' } })));
}
