// The one way to the database. `write` resolves only when what was written is on disk; `read` sees one
// instant. Works are handed a `db` or `tx` and use nothing else: calling the store inside them is refused.

import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { codeOf, explained, isCollision, isDamage, StoreFailed } from '#server/store/trouble.ts';

type Database = PostgresJsDatabase<Record<string, never>>;
type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export type Reader = Pick<Transaction, 'select' | 'selectDistinct' | 'selectDistinctOn' | '$count'>;
export type Writer = Reader &
	Pick<Transaction, 'insert' | 'update' | 'delete' | 'execute' | 'with' | '$with'>;

export type Store = {
	readonly kind: 'embedded' | 'postgres';
	/** Several selects see one instant; nothing can be written. */
	read<T>(work: (db: Reader) => Promise<T>): Promise<T>;
	/**
	 * One transaction, on disk when this resolves. On PostgreSQL two works in each other's way make one of
	 * them run again, up to three times: a work touches nothing but its `tx`.
	 */
	write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
	/**
	 * After an erasure: rewrites what held words, so that dead rows hold them no more, and lets the log of changes go
	 * where that can be asked. On PostgreSQL the program does not own the tables: README.md says what is left to do.
	 */
	tidy(): Promise<void>;
	/** Whether the database answers within two seconds. */
	ready(): Promise<boolean>;
	/** Lets what runs finish, then closes. */
	close(): Promise<void>;
};

/** What stands behind a store: a pool, or the one session of the embedded database. */
export type Engine = {
	readonly kind: Store['kind'];
	sql(): Sql;
	/** As many works at once as there are sessions; waiting for one is not standing still. */
	takeTurn<T>(work: () => Promise<T>): Promise<T>;
	/** Milliseconds that a work may stand still: a statement without an answer, or none that is asked. */
	readonly patience: number;
	/** A work stood still or met a failing disk: the connection is not to be trusted any more. */
	giveUp(error: StoreFailed): void;
	/** Statements that no transaction may hold, one after another. */
	readonly tidying: readonly string[];
	close(): Promise<void>;
};

type Work = { open: boolean; still: number };
const working = new AsyncLocalStorage<Work>();
const logger = { logQuery: () => moved(working.getStore()) };

function moved(work: Work | undefined): void {
	if (work) work.still = 0;
}

/** Where words of a version, of a line, of a draft or of a paper ever stood. */
export const wordy = 'disclosure, answer, statement, note, line, sheet_update, rendering';

export function storeOn(engine: Engine): Store {
	const databases = new WeakMap<Sql, Database>();

	function database(): Database {
		const sql = engine.sql();
		const known = databases.get(sql) ?? drizzle(sql, { logger });
		databases.set(sql, known);
		return known;
	}

	async function run<T>(work: (tx: Transaction) => Promise<T>, config?: typeof reading): Promise<T> {
		if (working.getStore()?.open)
			throw new Error('read and write cannot be called inside read or write: use the db or tx at hand');
		const mine: Work = { open: true, still: 0 };
		return engine
			.takeTurn(() =>
				working.run(mine, async () => {
					const watch = watchOver(mine, engine);
					const done = async (tx: Transaction) => {
						moved(mine);
						const result = await work(tx);
						moved(mine);
						return result;
					};
					try {
						return await Promise.race([database().transaction(done, config), watch.gaveUp]);
					} finally {
						mine.open = false;
						watch.stop();
					}
				})
			)
			.catch((error: unknown) => {
				if (engine.kind === 'embedded' && isDamage(error))
					engine.giveUp(new StoreFailed(`The database's disk failed (${codeOf(error)}).`));
				throw explained(error);
			});
	}

	return {
		kind: engine.kind,
		read: (work) => run(work, reading),
		async write(work) {
			for (let more = 3; ; more--) {
				try {
					return await run(work);
				} catch (error) {
					if (more === 0 || !isCollision(error)) throw error;
				}
			}
		},
		tidy: () =>
			engine.takeTurn(async () => {
				for (const statement of engine.tidying) await engine.sql().unsafe(statement);
			}),
		async ready() {
			const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false).unref());
			const answer = engine.sql()`select 1`.then(
				() => true,
				() => false
			);
			return Promise.race([answer, late]);
		},
		close: () => engine.takeTurn(() => engine.close())
	};
}

const reading = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** At most so many works at once; the others wait in the order they came. */
export function turns(most: number): Engine['takeTurn'] {
	let free = most;
	const waiting: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free--;
		else await new Promise<void>((goOn) => waiting.push(goOn));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free++;
		}
	};
}

/** Counts looks, not hours: a machine that slept for a night has looked once. */
function watchOver(work: Work, engine: Engine): { gaveUp: Promise<never>; stop(): void } {
	const { promise, reject } = Promise.withResolvers<never>();
	const looks = 4;
	const timer = setInterval(() => {
		if (++work.still <= looks) return;
		clearInterval(timer);
		const error = new StoreFailed(`The database gave no answer for ${engine.patience / 1000} seconds.`);
		reject(error);
		engine.giveUp(error);
	}, engine.patience / looks);
	return { gaveUp: promise, stop: () => clearInterval(timer) };
}
