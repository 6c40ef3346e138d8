// One sheet in the browser: the Y.Doc, its copy on this device, its line to the table, and what the
// screen shows of it. Others' words wait while a quiet round goes on; one's own never do.

import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import type { ItemId, SeatId } from '#lib/base/id.ts';
import { readDrafts, type Draft } from '#lib/plan/draft.ts';
import { draftOf, readItems, textOf, type TextField } from '#lib/plan/sheet.ts';
import { connectSheet, type SheetConnection, type SyncState } from '#lib/live/sync-socket.ts';
import type { Item } from '#lib/plan/item.ts';
import { clearUnsent, markUnsent, readUnsent, type Texts } from '#lib/live/unsent.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { SheetRef } from '#lib/wire/view.ts';

export type SheetEnd = { readonly code: number; readonly unsent: boolean };

export class LiveSheet {
	readonly ref: SheetRef;
	readonly doc = new Y.Doc();
	/** The items as the screen draws them. */
	items = $state.raw<readonly Item[]>([]);
	/** What is written on an own sheet. */
	drafts = $state.raw<readonly Draft[]>([]);
	state = $state<SyncState>('local');
	/** Closed for good by the table: frozen, left, revoked. */
	ended = $state.raw<SheetEnd | null>(null);
	/** What this device kept of it was read. */
	read = $state(false);
	/** This device keeps no copy of it. */
	forgetful = $state(false);
	/** What the table keeps of it was read at least once. */
	ready = $state(false);

	/** Besloten tijd goes on without this device: no line, and everything else as it was. */
	held = $state(false);
	/** Out of sight until the table gives it back. */
	#parked = false;

	/** Something was typed here, on this page. */
	touched = false;

	#seat: SeatId;
	/** The words of each item when everything was last kept. */
	#kept: Texts = new Map();
	/** Something of this device is not kept; it remembers that over a reload. */
	unsent = $state(false);
	#holds: () => boolean;
	#keepsNothing: boolean;
	#copy: IndexeddbPersistence | null = null;
	#line: SheetConnection | null = null;
	#waits: (() => void)[] = [];

