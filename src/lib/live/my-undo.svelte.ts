// Undo of my own changes, in the order I made them, over every sheet of mine. What others wrote stays, also in
// the middle of my words; a field that somebody changed after me is left as they have it. It ends with the
// page, with the draft, and where the house took words away (circle/SPEC.md).

import * as Y from 'yjs';
import type { ItemId, SheetId } from '#lib/base/id.ts';
import { itemsOf, setItem, textFields, textOf, type Setting } from '#lib/plan/sheet.ts';

/** What undo needs of a sheet. */
export type UndoSheet = { readonly ref: { readonly id: SheetId }; readonly doc: Y.Doc };

type Change =
	| { readonly is: 'text'; readonly sheet: SheetId; readonly manager: Y.UndoManager }
	| { readonly is: 'added'; readonly sheet: UndoSheet; readonly item: ItemId }
	| {
			readonly is: 'set';
			readonly sheet: UndoSheet;
			readonly item: ItemId;
			readonly from: Setting;
			readonly to: Setting;
	  };
/** Changes of one act, undone together. */
type Step = readonly Change[];

const sheetIdOf = (change: Change): SheetId =>
	typeof change.sheet === 'string' ? change.sheet : change.sheet.ref.id;

export class MyUndo {
	#managers = new Map<SheetId, Y.UndoManager>();
	#done = $state.raw<readonly Step[]>([]);
	#undone = $state.raw<readonly Step[]>([]);
	/** Changes of an act that is going on. */
	#act: Change[] | null = null;
	canUndo = $derived.by(() => this.#done.length > 0);
	canRedo = $derived.by(() => this.#undone.length > 0);

	#milliseconds: number;

	/** `milliseconds`: what is typed within so long is one step. */
	constructor(milliseconds = 800) {
		this.#milliseconds = milliseconds;
	}

	/** Follows these sheets and no others: with a sheet that ended, its steps end. */
	follow(sheets: readonly UndoSheet[]): void {
		const ids = new Set(sheets.map(({ ref }) => ref.id));
		for (const [id, manager] of this.#managers) {
			if (ids.has(id)) continue;
			manager.destroy();
			this.#managers.delete(id);
			this.forget(id);
		}
		for (const sheet of sheets) if (!this.#managers.has(sheet.ref.id)) this.#begin(sheet);
	}

	#begin({ ref, doc }: UndoSheet): void {
		const manager = new Y.UndoManager(doc, {
			captureTimeout: this.#milliseconds,
			captureTransaction: ({ local, changed }) =>
				local && changed.size > 0 && [...changed.keys()].every((type) => type instanceof Y.Text),
			trackedOrigins: new Set<unknown>(['here', ...fieldKinds()])
		});
		manager.on('stack-item-added', ({ type, origin }) => {
			if (type === 'undo' && origin !== manager) this.#did({ is: 'text', sheet: ref.id, manager });
		});
		this.#managers.set(ref.id, manager);
	}

	added(sheet: UndoSheet, item: ItemId): void {
		this.#did({ is: 'added', sheet, item });
	}

	/** Tells what small fields were, and are going to be. */
	set(sheet: UndoSheet, item: ItemId, to: Setting): void {
		const map = itemsOf(sheet.doc).get(item);
		const before = Object.keys(to).map((field) => [field, map?.get(field) ?? emptyOf(field)]);
		this.#did({ is: 'set', sheet, item, from: Object.fromEntries(before) as Setting, to });
	}

	/** Several changes that are one act. */
	asOne(act: () => void): void {
		this.#act = [];
		act();
		const changes = this.#act;
		this.#act = null;
		if (changes.length > 0) this.#push(changes);
	}

	/** Nothing of this sheet is undone any more. */
	forget(sheet: SheetId): void {
		this.#managers.get(sheet)?.clear();
		const others = (step: Step) => step.every((change) => sheetIdOf(change) !== sheet);
		this.#done = this.#done.filter(others);
		this.#undone = this.#undone.filter(others);
	}

	undo(): void {
		const step = this.#done.at(-1);
		if (!step) return;
		this.#done = this.#done.slice(0, -1);
		for (const change of [...step].reverse()) undoOne(change);
		this.#undone = [...this.#undone, step];
	}

	redo(): void {
		const step = this.#undone.at(-1);
		if (!step) return;
		this.#undone = this.#undone.slice(0, -1);
		for (const change of step) redoOne(change);
		this.#done = [...this.#done, step];
	}

	close(): void {
		for (const manager of this.#managers.values()) manager.destroy();
		this.#managers.clear();
		this.#done = this.#undone = [];
	}

	#did(change: Change): void {
		if (this.#act) this.#act.push(change);
		else this.#push([change]);
	}

	#push(step: Step): void {
		for (const manager of this.#managers.values())
			if (!step.some((change) => change.is === 'text')) manager.stopCapturing();
		this.#done = [...this.#done, step];
		this.#undone = [];
	}
}

/** A field types with itself as origin (text-field.ts). */
const fieldKinds = (): unknown[] =>
	typeof HTMLTextAreaElement === 'undefined' ? [] : [HTMLTextAreaElement, HTMLInputElement];

const emptyOf = (field: string): boolean | null => (field === 'gone' ? false : null);

function undoOne(change: Change): void {
	if (change.is === 'text') change.manager.undo();
	else if (change.is === 'set') putBack(change.sheet, change.item, change.to, change.from);
	else if (isOnlyMine(change.sheet, change.item))
		setItem(change.sheet.doc, change.item, { gone: true }, 'undo');
}

function redoOne(change: Change): void {
	if (change.is === 'text') change.manager.redo();
	else if (change.is === 'set') putBack(change.sheet, change.item, change.from, change.to);
	else setItem(change.sheet.doc, change.item, { gone: false }, 'undo');
}

/** Field by field, where it still is as I left it. A kind or a level was never nothing. */
function putBack({ doc }: UndoSheet, item: ItemId, from: Setting, to: Setting): void {
	const map = itemsOf(doc).get(item);
	const mine = Object.entries(to).filter(([field, value]) => {
		const now = map?.get(field) ?? emptyOf(field);
		const neverNothing = value === null && (field === 'kind' || field === 'level');
		return now === (from as Record<string, unknown>)[field] && !neverNothing;
	});
	setItem(doc, item, Object.fromEntries(mine) as Setting, 'undo');
}

/** Nobody else has a letter in it. */
function isOnlyMine({ doc }: UndoSheet, item: ItemId): boolean {
	return textFields.every((field) => {
		for (let at = textOf(doc, item, field)?._start ?? null; at !== null; at = at.right)
			if (!at.deleted && at.id.client !== doc.clientID) return false;
		return true;
	});
}
