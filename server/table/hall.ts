// All tables of this house: each loaded once, moved one move at a time, told to whoever listens. A move
// is decided inside the transaction that appends its facts, under the lock of its circle's row, so two
// devices, two windows or two processes end in one truth (design decision 8).

import { eq } from 'drizzle-orm';
import type { CircleId, MoveId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { streamName, streamOf, type TableFact } from '#lib/table/stream.ts';
import { LookedInto, type Chains } from '#server/chain/sound.ts';
import { inTurnPer } from '#server/in-turn.ts';
import { appendFacts } from '#server/store/facts.ts';
import { circle, moved } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';
import { seatedApart } from '#server/table/apart.ts';
import { catchUp, loadLive, withFacts, type Live } from '#server/table/live.ts';
import type { FactRow } from '#server/table/rows.ts';

/** What a decided move does: facts, rows beside them, and what of the view changed whole. */
export type Decided = {
	readonly facts: readonly TableFact[];
	/** Rows written in the same transaction. */
	readonly write?: (tx: Writer) => Promise<void>;
	/** Rows that a view is composed from changed: the table is read anew, and everybody here told. */
	readonly rows?: boolean;
	/** Rows changed that only concern who hears these facts, or who asks: read anew, and nobody is told more. */
	readonly anew?: boolean;
	/** Once it is on disk. */
	readonly after?: (live: Live) => Promise<void> | void;
};

export type News = { readonly live: Live; readonly facts: readonly FactRow[]; readonly rows: boolean };
export type Listener = (news: News) => void;

export type Decide = (tx: Writer, live: Live) => Promise<Decided | No> | Decided | No;

export type Hall = {
	/** A table as it stands, or null when there is none. */
	live(id: CircleId): Promise<Live | null>;
	/**
	 * Decides and does one move; null when it was done, now or before, else the polite no. `by` is kept for
	 * the one who looks after the house.
	 */
	commit(id: CircleId, by: string, move: MoveId | null, decide: Decide): Promise<No | null>;
	/** Something outside a move changed what a view is composed from. */
	touch(id: CircleId): Promise<void>;
	/** Hears every change, and each table when it is first read: without news, for what was left half done. */
	listen(listener: Listener): () => void;
	/** Forgets a table nobody looks at; its truth is in the database. */
	forget(id: CircleId): void;
	now(): number;
};

export function openHall(store: Store, now: () => number, chains: Chains): Hall {
	const tables = new Map<CircleId, Live>();
	/** A table does one thing at a time. */
	const inTurn = inTurnPer<CircleId>();
	const listeners = new Set<Listener>();

	function tell(news: News): void {
		tables.set(news.live.row.id, news.live);
		if (news.facts.length > 0 || news.rows) for (const listener of listeners) listener(news);
	}

	async function live(id: CircleId): Promise<Live | null> {
		const there = tables.get(id);
		if (there) return there;
		return inTurn(id, async () => {
			const read = tables.get(id) ?? (await store.read((db) => loadLive(db, id)));
			if (!read) return null;
			tables.set(id, read);
			for (const listener of listeners) listener({ live: read, facts: [], rows: false });
			return read;
		});
	}

	async function decideInside(tx: Writer, id: CircleId, by: string, move: MoveId | null, decide: Decide) {
		const [row] = await tx.select({ id: circle.id }).from(circle).where(eq(circle.id, id)).for('update');
		const known = row ? (tables.get(id) ?? (await loadLive(tx, id))) : null;
		if (!known) return { done: no('no-such-table'), news: null, decided: null };
		const { live, news } = await catchUp(tx, known);
		const told = { live, facts: news, rows: false };
		if (move && (await wasMoved(tx, move))) return { done: null, news: told, decided: null };
		const decided = await decide(tx, live);
		if (isNo(decided)) return { done: decided, news: told, decided: null };
		const apart = await seatedApart(tx, live, decided.facts);
		if (apart) return { done: apart, news: told, decided: null };
		const agrees = decided.facts.some(isAgreed);
		if (agrees && !(await chains.isSoundToAgree(tx, live.row.traject))) throw new LookedInto();
		const facts = rowsFor(live, decided.facts, now());
		await appendFacts(tx, grouped(facts), by);
		await decided.write?.(tx);
		if (agrees || decided.write) await chains.link(tx, live.row.traject, agrees ? 'facts' : 'statements');
		if (move) await tx.insert(moved).values({ id: move, circle: id, by, refused: null });
		const after = decided.rows || decided.anew ? await loadLive(tx, id) : withFacts(live, facts);
		return {
			done: null,
			news: { live: after ?? live, facts: [...news, ...facts], rows: decided.rows === true },
			decided
		};
	}

	return {
		live,
		commit: (id, by, move, decide) =>
			inTurn(id, async () => {
				const inside = (tx: Writer) => decideInside(tx, id, by, move, decide);
				const { done, news, decided } = await store.write(inside).catch(lookedInto);
				if (news) tell(news);
				if (news && decided) await decided.after?.(news.live);
				return done;
			}),
		touch: (id) =>
			inTurn(id, async () => {
				const read = await store.read((db) => loadLive(db, id));
				if (read) tell({ live: read, facts: [], rows: true });
			}),
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		forget: (id) => void tables.delete(id),
		now
	};
}

/** What was agreed in a traject, or begins from it: said and done only where all of it holds. */
const isAgreed = ({ to, fact }: TableFact): boolean =>
	to === 'version' || (to === 'circle' && (fact.is === 'opened' || fact.is === 'presented'));

/** Nothing of this move stays, the gate it closed neither. */
function lookedInto(error: unknown) {
	if (!(error instanceof LookedInto)) throw error;
	return { done: no('looked-into'), news: null, decided: null };
}

async function wasMoved(tx: Writer, move: MoveId): Promise<boolean> {
	const rows = await tx.select({ id: moved.id }).from(moved).where(eq(moved.id, move));
	return rows.length > 0;
}

/** Numbers each fact in its stream. */
function rowsFor(live: Live, facts: readonly TableFact[], at: number): FactRow[] {
	const lengths = new Map<string, number>();
	return facts.map((told) => {
		const name = streamName(live.row.id, streamOf(told));
		const seq = (lengths.get(name) ?? live.streams.get(name)?.length ?? 0) + 1;
		lengths.set(name, seq);
		return { name, seq, told: { at, told } };
	});
}

function grouped(rows: readonly FactRow[]) {
	const streams = new Map<string, { stream: string; after: number; at: number; facts: unknown[] }>();
	for (const { name, seq, told } of rows) {
		const stream = streams.get(name) ?? { stream: name, after: seq - 1, at: told.at, facts: [] };
		stream.facts.push(told.told.fact);
		streams.set(name, stream);
	}
	return [...streams.values()];
}
