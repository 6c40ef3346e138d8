// Everything one seat holds of a table: the table itself, the sheets it may have, and one honest answer
// to "is it kept?" about one's own words, wherever they were written.

import { createContext } from 'svelte';
import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import type { SyncState } from '#lib/live/sync-socket.ts';
import { LiveSheet } from '#lib/live/live-sheet.svelte.ts';
import type { MyUndo } from '#lib/live/my-undo.svelte.ts';
import { LiveTable } from '#lib/live/live-table.svelte.ts';
import { newId } from '#lib/live/new-id.ts';
import { readUnsent } from '#lib/live/unsent.ts';
import type { Draft } from '#lib/plan/draft.ts';
import { itemDigest, wholeDigest, type Item } from '#lib/plan/item.ts';
import { addItem, setItem, setNeed, type NewItem, type Setting } from '#lib/plan/sheet.ts';
import { isShared, type Audience } from '#lib/table/stream.ts';
import type { Move } from '#lib/wire/move.ts';
import type { SheetRef, TableView } from '#lib/wire/view.ts';

export type Placed = { readonly item: Item; readonly sheet: LiveSheet };

export class LiveRoom {
	readonly table: LiveTable;
	sheets = $state.raw<readonly LiveSheet[]>([]);
	/** Sheets that ended while something of mine was not sent: kept in sight. */
	aside = $state.raw<readonly LiveSheet[]>([]);
	/** The draft, while besloten tijd goes on without this seat: out of sight, its unsent words kept. */
	#parked = $state.raw<readonly LiveSheet[]>([]);

