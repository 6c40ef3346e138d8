// Invitations: a link with which a colleague makes an account, or one of us who is locked out a new
// password. Its secret stands after `#` and is shown once; a look uses nothing up.

import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { SeatId, StaffId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { forgetTries } from '#server/door/attempts.ts';
import { hashPassword } from '#server/door/password.ts';
import { hashSecret, newId, newSecret, parseSecret } from '#server/door/secret.ts';
import {
	addStaff,
	checkStaff,
	endSessions,
	openSession,
	type Checked,
	type NewStaff,
	type StaffRefusal
} from '#server/door/staff.ts';
import { invitation, organisation, staff } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';
import { isUniqueViolation } from '#server/store/trouble.ts';

/** Days an invitation waits. */
export const invitationDays = 14;

/** A link for a colleague, or for one of us who is locked out; its secret is shown once. */
export async function invite(
	store: Store,
	to: { readonly organisation: string; readonly by: StaffId | null; readonly staff: StaffId | null }
): Promise<string> {
	const secret = newSecret();
	const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
	await store.write((tx) =>
		tx.insert(invitation).values({ id: newId(), secretHash: hashSecret(secret), ...to, expiresAt })
	);
	return secret;
}

const openInvitation = (secret: string) =>
	and(
		eq(invitation.secretHash, hashSecret(secret)),
		isNull(invitation.usedAt),
		gt(invitation.expiresAt, sql`now()`)
	);

/** Whether a link still opens, and for whom; a look uses nothing up. */
export async function lookAtInvitation(
	store: Store,
	text: unknown
): Promise<{ organisation: string; reset: boolean; email: string | null } | No<StaffRefusal>> {
	const secret = parseSecret(text);
	const [row] = secret
		? await store.read((db) =>
				db
					.select({ name: organisation.name, staff: invitation.staff, email: staff.email })
					.from(invitation)
					.innerJoin(organisation, eq(organisation.id, invitation.organisation))
					.leftJoin(staff, eq(staff.id, invitation.staff))
					.where(openInvitation(secret))
			)
		: [];
	return row
		? { organisation: row.name, reset: row.staff !== null, email: row.email }
		: no('invitation-over');
}

/** The session it opened, and the seats it ended: their sockets must close. */
export type Accepted = { readonly token: string; readonly ended: readonly SeatId[] };

/** Uses an invitation up: a new account, or a new password and every old session ended. */
export async function acceptInvitation(
	store: Store,
	text: unknown,
	given: NewStaff
): Promise<Accepted | No<StaffRefusal>> {
	const secret = parseSecret(text);
	const look = await lookAtInvitation(store, text);
	if (!secret || 'no' in look) return no('invitation-over');
	const checked = checkStaff(look.reset ? { ...given, name: 'x', email: look.email } : given);
	if ('no' in checked) return checked;
	const password = await hashPassword(checked.password);
	const accepted = await store
		.write((tx) => useInvitation(tx, secret, { ...checked, password }))
		.catch((error: unknown) => {
			if (isUniqueViolation(error)) return no('address-taken');
			throw error;
		});
	if (look.reset && !isNo(accepted)) await forgetTries(store, 'account', checked.email);
	return accepted;
}

/** `given.password` is hashed by now. An address that is taken leaves the invitation as it was. */
async function useInvitation(
	tx: Writer,
	secret: string,
	given: Checked
): Promise<Accepted | No<StaffRefusal>> {
	const [used] = await tx
		.update(invitation)
		.set({ usedAt: new Date() })
		.where(openInvitation(secret))
		.returning();
	if (!used) return no('invitation-over');
	if (!used.staff)
		return { token: await openSession(tx, await addStaff(tx, used.organisation, given)), ended: [] };
	const ended = await endSessions(tx, used.staff as StaffId);
	await tx.update(staff).set({ password: given.password }).where(eq(staff.id, used.staff));
	return { token: await openSession(tx, used.staff), ended };
}
