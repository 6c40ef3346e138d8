// The document of one sheet as the room accepts it: everything in it was inspected, applied and checked
// against the schema. A change that fails leaves no trace: the document is made anew from what was
// accepted before. Knows no sockets and no log.

import * as Y from 'yjs';
import type { PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { checkChange, type SheetShape } from '#lib/plan/check.ts';
import { itemsOf } from '#lib/plan/sheet.ts';
import { inspect, type Author, type Gap, type Known, type Refusal } from '#server/sync/inspect.ts';
import { most } from '#server/sync/limits.ts';
import type { ClientOf, Stored } from '#server/sync/ports.ts';
import { readUpdate, type Block } from '#server/sync/read.ts';
import { tooHeavy } from '#server/sync/weigh.ts';

/** What an accepted update added: Yjs's own words for it, or null when all of it was known. */
export type Taken = { readonly update: Uint8Array | null; readonly clients: readonly ClientOf[] };

/** So many accepted updates are kept before they are folded into one. */
const foldAfter = 200;

export class CheckedDoc {
	#shape: SheetShape;
	#doc: Y.Doc;
	/** What the document is made anew from. */
	#base: Uint8Array;
	#since: Uint8Array[] = [];
	#owners: Map<number, PersonId>;
	#spent = new Map<PersonId, { bytes: number; pieces: number }>();
	#pieces: number;

	private constructor(shape: SheetShape, doc: Y.Doc, owners: ReadonlyMap<number, PersonId>) {
		this.#shape = shape;
		this.#doc = doc;
		this.#base = Y.encodeStateAsUpdate(doc);
		this.#owners = new Map(owners);
		this.#pieces = count(doc);
	}

	/** Reads what was stored, letting others in between. Throws when the log itself has holes. */
	static async open(stored: Stored): Promise<CheckedDoc> {
		const doc = emptyDoc(stored.shape);
		for (let at = 0; at < stored.updates.length; at += 500) {
			const slice = stored.updates.slice(at, at + 500);
			doc.transact(() => slice.forEach((update) => Y.applyUpdate(doc, update)));
			await new Promise<void>((resume) => setImmediate(resume));
		}
		if (isPending(doc)) throw new Error(`the log of sheet ${stored.id} has holes`);
		return new CheckedDoc(stored.shape, doc, stored.clients);
	}

	/** Accepts an update, whole, or refuses it without a trace. */
	take(update: Uint8Array, author: Author): Taken | No<Refusal | Gap> {
		if (update.length > most.update || this.#isSpent(author)) return no('too-big');
		const outline = readUpdate(update, this.#shape);
		if (isNo(outline)) return outline;
		const sound = inspect(outline, this.#known, author);
		if (isNo(sound)) return sound;
		if (tooHeavy(this.#doc, outline, sound)) return no('too-big');
		// Yjs splits words where a known struct says it stands, before it sees that it knows it.
		const news = sound.overlaps ? Y.diffUpdate(update, this.vector()) : update;
		const change = this.#apply(news, sound.fresh);
		if (isNo(change)) {
			this.#restore();
			return change;
		}
		const clients = sound.newClients.map((client) => ({ client, person: author.person }));
		if (change !== null) this.#keep(change, clients, author);
		return { update: change, clients };
	}

	/** What somebody with this state vector lacks. */
	answer(vector: Uint8Array): Uint8Array {
		return Y.encodeStateAsUpdate(this.#doc, vector);
	}

	vector(): Uint8Array {
		return Y.encodeStateVector(this.#doc);
	}

	/** The whole sheet as one update. */
	state(): Uint8Array {
		return Y.encodeStateAsUpdate(this.#doc);
	}

	destroy(): void {
		this.#doc.destroy();
	}

	get #known(): Known {
		const { store } = this.#doc;
		return {
			clock: (client) => Y.getState(store, client),
			owner: (client) => this.#owners.get(client) ?? null,
			clients: store.clients.size,
			clientsOf: (person) => [...this.#owners.values()].filter((owner) => owner === person).length
		};
	}

	/** Applies and checks; what it added, null for nothing, or why not. The caller restores. */
	#apply(update: Uint8Array, fresh: readonly Block[]): Uint8Array | null | No<Refusal> {
		const doc = this.#doc;
		const before = new Map(fresh.map(({ client }) => [client, Y.getState(doc.store, client)]));
		const heard: { added: Uint8Array | null; verdict: No<Refusal> | null } = { added: null, verdict: null };
		const check = (change: Y.Transaction) => void (heard.verdict = checkChange(doc, change, this.#shape));
		const hear = (bytes: Uint8Array) => void (heard.added = bytes);
		doc.on('afterTransaction', check);
		doc.on('update', hear);
		try {
			Y.applyUpdate(doc, update);
		} catch {
			return no('not-understood');
		} finally {
			doc.off('afterTransaction', check);
			doc.off('update', hear);
		}
		if (heard.verdict !== null) return heard.verdict;
		const asRead = fresh.every((block) => Y.getState(doc.store, block.client) === block.end);
		if (!asRead || isPending(doc)) return no('not-understood');
		if (fresh.some(({ client }) => hasCollected(doc, client, before.get(client) ?? 0)))
			return no('not-this-schema');
		return heard.added;
	}

	#restore(): void {
		this.#doc.destroy();
		const doc = emptyDoc(this.#shape);
		doc.transact(() => [this.#base, ...this.#since].forEach((update) => Y.applyUpdate(doc, update)));
		this.#doc = doc;
	}

	#keep(update: Uint8Array, clients: readonly ClientOf[], author: Author): void {
		for (const { client, person } of clients) this.#owners.set(client, person);
		const spent = this.#spent.get(author.person) ?? { bytes: 0, pieces: 0 };
		const pieces = count(this.#doc);
		this.#spent.set(author.person, {
			bytes: spent.bytes + update.length,
			pieces: spent.pieces + Math.max(0, pieces - this.#pieces)
		});
		this.#pieces = pieces;
		this.#since.push(update);
		if (this.#since.length < foldAfter) return;
		this.#base = this.state();
		this.#since = [];
	}

	/** The house has no budget: what it writes it made itself. */
	#isSpent({ person, firstClient }: Author): boolean {
		const spent = this.#spent.get(person);
		if (!spent || firstClient === 0) return false;
		return spent.bytes > most.bytesPerPerson || spent.pieces > most.piecesPerPerson;
	}
}

function emptyDoc(shape: SheetShape): Y.Doc {
	const doc = new Y.Doc();
	// A root has its type before any bytes speak of it.
	if (shape === 'shared') itemsOf(doc);
	return doc;
}

function isPending({ store }: Y.Doc): boolean {
	return store.pendingStructs !== null || store.pendingDs !== null;
}

function count({ store }: Y.Doc): number {
	let pieces = 0;
	for (const structs of store.clients.values()) pieces += structs.length;
	return pieces;
}

/** A struct that leans on something that is no place becomes nothing at all: a hole that looks like a deletion. */
function hasCollected({ store }: Y.Doc, client: number, from: number): boolean {
	const structs = store.clients.get(client) ?? [];
	return structs.slice(Y.findIndexSS(structs, from)).some((struct) => struct instanceof Y.GC);
}