	core = $derived.by(() => this.#open('core'));
	inner = $derived.by(() => this.#open('inner'));
	own = $derived.by(() => this.#lap ?? this.#open('own'));
	/** What stands on my own sheet in my own voices: a draft for another, whom one types for, is not mine. */
	ownDrafts: readonly Draft[] = $derived.by(() =>
		(this.own?.drafts ?? []).filter(
			({ voice, original }) => !original && this.table.me?.voices.some(({ id }) => id === voice)
		)
	);
	/** Shared words of both sheets, in the table's order, the removed ones left out. */
	items: readonly Placed[] = $derived.by(() => this.#items());
	/** saved: bewaard bij de tafel · sent: verstuurd, nog niet bewaard · local: op dit toestel. */
	saveState: SyncState = $derived.by(() => this.#saveState());
	/** Something of mine is not at the table yet; without it, *local* only says that there is no line. */
	waits = $derived.by(
		() => this.table.pending.length > 0 || [...this.sheets, ...this.#parked].some((sheet) => sheet.unsent)
	);
	/** This browser keeps nothing: words that are not at the table are only on this page. */
	forgetful = $derived.by(() => this.table.forgetful || this.sheets.some((sheet) => sheet.forgetful));
	/** Nobody knows yet what this device holds: nothing is claimed. */
	opening = $derived.by(() => !this.#opened || this.sheets.some((sheet) => !sheet.read));
	/** Undo of one's own changes, once it is here. */
	undo: MyUndo | null = null;
	#opened = $state(false);
	/** A tablet that goes round: nothing of anybody stays on it, and nobody's own sheet is opened there. */
	readonly passed: boolean;
	/** On such a tablet: what is being written, on this page and nowhere else, until it is laid on the table. */
	#lap: LiveSheet | null = null;

	constructor(view: TableView, as: 'seat' | 'wall' = 'seat', passed = false) {
		this.passed = passed;
		this.table = new LiveTable(view, (sheet, item) => this.itemOf(sheet, item), as, passed);
		if (passed) this.#lap = new LiveSheet(lapOf(view), view.me.seat, () => false, true);
	}

	/** Words of this page that nobody would ever see again. */
	get onLap(): boolean {
		return (this.#lap?.drafts.length ?? 0) > 0;
	}

	connect(): void {
		this.table.connect();
		this.followSheets(this.table.view.sheets);
		this.#opened = true;
		void this.#findAside();
	}

	/** Words a freeze overtook, on an earlier page of this device. */
	async #findAside(): Promise<void> {
		if (this.passed) return;
		const { sheets, me } = this.table.view;
		for (const ref of sheets.filter((one) => !one.open && readUnsent(me.seat, one) !== null)) {
			const sheet = new LiveSheet(ref, me.seat, () => false);
			await sheet.recall();
			if (sheet.unkept.length > 0) this.aside = [...this.aside, sheet];
			else await sheet.forget();
		}
	}

	/** Its writer brought it in some other way. */
	async doneWith(sheet: LiveSheet): Promise<void> {
		this.aside = this.aside.filter((one) => one !== sheet);
		await sheet.forget();
	}

	/** Opens the sheets of the draft that goes on and puts away the ones that ended. */
	followSheets(refs: readonly SheetRef[]): void {
		const wanted = refs.filter((ref) => ref.open && (!this.passed || isShared(ref.audience)));
		const same = (sheet: LiveSheet) =>
			wanted.some(
				(ref) =>
					ref.id === sheet.ref.id && ref.epoch === sheet.ref.epoch && ref.audience === sheet.ref.audience
			);
		const all = [...this.sheets, ...this.#parked];
		const kept = all.filter(same);
		const put = all.filter((sheet) => !same(sheet));
		const fresh = wanted.filter((ref) => !kept.some((sheet) => sheet.ref.id === ref.id));
		const parked = put.filter((sheet) => this.#waitsFor(sheet, refs));
		for (const sheet of put) {
			if (parked.includes(sheet)) sheet.park();
			else this.#putAway(sheet, refs);
		}
		this.#parked = parked;
		for (const sheet of kept) sheet.resume();
		const made = fresh.map((ref) => {
			const holds = () => ref.audience !== 'own' && this.#holds;
			return new LiveSheet(ref, this.table.view.me.seat, holds, this.passed);
		});
		this.sheets = [...kept, ...made];
		for (const sheet of made) void sheet.open();
	}

	/** Draws what waited, when a quiet round ends. */
	draw(): void {
		for (const sheet of this.sheets) sheet.draw();
	}

	itemOf(sheet: SheetId, item: ItemId): Item | null {
		const found = this.sheets.find((one) => one.ref.id === sheet);
		return found?.items.find((one) => one.id === item) ?? null;
	}

	add(sheet: LiveSheet, item: Omit<NewItem, 'id'>): ItemId {
		const id = newId<'item'>();
		addItem(sheet.doc, { ...item, id }, 'here');
		this.undo?.added(sheet, id);
		return id;
	}

	set({ item, sheet }: Placed, setting: Setting): void {
		this.undo?.set(sheet, item.id, setting);
		setItem(sheet.doc, item.id, setting, 'here');
	}

	need({ item, sheet }: Placed, person: PersonId, needed: boolean): void {
		setNeed(sheet.doc, item.id, person, needed, 'here');
	}

	/** Whose yes a *vraag aan* needs unless the table says otherwise: of the pupils and parents who sit here. */
	get concerned(): PersonId[] {
		const { circle, people } = this.table.table;
		return [...circle.seated].filter((id) => ['pupil', 'parent'].includes(people.get(id)?.role ?? ''));
	}

	/** *Wij*: one promise for each, with the same words; the one that said *wij* leaves the table (S1-16). */
	splitFor({ item, sheet }: Placed, people: readonly PersonId[]): void {
		const { kind, text, when, how, strand, level } = item;
		const split = () => {
			for (const owner of [...people].reverse())
				this.add(sheet, {
					...{ kind, text, when, how, strand, owner, after: item.id },
					...(level ? { level } : {}),
					asker: item.asker === owner ? null : item.asker
				});
			this.set({ item, sheet }, { gone: true });
		};
		if (this.undo) this.undo.asOne(split);
		else split();
	}

	/** A yes to the words as they stand here: first they are kept by the table, then the yes goes. */
	async sayYes(
		{ item, sheet }: Placed,
		as: 'take' | 'agree',
		person: PersonId,
		witness: PersonId | null
	): Promise<string | null> {
		await sheet.saved();
		const digest = itemDigest(item);
		const move: Move = { do: as, sheet: sheet.ref.id, item: item.id, digest, person, witness };
		return this.table.move(move);
	}

	/** In a quiet round shared words stand still; what a class says is written in its rounds, whole. */
	get #holds(): boolean {
		return this.table.quiet && this.table.table.circle.setting !== 'class';
	}

	/** This sentence of a besloten tijd may enter the plan, as it stands here, on that sheet. */
	async letIn(talk: LiveSheet, item: Item, to: SheetId): Promise<string | null> {
		await talk.saved();
		const { ref } = talk;
		const digest = wholeDigest(item);
		return this.table.move({ do: 'private-yes', talk: ref.id, item: item.id, digest, to });
	}

	retry(): void {
		this.table.retry();
		for (const sheet of this.sheets) sheet.retry();
	}

	/** The browser knows that the network is gone. */
	lost(): void {
		this.table.lost();
		for (const sheet of this.sheets) sheet.lost();
	}

	close(): void {
		this.table.close();
		for (const sheet of [...this.sheets, ...this.#parked]) sheet.close();
		this.#lap?.close();
	}

	/** Gone from what this seat may have, and neither closed nor another's by now: it comes back. */
	#waitsFor(sheet: LiveSheet, refs: readonly SheetRef[]): boolean {
		const told = refs.some((ref) => ref.id === sheet.ref.id);
		const parked = this.table.outside || this.#parked.includes(sheet);
		return parked && isShared(sheet.ref.audience) && !told && !sheet.ended;
	}

	#putAway(sheet: LiveSheet, refs: readonly SheetRef[]): void {
		// All may have been kept when it closed, and a hand have typed on until the page knew.
		const unsent = sheet.ended?.unsent === true || (sheet.touched && sheet.state !== 'saved');
		const relabelled = refs.some((ref) => ref.open && ref.id === sheet.ref.id);
		if (unsent && !relabelled) this.aside = [...this.aside, sheet];
		else sheet.close();
	}

	#open(audience: Audience): LiveSheet | null {
		return this.sheets.findLast((sheet) => sheet.ref.audience === audience) ?? null;
	}

	#items(): Placed[] {
		const shared = this.sheets.filter((sheet) => isShared(sheet.ref.audience));
		return shared.flatMap((sheet) =>
			sheet.items.filter((item) => !item.gone).map((item) => ({ item, sheet }))
		);
	}

	#saveState(): SyncState {
		const parked = this.#parked.filter((sheet) => sheet.unsent);
		const states = [...this.sheets, ...parked].map((sheet) => sheet.state);
		const moves = this.table.pending.length > 0 ? [this.table.online ? 'sent' : 'local'] : [];
		const all = [...states, ...moves];
		if (this.opening) return 'local';
		if (all.includes('local')) return 'local';
		return all.includes('sent') ? 'sent' : 'saved';
	}
}

const lapOf = ({ circle }: TableView): SheetRef => ({
	id: circle.id as string as SheetId,
	epoch: 0,
	audience: 'own',
	open: true
});

export const [getRoom, setRoom] = createContext<LiveRoom>();
