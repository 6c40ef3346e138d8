// Every table, in the glossary's words. PostgreSQL 15 is the floor; the embedded database speaks the
// same dialect. Version, answer and fact rows are insert-only (trigger in drizzle/; design decision 14).

import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
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

export const organisation = pgTable('organisation', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	at: now('at')
});

/** A coach or colleague with an account. */
export const staff = pgTable('staff', {
	id: text('id').primaryKey(),
	organisation: text('organisation')
		.notNull()
		.references(() => organisation.id),
	email: text('email').notNull().unique(),
	name: text('name').notNull(),
	/** argon2id, in PHC form. */
	password: text('password').notNull(),
	at: now('at')
});

/** Lucia's session: an id in the open, a secret kept only as its SHA-256. */
export const staffSession = pgTable('staff_session', {
	id: text('id').primaryKey(),
	secretHash: bytes('secret_hash').notNull(),
	staff: text('staff')
		.notNull()
		.references(() => staff.id),
	at: now('at'),
	seenAt: now('seen_at')
});

/** A link with which a colleague makes an account; or, with `staff`, a locked-out one a new password. */
export const invitation = pgTable('invitation', {
	id: text('id').primaryKey(),
	secretHash: bytes('secret_hash').notNull().unique(),
	organisation: text('organisation')
		.notNull()
		.references(() => organisation.id),
	staff: text('staff').references(() => staff.id),
	by: text('by'),
	at: now('at'),
	expiresAt: time('expires_at').notNull(),
	usedAt: time('used_at')
});

/** Failed attempts under one key (an account, an address, a code) in one window. */
export const attempt = pgTable('attempt', {
	key: text('key').primaryKey(),
	since: now('since'),
	count: integer('count').notNull()
});

export const traject = pgTable('traject', {
	id: text('id').primaryKey(),
	organisation: text('organisation').references(() => organisation.id),
	at: now('at'),
	/** A practice table: thrown away at this moment. */
	practiceUntil: time('practice_until')
});

export const person = pgTable(
	'person',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		name: text('name').notNull(),
		label: text('label').notNull(),
		role: text('role').notNull(),
		/** The account of a coach who sits at this table. */
		staff: text('staff').references(() => staff.id),
		/** Eighteen or older; null: nobody said. A minor interprets for nobody (S5-04). */
		adult: boolean('adult'),
		/** Whose confidant this is: chosen by that person, and unnamed by them in one step (S3-01). */
		confidantOf: text('confidant_of'),
		at: now('at')
	},
	(table) => [index('person_traject').on(table.traject)]
);

/** Somebody refuses contact with somebody else: a pair, never one of them alone (domain.md §6.3, S1-10). */
export const contactBar = pgTable(
	'contact_bar',
	{
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		/** Who refuses. */
		person: text('person')
			.notNull()
			.references(() => person.id),
		other: text('other')
			.notNull()
			.references(() => person.id),
		at: now('at')
	},
	(table) => [
		primaryKey({ columns: [table.person, table.other] }),
		index('contact_bar_traject').on(table.traject),
		index('contact_bar_other').on(table.other)
	]
);

/** The rounds and questions a house has of its own, by type and method of circle; also as a file to exchange. */
export const questionSet = pgTable(
	'question_set',
	{
		id: text('id').primaryKey(),
		organisation: text('organisation')
			.notNull()
			.references(() => organisation.id),
		name: text('name').notNull(),
		type: text('type').notNull(),
		method: text('method').notNull(),
		rounds: jsonb('rounds').$type<unknown[]>().notNull(),
		at: now('at')
	},
	(table) => [unique('question_set_once').on(table.organisation, table.type, table.method)]
);

export const voice = pgTable(
	'voice',
	{
		id: text('id').primaryKey(),
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** *Namens school*. */
		behalf: boolean('behalf').notNull()
	},
	(table) => [unique('voice_once').on(table.person, table.behalf)]
);

/** A place card: one person's link in one traject, until revoked or replaced. */
export const card = pgTable(
	'card',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		person: text('person')
			.notNull()
			.references(() => person.id),
		secretHash: bytes('secret_hash').notNull().unique(),
		at: now('at'),
		endedAt: time('ended_at'),
		seenAt: time('seen_at')
	},
	(table) => [index('card_person').on(table.person), index('card_traject').on(table.traject)]
);

/** A reason in somebody's words, and who may read it; facts carry only its id. */
export const note = pgTable(
	'note',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		text: text('text').notNull(),
		/** The version it is the reason for; "bar/…/…": who said that this refusal of contact is over. */
		about: text('about'),
		/** Person ids; null: everybody who sees what it is about. */
		readers: jsonb('readers').$type<string[] | null>(),
		at: now('at')
	},
	(table) => [index('note_traject').on(table.traject)]
);

