// A log in memory, as the hub's port asks for it: it can be slow, closed, or broken when a test says so.

import type { CircleId, PersonId, SheetId } from '#lib/base/id.ts';
import type { SheetShape } from '#lib/plan/check.ts';
import type { Append, Log, Stored } from '#server/sync/ports.ts';

type Kept = {
	readonly circle: CircleId;
	readonly epoch: number;
	readonly shape: SheetShape;
	open: boolean;
	readonly updates: Uint8Array[];
	readonly clients: Map<number, PersonId>;
};

export type NewSheet = {
	readonly id: SheetId;
	readonly circle: CircleId;
	readonly shape?: SheetShape;
	readonly epoch?: number;
	readonly seed?: Uint8Array;
};

export class MemoryLog implements Log {
	/** What whoever appends waits for first: a test's own slowness or failure. */
	before: () => Promise<void> = () => Promise.resolve();
	beforeLoad: () => Promise<void> = () => Promise.resolve();
	loads = 0;
	appends = 0;
	#sheets = new Map<SheetId, Kept>();

	add({ id, circle, shape = 'shared', epoch = 1, seed }: NewSheet): void {
		const updates = seed ? [seed] : [];
		this.#sheets.set(id, { circle, epoch, shape, open: true, updates, clients: new Map() });
	}

	/** The gate of a freeze: from now on nothing of this sheet is stored. */
	shut(id: SheetId): void {
		this.#kept(id).open = false;
	}

	updates(id: SheetId): readonly Uint8Array[] {
		return this.#kept(id).updates;
	}

	owners(id: SheetId): ReadonlyMap<number, PersonId> {
		return this.#kept(id).clients;
	}

	async load(id: SheetId): Promise<Stored | null> {
		this.loads++;
		await this.beforeLoad();
		const kept = this.#sheets.get(id);
		if (!kept) return null;
		const { circle, epoch, shape, open, updates, clients } = kept;
		const seq = updates.length;
		return { id, circle, epoch, shape, open, seq, updates: [...updates], clients: new Map(clients) };
	}

	async append(batch: readonly Append[]): Promise<ReadonlyMap<SheetId, 'stored' | 'closed'>> {
		this.appends++;
		const answers = new Map<SheetId, 'stored' | 'closed'>();
		for (const { sheet, update, clients } of batch) {
			const kept = this.#kept(sheet);
			answers.set(sheet, kept.open ? 'stored' : 'closed');
			if (!kept.open) continue;
			kept.updates.push(update);
			for (const { client, person } of clients) kept.clients.set(client, person);
		}
		return answers;
	}

	#kept(id: SheetId): Kept {
		const kept = this.#sheets.get(id);
		if (!kept) throw new Error(`no sheet ${id}`);
		return kept;
	}
}

/** A door that a test opens: whoever waits goes on when it says so. */
export function door(): { readonly shut: () => Promise<void>; readonly open: () => void } {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { shut: () => opened, open };
}