	/** `keepsNothing`: this device goes round, and no copy stays on it. */
	constructor(ref: SheetRef, seat: SeatId, holds: () => boolean, keepsNothing = false) {
		this.#keepsNothing = keepsNothing;
		this.ref = ref;
		this.#seat = seat;
		this.#holds = holds;
		this.doc.on('afterTransaction', (change: Y.Transaction) => {
			if (change.local && change.changed.size > 0) this.#touch();
			if (change.changed.size === 0) return;
			if (!this.#holds()) this.draw();
			else if (change.local) this.#drawMine(change);
		});
	}

	/** Reads what this device kept, then joins the table. */
	async open(): Promise<void> {
		await this.recall();
		if (!this.ended && !this.held) this.#join();
	}

	#join(): void {
		this.#line = connectSheet({
			doc: this.doc,
			base: `${location.origin.replace(/^http/, 'ws')}/sync`,
			sheet: this.ref.id,
			epoch: this.ref.epoch,
			seat: this.#seat,
			onState: (state) => this.#became(state),
			onSynced: () => void (this.ready = true),
			onClosed: (code, unsaved) => this.#close(code, unsaved)
		});
	}

	/** Besloten tijd: its line is let go, its words stay on this device and wait. */
	park(): void {
		this.#parked = true;
		this.#letGo();
	}

	/** Back on the table: what waited here is told, by the same document. */
	resume(): void {
		this.#parked = false;
		if (!this.held || this.ended) return;
		this.held = false;
		this.#join();
	}

	#letGo(): void {
		this.#line?.close();
		this.#line = null;
		this.held = true;
		this.state = this.unsent ? 'local' : 'saved';
	}

	/** Reads what this device kept, and what of it the table never had. */
	async recall(): Promise<void> {
		this.#copy = this.#keepsNothing ? null : await copyOnDevice(this.ref, this.#seat, this.doc);
		this.forgetful = this.#copy === null;
		const unsent = this.#keepsNothing ? null : readUnsent(this.#seat, this.ref);
		this.#kept = unsent ?? this.#texts();
		this.unsent = unsent !== null;
		this.read = true;
	}

	#texts(): Texts {
		return new Map(readItems(this.doc).map((item) => [item.id, item.text]));
	}

	#touch(): void {
		this.touched = true;
		if (!this.unsent && !this.#keepsNothing) markUnsent(this.#seat, this.ref, this.#kept);
		this.unsent = true;
	}

	/** In a quiet round one's own words are drawn, and what others write beside them waits. */
	#drawMine(change: Y.Transaction): void {
		const mine = new Set([...change.changed].flatMap(([type, keys]) => changedItems(type, keys)));
		const fresh = readItems(this.doc).filter((item) => mine.has(item.id));
		const known = new Set(this.items.map((item) => item.id));
		this.items = [
			...this.items.map((item) => fresh.find((one) => one.id === item.id) ?? item),
			...fresh.filter((item) => !known.has(item.id))
		];
	}

	/** Draws what others wrote meanwhile. */
	draw(): void {
		if (this.ref.audience === 'own') this.drafts = readDrafts(this.doc);
		else this.items = readItems(this.doc);
	}

	text(item: ItemId, field: TextField): Y.Text | null {
		return textOf(this.doc, item, field);
	}

	draft(key: string): Y.Text {
		return draftOf(this.doc, key);
	}

	/** Resolves once everything of mine here is kept by the table: a yes may name its digest then. */
	saved(): Promise<void> {
		if (this.state === 'saved') return Promise.resolve();
		return new Promise((resolve) => this.#waits.push(resolve));
	}

	/** Items whose words may be nowhere but here. */
	get unkept(): readonly Item[] {
		return readItems(this.doc).filter(
			(item) => item.text.trim() !== '' && item.text !== this.#kept.get(item.id)
		);
	}

	retry(): void {
		this.#line?.retry();
	}

	/** The network is gone: what is typed from here on is on this device, and the screen says so at once. */
	lost(): void {
		this.#line?.lost();
	}

	#became(state: SyncState): void {
		this.state = state;
		if (state !== 'saved') return;
		this.#kept = this.#texts();
		if (this.unsent) clearUnsent(this.#seat, this.ref);
		this.unsent = false;
		for (const resolve of this.#waits.splice(0)) resolve();
	}

	/** What was not kept stays on this device, in sight; what was, needs no copy any more. */
	#close(code: number, unsent: boolean): void {
		if (code === closeCode.privateTime) return this.#wait();
		this.ended = { code, unsent };
		if (!unsent) void this.#copy?.clearData();
	}

	/** Told by the sheet's own line: the table says it too. When it was over in the same breath, that is asked. */
	#wait(): void {
		this.#letGo();
		setTimeout(() => !this.#parked && this.resume(), askAgain);
	}

	/** What was on this device is dropped: the right to it is gone, or its writer is done with it. */
	async forget(): Promise<void> {
		clearUnsent(this.#seat, this.ref);
		await this.#copy?.clearData();
		this.close();
	}

	close(): void {
		this.#line?.close();
		void this.#copy?.destroy();
		this.#copy = null;
		this.doc.destroy();
	}
}

/** Milliseconds. */
const askAgain = 3_000;

/** The items a change of one shared type is of: of the map of items, of one item, of a text in it. */
function changedItems(type: object, keys: ReadonlySet<string | null>): string[] {
	type Placed = { _item: { parentSub: string | null; parent: unknown } | null };
	const item = (type as Placed)._item;
	if (item === null) return [...keys].filter((key) => key !== null);
	const parent = (item.parent as Placed | null)?._item ?? null;
	return [parent?.parentSub ?? item.parentSub ?? ''];
}

/** The copy in IndexedDB, from the first day; without storage the page goes on and says so. */
async function copyOnDevice(ref: SheetRef, seat: SeatId, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
	if (typeof indexedDB === 'undefined') return null;
	try {
		const copy = new IndexeddbPersistence(`rondetafel/${seat}/${ref.id}.${ref.epoch}`, doc);
		await copy.whenSynced;
		return copy;
	} catch {
		return null;
	}
}