export const circle = pgTable(
	'circle',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		type: text('type').notNull(),
		method: text('method').notNull(),
		leader: text('leader')
			.notNull()
			.references(() => person.id),
		/** Who may take over when the one who leads drops out; named by hand. */
		coLeader: text('co_leader').references(() => person.id),
		/** How its questions speak: je, u, or in the simplest words. */
		tone: text('tone').notNull().default('je'),
		/** Local date and time as agreed, "2026-10-06T16:00". */
		date: text('date').notNull(),
		place: text('place').notNull(),
		rounds: jsonb('rounds').$type<unknown[]>().notNull(),
		/** Six characters on the wall; null before and after the circle. */
		code: text('code').unique(),
		codeAt: time('code_at'),
		openedAt: time('opened_at'),
		closedAt: time('closed_at'),
		/** The version in force it starts from. */
		follows: text('follows'),
		at: now('at')
	},
	(table) => [index('circle_traject').on(table.traject), index('circle_leader').on(table.leader)]
);

/** Who is expected at a circle, and who deliberately not (domain.md §6.3). */
export const guest = pgTable(
	'guest',
	{
		circle: text('circle')
			.notNull()
			.references(() => circle.id),
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** expected · absent · not-invited · excused · not-reached · did-not-come · represented · walked-in · named */
		state: text('state').notNull(),
		/** Why somebody is deliberately not invited. */
		reason: text('reason').references(() => note.id),
		/** Who speaks for them, without signing for them. */
		speaker: text('speaker').references(() => person.id),
		/** How often one tried to reach them. */
		attempts: integer('attempts').notNull().default(0),
		/** The talk beforehand was held. */
		talkedAt: time('talked_at'),
		place: integer('place').notNull()
	},
	(table) => [
		primaryKey({ columns: [table.circle, table.person] }),
		index('guest_person').on(table.person),
		index('guest_reason').on(table.reason)
	]
);

/** One device's seat at a circle; without a person it is the wall. */
export const seat = pgTable(
	'seat',
	{
		id: text('id').primaryKey(),
		secretHash: bytes('secret_hash').notNull(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		circle: text('circle').references(() => circle.id),
		person: text('person').references(() => person.id),
		/** waiting · seated · ended; offered: on a tablet, to who did not take it yet */
		state: text('state').notNull(),
		/** card · name · staff · wall · practice · tablet */
		via: text('via').notNull(),
		/** The device a passed tablet is, whoever holds it: the id of its first seat. */
		tablet: text('tablet'),
		/** The card it was opened with; ends with it. */
		card: text('card').references(() => card.id),
		/** What somebody who was not expected calls themselves, until the one who leads says *klopt*. */
		claim: jsonb('claim').$type<{ name: string; label: string } | null>(),
		/** Public JWK of the key this device made on joining. */
		key: jsonb('key').$type<unknown>(),
		/** What a passkey that is being made on this device must answer, once and soon; base64url. */
		challenge: text('challenge'),
		challengeAt: time('challenge_at'),
		at: now('at'),
		seenAt: now('seen_at')
	},
	(table) => [
		index('seat_circle').on(table.circle),
		index('seat_person').on(table.person),
		index('seat_card').on(table.card),
		index('seat_traject').on(table.traject),
		index('seat_tablet').on(table.tablet)
	]
);

/** Facts of every stream; a lost race meets the primary key. */
export const fact = pgTable(
	'fact',
	{
		stream: text('stream').notNull(),
		seq: integer('seq').notNull(),
		at: now('at'),
		/** Who moved; kept for the one who looks after the house, never sent with a fact. */
		by: text('by'),
		body: jsonb('body').$type<unknown>().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.stream, table.seq] }),
		// Whatever the database's collation: all streams of one circle by the beginning of their name.
		index('fact_prefix').on(table.stream.op('text_pattern_ops'))
	]
);

/** Moves that were decided: the same move sent twice is answered, not done, twice. */
export const moved = pgTable(
	'moved',
	{
		id: text('id').primaryKey(),
		circle: text('circle')
			.notNull()
			.references(() => circle.id),
		by: text('by').notNull(),
		/** Refusal code, or null. */
		refused: text('refused'),
		at: now('at')
	},
	(table) => [index('moved_circle').on(table.circle)]
);

/** Own words on the table: one row a line, so that an erasure is one row. */
export const line = pgTable(
	'line',
	{
		id: text('id').primaryKey(),
		circle: text('circle')
			.notNull()
			.references(() => circle.id),
		voice: text('voice')
			.notNull()
			.references(() => voice.id),
		text: text('text').notNull(),
		/** What was said in another language, and who put it in Dutch, when and how; the Dutch counts (S5-05). */
		original: jsonb('original').$type<unknown>(),
		/**
		 * *Voor de school in andere woorden*: the line or item of which the school may read these words instead. Null:
		 * own words like any others.
		 */
		school: text('school'),
		at: now('at')
	},
	(table) => [index('line_circle').on(table.circle), index('line_voice').on(table.voice)]
);

