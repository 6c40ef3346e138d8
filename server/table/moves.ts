// Every move that comes over a socket, to the rule that decides it.

import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { CircleId, MoveId, PersonId, SeatId, SheetId } from '#lib/base/id.ts';
import { isNo, no, unreachable, type No } from '#lib/base/no.ts';
import { readItems } from '#lib/plan/sheet.ts';
import { waitsForPrivate } from '#lib/circle/private.ts';
import { parsePublicJwk } from '#lib/seal/key.ts';
import { isShared, mayHaveSheet } from '#lib/table/stream.ts';
import { houseMove, moveMessage, type HouseMove, type Move } from '#lib/wire/move.ts';
import type { MoveAck } from '#lib/wire/view.ts';
import { seat } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import { decideAdmit, decideAdmitAll, decideTurnAway, decideWelcome } from '#server/table/admit.ts';
import { decideGiven, decideSigned } from '#server/table/answers.ts';
import { decideAbsence, decideConfidant } from '#server/table/beside.ts';
import { decideHelp, decideHelpSigned } from '#server/table/beside-answer.ts';
import { promisedApart } from '#server/table/apart.ts';
import { decideAsked } from '#server/table/asked.ts';
import { decideFreeze, NotPresented, type FreezeTools } from '#server/table/freeze.ts';
import type { Decided, Hall } from '#server/table/hall.ts';
import { decideJoinKey } from '#server/table/join-key.ts';
import type { Live } from '#server/table/live.ts';
import { decidePasskey } from '#server/table/passkey-answer.ts';
import { putUpCode } from '#server/table/opening.ts';
import { decidePlain, type ItemOf } from '#server/table/plain-move.ts';
import type { Rewriter } from '#server/table/rewrite.ts';
import { changeWords, logsNaming, logsWith, type Hidden } from '#server/table/shared-words.ts';
import { decideUnname } from '#server/table/third-person.ts';
import { decideShielded } from '#server/table/shield.ts';
import { decideDeclare, decideWithdraw } from '#server/table/state.ts';
import { sitsAt } from '#server/table/hears.ts';

/** What moves lean on beside the hall: the documents, the key, chance. */
export type MoveTools = Omit<FreezeTools, 'at'> &
	Rewriter & {
		readonly hall: Hall;
		/** The stored shared words of a sheet, as the hub has them. */
		readonly itemsOf: (sheet: SheetId) => Promise<ReturnType<typeof readItems>>;
		/** Asks every writer of these sheets to send what they still have; 2 s at most (design decision 11). */
		readonly still: (sheets: readonly SheetId[]) => Promise<void>;
		/** Finishes what a besloten tijd lets into the plan. */
		readonly bringIn: (circle: CircleId) => Promise<void>;
	};

/** A message of this seat at this circle. Anything that is not a move is `not-a-move`. */
export async function doMove(tools: MoveTools, id: CircleId, who: Mover, message: unknown): Promise<MoveAck> {
	const parsed = v.safeParse(moveMessage, message);
	if (!parsed.success) return { id: idIn(message), no: 'not-a-move' };
	const { id: moveId, move } = parsed.output;
	return { id: moveId, no: await moveFor(tools, id, who, moveId, move) };
}

/** Who moves: a person at this table, and the device they move from, if it is one. */
export type Mover = {
	readonly person: PersonId;
	readonly seat: SeatId | null;
	/** From a tablet that goes round. */
	readonly tablet?: SeatId | null;
};

/** Does a move that was parsed; the refusal, or null once it is on disk. */
export async function moveFor(
	tools: MoveTools,
	id: CircleId,
	who: Mover,
	moveId: MoveId,
	move: Move
): Promise<string | null> {
	if (move.do === 'hide-name') return tools.inTurn(id, () => moveNow(tools, id, who, moveId, move));
	return moveNow(tools, id, who, moveId, move);
}

