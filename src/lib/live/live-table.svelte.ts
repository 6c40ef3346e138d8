// The table in the browser: what the server told, and on top of it what this device asked and has not
// heard back about. The same rules decide here and there, so a screen shows at once what will stand.

import { io, type Socket } from 'socket.io-client';
import type { Id, ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { quietNow, turnsNow } from '#lib/circle/circle.ts';
import { newId } from '#lib/live/new-id.ts';
import { Outbox } from '#lib/live/outbox.svelte.ts';
import { isOwnAnswer, worksAlone, type Refused } from '#lib/live/pending.ts';
import { ServerClock } from '#lib/live/server-clock.ts';
import { heardWords, originalsExpected, wordsExpected } from '#lib/live/words.ts';
import type { Person } from '#lib/people/person.ts';
import type { Item } from '#lib/plan/item.ts';
import type { KeptOriginal } from '#lib/plan/line.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { isOutside, viewerOf } from '#lib/table/stream.ts';
import { applyTable, type Table } from '#lib/table/table.ts';
import type { Move } from '#lib/wire/move.ts';
import { foldView } from '#lib/wire/fold.ts';
import { wireRevision } from '#lib/wire/rev.ts';
import type {
	ChangedMessage,
	ClientEvents,
	EndReason,
	FactsMessage,
	MoveAck,
	ServerEvents,
	TableView
} from '#lib/wire/view.ts';

export type ItemOf = (sheet: SheetId, item: ItemId) => Item | null;

export class LiveTable {
	view = $state.raw<TableView>() as TableView;
	online = $state(false);
	ended = $state<EndReason | null>(null);
	/** Told to the co-leader alone: the one who leads has no device here now. */
	away = $state(false);
	/** Who leads hears whose device fell away in their turn. */
	dropped = $state<PersonId | null>(null);
	/** Who writes beside which block now. */
	presence = $state.raw<ReadonlyMap<PersonId, ItemId>>(new Map());

	/** What the server told, folded. */
	#told = $derived.by(() => foldView(this.view));
	/** The table as this device expects it: told, and then its own moves. */
	table: Table = $derived.by(() => this.#expected());
	words: Readonly<Record<LineId, string>> = $derived.by(() => wordsExpected(this.view, this.pending));
	originals: Readonly<Record<LineId, KeptOriginal>> = $derived.by(() =>
		originalsExpected(this.view, this.pending)
	);
	me: Person | null = $derived.by(
		() => this.view.people.find((one) => one.id === this.view.me.person) ?? null
	);
	leads = $derived.by(() => this.view.me.person === this.table.circle.leader);
	quiet = $derived.by(() => quietNow(this.table.circle));
	/** Besloten tijd goes on without this viewer. */
	outside = $derived.by(() => isOutside(viewerOf(this.me), this.table.circle));
	/**
	 * Shared words stand still on this page: in a quiet round somebody else has the word, in a silent minute
	 * everybody writes for themselves, what was broken off waits, and in besloten tijd others would see it afterwards.
	 */
	listens = $derived.by(() => {
		const { circle } = this.table;
		if (circle.minute || circle.private || circle.phase.at === 'broken-off') return true;
		return this.quiet && !this.leads && turnsNow(circle)?.holder !== this.me?.id;
	});

	/** The socket was asked for: from here on, offline means the network is gone. */
	started = $state(false);

	#as: 'seat' | 'wall';
	#itemOf: ItemOf;
	#socket: Socket<ServerEvents, ClientEvents> | null = null;
	#key: PublicJwk | null = null;
	#keepsNothing: boolean;
	#outbox: Outbox;
	#clock: ServerClock;

	constructor(view: TableView, itemOf: ItemOf, as: 'seat' | 'wall' = 'seat', keepsNothing = false) {
		this.view = view;
		this.#clock = new ServerClock(view.now);
		this.#itemOf = itemOf;
		this.#as = as;
		this.#keepsNothing = keepsNothing;
		this.#outbox = new Outbox(view.me.seat, {
			online: () => this.online,
			ask: (id, move) => this.#emit(id, move),
			lost: () => this.lost(),
			keepsNothing
		});
	}

	get pending() {
		return this.#outbox.pending;
	}

	get refused() {
		return this.#outbox.refused;
	}

	/** Nothing can be kept on this device. */
	get forgetful() {
		return this.#outbox.forgetful;
	}

	connect(): void {
		this.started = true;
		if (this.#as === 'seat') this.#outbox.read();
		const socket: Socket<ServerEvents, ClientEvents> = io({
			auth: { seat: this.view.me.seat, as: this.#as, rev: wireRevision },
			extraHeaders: { 'x-rondetafel': '1' },
			reconnectionDelay: 500,
			reconnectionDelayMax: 5_000,
			randomizationFactor: 0.5
		});
		this.#socket = socket;
		socket.on('view', (view) => {
			this.#clock.hear(view.now);
			this.view = view;
			this.online = true;
			this.presence = new Map();
			if (this.#key) void this.#ask({ do: 'key', key: this.#key });
			void this.#outbox.send();
		});
		socket.on('facts', (message) => this.#hear(message));
		socket.on('changed', (message) => this.#change(message));
		socket.on('away', (away) => (this.away = away));
		socket.on('dropped', (person) => (this.dropped = person));
		socket.on('presence', ({ person, block }) => {
			const presence = new Map(this.presence);
			if (block === null) presence.delete(person);
			else presence.set(person, block);
			this.presence = presence;
		});
		socket.on('end', (reason) => {
			this.ended = reason;
			socket.disconnect();
		});
		socket.on('disconnect', () => {
			this.online = false;
			this.presence = new Map();
		});
	}

	/** Asks for something; resolves with the refusal, or null once it is done and on disk. */
	async move(move: Move): Promise<string | null> {
		const waits = worksAlone(move) || (!this.#keepsNothing && isOwnAnswer(move, this.view.me.person));
		if (waits) return this.#outbox.add(move);
		return this.online ? this.#ask(move) : 'needs-the-table';
	}

	/** Tells the table which key this device answers with; again after every reconnect. */
	tellKey(key: PublicJwk): void {
		this.#key = key;
		if (this.online) void this.#ask({ do: 'key', key });
	}

	/** The server's time, milliseconds. */
	now(): number {
		return this.#clock.now();
	}

	/** Whether the table would do it, as far as this device knows. */
	would(move: TableMove): string | null {
		const by = this.view.me.person;
		if (!by) return 'not-seated';
		const answer = decideTable(this.table, move, { person: by }, this.now(), this.#itemOf);
		return isNo(answer) ? answer.no : null;
	}

	/** Tells who writes beside which block; nothing at all in a quiet round. */
	writeBeside(block: ItemId | null): void {
		if (!this.quiet || block === null) this.#socket?.volatile.emit('presence', block);
	}

	looked(refused: Refused): void {
		this.#outbox.looked(refused);
	}

	retry(): void {
		this.#socket?.connect();
	}

	/** Does not wait for the line to notice that it is dead. */
	lost(): void {
		this.online = false;
		this.#socket?.io.engine?.close();
	}

	close(): void {
		this.#socket?.disconnect();
		this.#socket = null;
	}

	async #ask(move: Move): Promise<string | null> {
		const answer = await this.#emit(newId<'move'>(), move);
		return answer.no;
	}

	async #emit(id: Id<'move'>, move: Move): Promise<MoveAck> {
		try {
			const socket = this.#socket;
			if (!socket?.connected) return { id, no: 'no-answer' };
			return await socket.timeout(10_000).emitWithAck('move', { id, move });
		} catch {
			return { id, no: 'no-answer' };
		}
	}

	#hear(message: FactsMessage): void {
		const { stream, after, facts } = message;
		const before = this.view.streams.find((one) => one.name === stream);
		if ((before?.facts.length ?? 0) !== after) {
			this.#socket?.disconnect().connect();
			return;
		}
		const others = this.view.streams.filter((one) => one.name !== stream);
		this.view = {
			...this.view,
			streams: [...others, { name: stream, facts: [...(before?.facts ?? []), ...facts] }],
			...heardWords(this.view, message)
		};
		// Nobody is told meanwhile when somebody stops writing: it is forgotten here.
		if (this.quiet || this.table.circle.private !== null) this.presence = new Map();
	}

	#change({ door, asked, ...parts }: ChangedMessage): void {
		const { rounds, tone } = asked ?? { rounds: this.view.beginning.rounds, tone: this.view.circle.tone };
		const circle = { ...this.view.circle, ...door, tone };
		this.view = { ...this.view, ...parts, circle, beginning: { ...this.view.beginning, rounds } };
	}

	#expected(): Table {
		let table = this.#told;
		const by = this.view.me.person;
		if (!by) return table;
		for (const { move, at } of this.pending) {
			if (!isTableMove(move)) continue;
			const then = this.#clock.of(at);
			const answer = decideTable(table, move, { person: by }, then, this.#itemOf);
			if (isNo(answer)) continue;
			for (const told of answer) table = applyTable(table, told, then);
		}
		return table;
	}
}

/** Moves that work alone are all the table's own. */
function isTableMove(move: Move): move is TableMove {
	return worksAlone(move);
}
