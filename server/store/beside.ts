// The tables of what stands beside a version for some of its readers alone: annexes, own accounts (*mijn versie*), and
// what is still being written of an annex. The first two are proof and insert-only; nobody hears a fact of any of them.

import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { PersonId } from '#lib/base/id.ts';
import type { AnnexBody } from '#lib/version/annex.ts';
import type { AccountTo } from '#lib/version/account.ts';
import { now } from '#server/store/columns.ts';
import { person, traject, version } from '#server/store/schema.ts';
import { statement } from '#server/store/agreed.ts';

/** Words that only some may see, sealed beside a version. Insert-only; of its disclosures words can be destroyed. */
export const annex = pgTable(
	'annex',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		digest: text('digest').notNull(),
		token: text('token').notNull(),
		/** Digests of its disclosures, in their order: the token lists decoys beside them. */
		digests: jsonb('digests').$type<string[]>().notNull(),
		disclosures: jsonb('disclosures').$type<string[]>().notNull(),
		/** Who sees it, who wrote it down among them. */
		readers: jsonb('readers').$type<PersonId[]>().notNull(),
		/** Who of them is asked for an answer. */
		asked: jsonb('asked').$type<PersonId[]>().notNull(),
		/** Who wrote it down. */
		by: text('by')
			.notNull()
			.references(() => person.id),
		at: now('at')
	},
	(table) => [
		uniqueIndex('annex_digest').on(table.digest),
		index('annex_version').on(table.version),
		index('annex_traject').on(table.traject),
		index('annex_by').on(table.by)
	]
);

/** For whom an own account is: beside its statement, whose words it is about. Insert-only. */
export const account = pgTable(
	'account',
	{
		statement: text('statement')
			.primaryKey()
			.references(() => statement.digest),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		readers: jsonb('readers').$type<AccountTo>().notNull(),
		at: now('at')
	},
	(table) => [index('account_version').on(table.version), index('account_traject').on(table.traject)]
);

/** An annex that waits for the yes of each owner; gone once it is sealed, or left. */
export const annexDraft = pgTable(
	'annex_draft',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		version: text('version')
			.notNull()
			.references(() => version.id),
		readers: jsonb('readers').$type<PersonId[]>().notNull(),
		by: text('by')
			.notNull()
			.references(() => person.id),
		body: jsonb('body').$type<AnnexBody>().notNull(),
		at: now('at')
	},
	(table) => [
		index('annex_draft_version').on(table.version),
		index('annex_draft_traject').on(table.traject),
		index('annex_draft_by').on(table.by)
	]
);

/** How a promise of an annex went, by its owner and by who asks after it: until it is sealed beside a next version. */
export const annexReview = pgTable(
	'annex_review',
	{
		annex: text('annex')
			.notNull()
			.references(() => annex.id),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		/** The promise. */
		item: text('item').notNull(),
		person: text('person')
			.notNull()
			.references(() => person.id),
		result: text('result').notNull(),
		words: text('words').notNull(),
		at: now('at')
	},
	(table) => [
		primaryKey({ columns: [table.annex, table.item, table.person] }),
		index('annex_review_traject').on(table.traject),
		index('annex_review_person').on(table.person)
	]
);