/** A living document of one audience. `open` is the gate every append shares (design decision 11). */
export const sheet = pgTable(
	'sheet',
	{
		id: text('id').primaryKey(),
		circle: text('circle')
			.notNull()
			.references(() => circle.id),
		/** core · inner · own · private */
		audience: text('audience').notNull(),
		/** The owner of an own sheet. */
		person: text('person').references(() => person.id),
		/** Whose besloten tijd it is: person ids of a private sheet. */
		among: jsonb('among').$type<string[]>(),
		epoch: integer('epoch').notNull(),
		open: boolean('open').notNull(),
		/** When the gate was closed; its updates are destroyed 14 days later (design decision 7). */
		closedAt: time('closed_at'),
		/** Sequence of the last stored update. */
		seq: integer('seq').notNull(),
		at: now('at')
	},
	(table) => [
		index('sheet_circle').on(table.circle),
		index('sheet_person').on(table.person),
		check('sheet_closed', sql`${table.open} = (${table.closedAt} is null)`)
	]
);

export const sheetUpdate = pgTable(
	'sheet_update',
	{
		sheet: text('sheet')
			.notNull()
			.references(() => sheet.id),
		seq: integer('seq').notNull(),
		bytes: bytes('bytes').notNull()
	},
	(table) => [primaryKey({ columns: [table.sheet, table.seq] })]
);

/** A Yjs client id belongs to the person who introduced it (design decision 9). */
export const sheetClient = pgTable(
	'sheet_client',
	{
		sheet: text('sheet')
			.notNull()
			.references(() => sheet.id),
		client: bigint('client', { mode: 'number' }).notNull(),
		person: text('person').notNull()
	},
	(table) => [primaryKey({ columns: [table.sheet, table.client] })]
);

/** A frozen planversie: the issuer-signed token, without the words. Insert-only. */
export const version = pgTable(
	'version',
	{
		id: text('id').primaryKey(),
		traject: text('traject')
			.notNull()
			.references(() => traject.id),
		circle: text('circle')
			.notNull()
			.references(() => circle.id),
		no: integer('no').notNull(),
		/** Digest of the version before; the first one has its traject's id, so that a fork meets the key. */
		prev: text('prev').notNull(),
		digest: text('digest').notNull().unique(),
		token: text('token').notNull(),
		at: now('at')
	},
	(table) => [
		index('version_circle').on(table.circle),
		unique('version_no').on(table.traject, table.no),
		unique('version_prev').on(table.traject, table.prev)
	]
);

/** The words of a version, each with its salt; an erasure destroys one of these and nothing else. */
export const disclosure = pgTable(
	'disclosure',
	{
		version: text('version')
			.notNull()
			.references(() => version.id),
		digest: text('digest').notNull(),
		/** core · inner */
		audience: text('audience').notNull(),
		/** base64url of [salt, value]; null once erased. */
		words: text('words')
	},
	(table) => [primaryKey({ columns: [table.version, table.digest] })]
);

/** A signed answer to a version. Insert-only; a change of mind is a next answer. */
export const answer = pgTable(
	'answer',
	{
		digest: text('digest').primaryKey(),
		version: text('version')
			.notNull()
			.references(() => version.id),
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** The statement, and the disclosures of its words and target. */
		token: text('token').notNull(),
		disclosures: jsonb('disclosures').$type<string[]>().notNull(),
		nonce: text('nonce').notNull(),
		at: now('at')
	},
	(table) => [
		uniqueIndex('answer_nonce').on(table.version, table.nonce),
		index('answer_person').on(table.person)
	]
);

/** Every key this house ever signed with, as a public JWK; a copy is checked against all of them. */
export const issuerKey = pgTable('issuer_key', {
	kid: text('kid').primaryKey(),
	jwk: jsonb('jwk').$type<unknown>().notNull(),
	/** What the key before it signed of it; null of a first key. */
	handed: text('handed'),
	at: now('at')
});

/** Who got their copy of a version, and how. */
export const handed = pgTable(
	'handed',
	{
		id: text('id').primaryKey(),
		version: text('version')
			.notNull()
			.references(() => version.id),
		person: text('person')
			.notNull()
			.references(() => person.id),
		/** opened · saved · printed · on-paper · will-ask (a follower's yes) */
		how: text('how').notNull(),
		at: now('at')
	},
	(table) => [index('handed_version').on(table.version), index('handed_person').on(table.person)]
);
