// Staff: set up, sign in, sign out. Sessions as Lucia publishes them: an id and a secret, of which only the
// SHA-256 is kept. A wrong password, an unknown address and a locked door read and cost the same.

import { and, eq, not, sql } from 'drizzle-orm';
import type { SeatId, StaffId } from '#lib/base/id.ts';
import { cleanLine, limits as lengths } from '#lib/base/clean.ts';
import { no, type No } from '#lib/base/no.ts';
import { countTry, forgetTries, takeTryBack } from '#server/door/attempts.ts';
import { checkPassword, hashPassword, passwordFits } from '#server/door/password.ts';
import { endAccountSeats } from '#server/door/seat.ts';
import { hashSecret, newId, newSecret, parseToken, sameSecret } from '#server/door/secret.ts';
import { organisation, staff, staffSession } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';

export type Staff = {
	readonly id: StaffId;
	readonly organisation: string;
	readonly name: string;
	readonly email: string;
};

/** Days without a visit, and days at all, after which a session ends (safety.md §5 nr 22). */
export const sessionDays = { idle: 3, most: 30 } as const;

/** Every polite no of the staff door. Each has a sentence in words/. */
export type StaffRefusal =
	/** Wrong, unknown or locked: always the same. */
	| 'not-let-in'
	/** The house is furnished already. */
	| 'already-set-up'
	/** The code of the start-up line is asked off loopback. */
	| 'wrong-setup-code'
	/** Too short, or much too long. */
	| 'password-length'
	| 'not-an-address'
	| 'name-needed'
	/** Used, expired, or never made. */
	| 'invitation-over'
	/** Somebody has an account with this address. */
	| 'address-taken';

const plausible = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]{2,}$/;

export function parseEmail(text: unknown): string | null {
	const email = typeof text === 'string' ? text.trim().toLowerCase() : '';
	return email.length <= 200 && plausible.test(email) ? email : null;
}

export type SignIn = {
	readonly email: unknown;
	readonly password: unknown;
	/** Network address. */ readonly from: string;
};

/** The session's token, to put in a cookie. */
export async function signIn(store: Store, given: SignIn): Promise<string | No<StaffRefusal>> {
	const email = parseEmail(given.email) ?? 'nobody';
	const open = await Promise.all([countTry(store, 'account', email), countTry(store, 'address', given.from)]);
	const [found] = await store.read((db) => db.select().from(staff).where(eq(staff.email, email)));
	const right = await checkPassword(
		found?.password ?? null,
		typeof given.password === 'string' ? given.password : ''
	);
	if (!right || !found || open.includes(false)) return no('not-let-in');
	await forgetTries(store, 'account', email);
	await takeTryBack(store, 'address', given.from);
	return store.write((tx) => openSession(tx, found.id));
}

const alive = sql`(${staffSession.at} > now() - make_interval(days => ${sessionDays.most})
	and ${staffSession.seenAt} > now() - make_interval(days => ${sessionDays.idle}))`;

/** A new session; what is left of this person's dead ones goes. */
export async function openSession(tx: Writer, id: string): Promise<string> {
	const secret = newSecret();
	const session = newId<'session'>();
	await tx.delete(staffSession).where(and(eq(staffSession.staff, id), not(alive)));
	await tx.insert(staffSession).values({ id: session, secretHash: hashSecret(secret), staff: id });
	return `${session}.${secret}`;
}

/** Who a token belongs to, or null. */
export async function staffOf(store: Store, token: string | undefined): Promise<Staff | null> {
	const parsed = parseToken(token);
	if (!parsed) return null;
	const [row] = await store.read((db) =>
		db
			.select({ session: staffSession, staff })
			.from(staffSession)
			.innerJoin(staff, eq(staff.id, staffSession.staff))
			.where(and(eq(staffSession.id, parsed.id), alive))
	);
	if (!row || !sameSecret(parsed.secret, row.session.secretHash)) return null;
	await seen(store, row.session);
	const { id, organisation, name, email } = row.staff;
	return { id: id as StaffId, organisation, name, email };
}

/** Noted once an hour, not on every request. */
async function seen(store: Store, session: typeof staffSession.$inferSelect): Promise<void> {
	if (Date.now() - session.seenAt.getTime() < 3_600_000) return;
	await store.write((tx) =>
		tx.update(staffSession).set({ seenAt: new Date() }).where(eq(staffSession.id, session.id))
	);
}

export async function signOut(store: Store, token: string | undefined): Promise<void> {
	const parsed = parseToken(token);
	if (parsed) await store.write((tx) => tx.delete(staffSession).where(eq(staffSession.id, parsed.id)));
}

/** Ends every session of one of us, on every device, and the seats taken with it; those whose sockets must close. */
export function signOutEverywhere(store: Store, who: StaffId): Promise<SeatId[]> {
	return store.write((tx) => endSessions(tx, who));
}

export async function endSessions(tx: Writer, who: StaffId): Promise<SeatId[]> {
	await tx.delete(staffSession).where(eq(staffSession.staff, who));
	return endAccountSeats(tx, who);
}

/** Everybody of an organisation who has an account, by name. */
export async function readColleagues(store: Store, of: string): Promise<{ id: StaffId; name: string }[]> {
	const rows = await store.read((db) =>
		db
			.select({ id: staff.id, name: staff.name })
			.from(staff)
			.where(eq(staff.organisation, of))
			.orderBy(staff.name)
	);
	return rows.map(({ id, name }) => ({ id: id as StaffId, name }));
}

export type NewStaff = { readonly name: unknown; readonly email: unknown; readonly password: unknown };
export type Checked = { readonly name: string; readonly email: string; readonly password: string };

/** `password` is as it was typed: hash it before it is kept. */
export function checkStaff(given: NewStaff): Checked | No<StaffRefusal> {
	const name = cleanLine(String(given.name ?? ''), lengths.name);
	if (name === '') return no('name-needed');
	const email = parseEmail(given.email);
	if (!email) return no('not-an-address');
	if (typeof given.password !== 'string' || !passwordFits(given.password)) return no('password-length');
	return { name, email, password: given.password };
}

export async function isSetUp(store: Store): Promise<boolean> {
	const rows = await store.read((db) => db.select({ id: organisation.id }).from(organisation).limit(1));
	return rows.length > 0;
}

/** *Inrichten*: the organisation and its first coach; only while there is none. */
export async function setUp(
	store: Store,
	house: unknown,
	given: NewStaff
): Promise<string | No<StaffRefusal>> {
	const checked = checkStaff(given);
	const name = cleanLine(String(house ?? ''), lengths.name);
	if ('no' in checked) return checked;
	if (name === '') return no('name-needed');
	const password = await hashPassword(checked.password);
	return store.write(async (tx) => {
		await tx.execute(sql`lock table organisation in exclusive mode`);
		const there = await tx.select({ id: organisation.id }).from(organisation).limit(1);
		if (there.length > 0) return no('already-set-up');
		const house = newId<'organisation'>();
		await tx.insert(organisation).values({ id: house, name });
		return openSession(tx, await addStaff(tx, house, { ...checked, password }));
	});
}

export async function addStaff(
	tx: Writer,
	organisation: string,
	{ name, email, password }: Checked
): Promise<string> {
	const id = newId<'staff'>();
	await tx.insert(staff).values({ id, organisation, name, email, password });
	return id;
}
