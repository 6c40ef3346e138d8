// The tables of what was agreed, beside version, disclosure and answer: what else people said about a version,
// the chain it all stands in, and who got which part of it. Insert-only where it is proof (drizzle/0004_agreement-in-full.sql).

import { sql } from 'drizzle-orm';
import {
	bigint,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { bytes, now, time } from '#server/store/columns.ts';
import { circle, person, traject, version } from '#server/store/schema.ts';

/**
 * A signed statement that is no answer: consent to the help, consent that somebody sees a part, a key that joins,
 * an own account beside a version, an erasure. Insert-only; of its disclosures words can be destroyed.
 */
export const statement = pgTable(
	'statement',
	{
		digest: text('digest').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		/** Whose act it is. */
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** help · sees · key · annex · erased */
		act: text('act').notNull(),
		token: text('token').notNull(),
		disclosures: jsonb('disclosures').$type<string[]>().notNull(),
		nonce: text('nonce').notNull(),
		at: now('at')
	},
	(table) => [
		uniqueIndex('statement_nonce').on(table.version, table.nonce),
		index('statement_version').on(table.version),
		index('statement_person').on(table.person),
		index('statement_traject').on(table.traject)
	]
);

/** The chain of a traject: one link for each thing that was agreed, each naming the link before. Insert-only. */
export const link = pgTable(
	'link',
	{
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		/** From 1, without a gap. */
		seq: integer('seq').notNull(),
		/** Digest of the link before; of the first: the traject's id. */
		prev: text('prev').notNull(),
		/** What the link speaks of, and its digest. */
		body: jsonb('body').$type<unknown>().notNull(),
		digest: text('digest').notNull().unique(),
		/** The house's signature over the digest. */
		signature: text('signature').notNull(),
		at: now('at')
	},
	(table) => [
		primaryKey({ columns: [table.traject, table.seq] }),
		unique('link_prev').on(table.traject, table.prev)
	]
);

/** A part of a version that its pupil picked, for one reader who was not at the table. */
export const extract = pgTable(
	'extract',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		/** Who picked. */
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** Who may read it, in words: "de nieuwe school", "trainer Ali". */
		reader: text('reader').notNull(),
		/** Digests of the disclosures it shows. */
		shows: jsonb('shows').$type<string[]>().notNull(),
		secretHash: bytes('secret_hash').notNull().unique(),
		at: now('at'),
		expiresAt: time('expires_at').notNull(),
		endedAt: time('ended_at')
	},
	(table) => [
		index('extract_traject').on(table.traject),
		index('extract_version').on(table.version),
		index('extract_person').on(table.person)
	]
);

/** Who opened which copy when: the read log its pupil may read. Insert-only. */
export const opening = pgTable(
	'opening',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		/** Who opened it; null: the reader of an extract, who has no seat. */
		person: text('person').references(() => person.id),
		extract: text('extract').references(() => extract.id),
		/** opened · saved · printed · pdf · extract · staff */
		how: text('how').notNull(),
		at: now('at')
	},
	(table) => [
		index('opening_traject').on(table.traject),
		index('opening_version').on(table.version),
		index('opening_person').on(table.person),
		index('opening_extract').on(table.extract)
	]
);

/** Paper that is made from a copy: an outbox. Making it can fail and be done again; it never touches a version. */
export const rendering = pgTable(
	'rendering',
	{
		/** The same paper asked twice is one row. */
		key: text('key').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		person: text('person').references(() => person.id),
		extract: text('extract').references(() => extract.id),
		/** Paper and language: "copy:nl" (server/paper/outbox.ts). */
		what: text('what').notNull(),
		tries: integer('tries').notNull().default(0),
		tryAt: time('try_at').notNull().defaultNow(),
		/** What went wrong last, as a code; null while nothing did. */
		trouble: text('trouble'),
		/** The PDF; null until it is made. */
		bytes: bytes('bytes'),
		/** Digest of what it was made from, so that nobody is handed an older paper. */
		source: text('source').notNull(),
		madeAt: time('made_at'),
		at: now('at')
	},
	(table) => [
		index('rendering_due')
			.on(table.tryAt)
			.where(sql`bytes is null`),
		index('rendering_version').on(table.version),
		index('rendering_traject').on(table.traject)
	]
);

/** A passkey somebody answers with: the public half, and what WebAuthn asks to be kept beside it. */
export const passkey = pgTable(
	'passkey',
	{
		/** The credential's id, base64url. */
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** Public JWK, P-256. */
		key: jsonb('key').$type<unknown>().notNull(),
		/** How often its authenticator signed, as it says: 32 bits. */
		counter: bigint('counter', { mode: 'number' }).notNull().default(0),
		/** Who sat beside when it was made, and said so; null: nobody yet, and it answers nothing. */
		witness: text('witness').references(() => person.id),
		circle: text('circle').references(() => circle.id),
		at: now('at'),
		endedAt: time('ended_at')
	},
	(table) => [index('passkey_person').on(table.person), index('passkey_traject').on(table.traject)]
);