async function moveNow(
	tools: MoveTools,
	id: CircleId,
	who: Mover,
	moveId: MoveId,
	move: Move
): Promise<string | null> {
	const known = await tools.hall.live(id);
	if (known && isKeptWaiting(known, who, move)) return unlessDone(tools, id, who, moveId);
	if (known) await prepare(tools, known, who, move);
	const itemOf = known ? await itemsFor(tools, known, who, move) : () => null;
	const hidden = known ? await changeWords(tools, known, who.person, move, itemOf) : null;
	if (isNo(hidden)) return hidden.no;
	const at = tools.hall.now();
	try {
		const refused = await tools.hall.commit(id, who.person, moveId, (tx, live) =>
			decide(tools, tx, live, { move, who, at, itemOf, hidden })
		);
		return refused?.no ?? null;
	} catch (error) {
		if (error instanceof NotPresented) return error.code;
		throw error;
	}
}

/** A move whose answer was lost is asked again, and may be on disk since before they began to talk. */
async function unlessDone(tools: MoveTools, id: CircleId, { person }: Mover, moveId: MoveId) {
	const refused = await tools.hall.commit(id, person, moveId, () => no('private-time'));
	return refused?.no ?? null;
}

const idIn = (message: unknown): MoveAck['id'] => {
	const read = v.safeParse(v.object({ id: v.string() }), message);
	return (read.success ? read.output.id.slice(0, 40) : '') as MoveAck['id'];
};

/** Asked before a document is touched, and once more where it is decided. */
const isKeptWaiting = (live: Live, { person }: Mover, move: Move): boolean =>
	waitsForPrivate(live.table.circle, move.do) && sitsAt(live, person);

/** Before the gate is locked, what people are typing this very moment comes in. */
async function prepare(tools: MoveTools, live: Live, who: Mover, move: Move): Promise<void> {
	if (move.do !== 'present' || who.person !== live.table.circle.leader) return;
	await tools.bringIn(live.row.id);
	const open = live.sheets.filter((sheet) => sheet.open && isShared(sheet.audience));
	await tools.still(open.map((sheet) => sheet.id));
}

/** A yes is checked against the words as they are stored; no other move looks into a document. */
async function itemsFor(tools: MoveTools, live: Live, who: Mover, move: Move): Promise<ItemOf> {
	const shared = 'sheet' in move && move.sheet && hasShared(live, who, move.sheet) ? move.sheet : null;
	const from = move.do === 'private-yes' && hasSheet(live, who, move.talk) ? move.talk : shared;
	if (!from) return () => null;
	const items = await tools.itemsOf(from);
	return (sheet, item) => (sheet === from ? (items.find((one) => one.id === item) ?? null) : null);
}

/** Whether this is an open sheet here that the one who moves may have; of another they know nothing. */
function hasSheet({ sheets, table }: Live, { person }: Mover, id: SheetId): boolean {
	const sheet = sheets.find((one) => one.id === id && one.open);
	const role = table.people.get(person)?.role;
	if (!sheet || !role) return false;
	return mayHaveSheet({ is: 'person', person, role }, sheet, table.circle);
}

/** Of the table, or of all but the school: where a promise stands, and what a besloten tijd brings in. */
const hasShared = (live: Live, who: Mover, id: SheetId): boolean =>
	hasSheet(live, who, id) && live.sheets.some((one) => one.id === id && isShared(one.audience));

const isInner = (id: SheetId | null) => (sheet: Live['sheets'][number]) =>
	sheet.id === id && sheet.audience === 'inner';

type Asked = {
	readonly move: Move;
	readonly who: Mover;
	readonly at: number;
	readonly itemOf: ItemOf;
	readonly hidden: Hidden | null;
};

async function decide(tools: MoveTools, tx: Writer, live: Live, asked: Asked): Promise<Decided | No> {
	const { move, who, at, itemOf, hidden } = asked;
	if (isKeptWaiting(live, who, move)) return no('private-time');
	if (isHouseMove(move)) return decideHouse(tools, tx, live, { move, who, at, hidden });
	const names = 'sheet' in move ? move.sheet : move.do === 'private-yes' ? move.to : null;
	if (names && !hasShared(live, who, names)) return no('no-such-item');
	// What everybody reads anyhow is not said to the school in other words.
	const stays = move.do !== 'school-words' || live.sheets.some(isInner(move.sheet));
	if (names && !stays) return no('no-such-item');
	if (move.do === 'take' || move.do === 'agree') {
		const apart = await promisedApart(tx, live, itemOf(move.sheet, move.item), who.person);
		if (apart) return apart;
	}
	const decided = await decidePlain(tx, live, { move, by: who.person, at }, itemOf);
	const logs = logsWith(live, move);
	return isNo(decided) || logs.length === 0 ? decided : { ...decided, after: () => tools.condense(logs) };
}

