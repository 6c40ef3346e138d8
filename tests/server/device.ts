// A phone at the real house, without its screen: the room as the page has it, with every letter that was typed
// on it, what of it was ever called kept, and a network that can go.

import { WebSocket as NodeSocket } from 'ws';
import { vi } from 'vitest';
import type { ItemId } from '#lib/base/id.ts';
import { LiveRoom } from '#lib/live/live-room.svelte.ts';
import type { LiveSheet } from '#lib/live/live-sheet.svelte.ts';
import { readItems } from '#lib/plan/sheet.ts';
import type { TableView } from '#lib/wire/view.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

/** Seats whose network is gone, and the sockets of each. */
const away = new Set<string>();
const sockets = new Map<string, Set<NodeSocket>>();

/** One browser that holds all these seats, for `LiveSheet`, which looks for the page it is on. */
export function openBrowser(origin: string, seats: readonly WorldSeat[]): void {
	const headers = { cookie: seats.map((seat) => seat.cookie).join('; '), origin };
	vi.stubGlobal('location', { origin });
	// Every line to a sheet listens to the end of this process.
	process.setMaxListeners(0);
	vi.stubGlobal(
		'WebSocket',
		class extends NodeSocket {
			constructor(url: string) {
				const seat = new URL(url).searchParams.get('seat') ?? '';
				super(away.has(seat) ? 'ws://127.0.0.1:1' : url, { headers });
				const here = sockets.get(seat) ?? new Set();
				sockets.set(seat, here.add(this));
				this.on('close', () => here.delete(this));
			}
		}
	);
}

/** What stood on the device when the draft it is of ended. */
export type Draft = { readonly typed: string; readonly kept: string };

export class Device {
	readonly person: Person;
	#room: LiveRoom | null = null;
	#heading: number;
	/** Of the draft that goes on: every letter, and what was called kept at the last look. */
	#typed = '';
	#kept = '';
	#late: TableView['sheets'] | null = null;
	#typing = false;
	#done: Promise<Draft> = Promise.resolve({ typed: '', kept: '' });

	constructor(seat: WorldSeat, origin: string, heading: number) {
		this.person = new Person(seat, origin);
		this.#heading = heading;
	}

	get room(): LiveRoom {
		if (!this.#room) throw new Error('nobody sits here');
		return this.#room;
	}

	/** The sheet of the draft that goes on, once what stands in it came. */
	get sheet(): LiveSheet | null {
		const found = this.room.sheets.find((sheet) => sheet.ref.audience === 'core');
		return found?.ready && this.#blockIn(found) ? found : null;
	}

	/** Words in sight under *na het voorleggen geschreven*. */
	get aside(): string[] {
		return this.room.aside.flatMap((sheet) => sheet.unkept.map((item) => item.text));
	}

	/** Letters of the draft that goes on. */
	get letters(): number {
		return this.#typed.length;
	}

	/** What the table tells of its sheets waits on its way, until `hear`. */
	lag(): void {
		this.person.onSheets = (sheets) => void (this.#late = sheets);
	}

	hear(): void {
		this.person.onSheets = (sheets) => this.#room?.followSheets(sheets);
		if (this.#late) this.person.onSheets(this.#late);
		this.#late = null;
	}

	async sit(): Promise<void> {
		this.hear();
		const view = await this.person.sit();
		this.#room ??= new LiveRoom(view);
		this.#room.followSheets(view.sheets);
	}

	/** Types fast until `rest`, or until the draft is put away: then there is no field any more. */
	begin(): void {
		this.#typing = true;
		this.#done = this.#type();
	}

	rest(): Promise<Draft> {
		this.#typing = false;
		return this.#done;
	}

	/** Resolves when the draft was put away. */
	ended(): Promise<Draft> {
		return this.#done;
	}

	/** The network goes: no socket of this phone hears or says anything more. */
	lose(): void {
		away.add(this.person.id);
		for (const socket of sockets.get(this.person.id) ?? []) socket.terminate();
		this.person.leave();
	}

	/** The network is back. */
	async find(): Promise<void> {
		away.delete(this.person.id);
		this.room.retry();
		await this.sit();
	}

	/** The line is let go and taken up again, as when a phone changes from one network to another. */
	reconnect(): void {
		this.room.lost();
	}

	leave(): void {
		this.room.close();
		this.person.leave();
	}

	async #type(): Promise<Draft> {
		await until(() => this.sheet !== null, 'a draft to write in', 20_000);
		const sheet = this.sheet;
		const block = sheet && this.#blockIn(sheet);
		const text = sheet && block && sheet.text(block, 'text');
		if (!sheet || !text) throw new Error('no draft');
		this.#typed = text.toString();
		this.#kept = this.#typed;
		let at = 0;
		while (this.#typing && this.room.sheets.includes(sheet)) {
			if (sheet.state === 'saved') this.#kept = this.#typed;
			const letter = 'abcdefghijklmnopqrstuvwxyz '[at++ % 27] ?? ' ';
			text.insert(text.length, letter);
			this.#typed += letter;
			// The rhythm of a fast hand, that breathes after a word; nothing waits for it.
			await new Promise((resolve) => setTimeout(resolve, letter === ' ' ? 90 : 20));
		}
		return { typed: this.#typed, kept: this.#kept };
	}

	#blockIn(sheet: LiveSheet): ItemId | null {
		return readItems(sheet.doc)[this.#heading]?.id ?? null;
	}
}