/** As the wire names them. */
const houseMoves: ReadonlySet<string> = new Set(houseMove.options.map(({ entries }) => entries.do.literal));

const isHouseMove = (move: Move): move is HouseMove => houseMoves.has(move.do);

async function decideHouse(
	tools: MoveTools,
	tx: Writer,
	live: Live,
	{ move, who, at, hidden }: Omit<Asked, 'move' | 'itemOf'> & { readonly move: HouseMove }
): Promise<Decided | No> {
	const by = who.person;
	const leads = by === live.table.circle.leader;
	switch (move.do) {
		case 'reword-round':
		case 'add-round':
		case 'move-round':
		case 'remove-round':
		case 'tone':
			return leads ? decideAsked(live, move) : no('only-the-leader');
		case 'hide-name': {
			if (!hidden) return no('not-now');
			const decided = decideUnname(live, { ...hidden, by }, hidden.sheets);
			const logs = [...hidden.sheets.keys(), ...logsNaming(live, by)];
			return { ...decided, after: () => tools.condense(logs) };
		}
		case 'present':
			return decideFreeze(tx, live, by, { ...tools, at });
		case 'answer-signed':
			return decideSigned(tx, live, move, by);
		case 'answer-passkey':
			return who.tablet ? no('not-signed-well') : decidePasskey(tx, live, move, by, { ...tools, at });
		case 'answer':
			return decideGiven(tx, live, { ...move, passed: who.tablet != null }, by, { ...tools, at });
		case 'help':
			return decideHelp(tx, live, { ...move, passed: who.tablet != null }, by, { ...tools, at });
		case 'help-signed':
			return decideHelpSigned(tx, live, move, by);
		case 'key-joins':
			// Whoever taps a name on a tablet that goes round vouches for nobody.
			return who.tablet ? no('key-witness') : decideJoinKey(tx, live, move, by, { ...tools, at });
		case 'declare':
			return decideDeclare(tx, live, move, by);
		case 'withdraw':
			return decideWithdraw(live, move, by);
		case 'shield':
			return hasShared(live, who, move.sheet) ? decideShielded(live, move, by) : no('no-such-item');
		case 'welcome':
			return leads || namesAFollower(live, move, by)
				? decideWelcome(live, move, null)
				: no('only-the-leader');
		case 'admit':
			return decideAdmit(tx, live, move, by);
		case 'turn-away':
			return decideTurnAway(tx, live, move.seat, by);
		case 'admit-all':
			return leads ? decideAdmitAll(tx, live) : no('only-the-leader');
		case 'new-code':
			return leads ? { facts: [], rows: true, write: (tx) => putUpCode(tx, live) } : no('only-the-leader');
		case 'absence':
			return decideAbsence(live, move, by);
		case 'confidant':
			return decideConfidant(tx, live, move, by);
		case 'key':
			// A key is of one person's own device.
			return who.seat && !who.tablet ? keepKey(move.key, who.seat) : no('not-a-move');
		default:
			return unreachable(move);
	}
}

/** The pupil chooses who may ask, also somebody at home (domain.md §5.4). */
const namesAFollower = ({ table }: Live, move: HouseMove & { do: 'welcome' }, by: PersonId): boolean =>
	!move.seated && table.circle.seated.has(by) && table.people.get(by)?.role === 'pupil';

/** The key this device made on joining: the next version names it. A version that lies names the one it had. */
function keepKey(value: unknown, id: SeatId): Decided | No {
	const key = parsePublicJwk(value);
	if (!key) return no('not-a-move');
	return {
		facts: [],
		write: async (tx) => void (await tx.update(seat).set({ key }).where(eq(seat.id, id)))
	};
}
