// One invented person: types into the shared words letter by letter, speaks when it has the piece, answers
// when the plan is presented. A real Yjs author through the same hub and the same rules as everybody.

import * as Y from 'yjs';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { turnsNow, versionOf } from '#lib/circle/circle.ts';
import { itemsOf, readItems, textOf } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import { errorFields } from '#server/log.ts';
import { newId } from '#server/door/secret.ts';
import type { PracticeTools } from '#server/practice/practice.ts';
import type { Typed } from '#server/practice/words.ts';
import type { Live } from '#server/table/live.ts';
import { moveFor } from '#server/table/moves.ts';

/** Milliseconds between two letters, and before taking a turn. */
const pace = { letter: 140, thought: 2_500 } as const;

export class Robot {
	#tools: PracticeTools;
	#circle: CircleId;
	#person: PersonId;
	#types: readonly Typed[];
	#stopped = false;
	#stopListening: () => void = () => {};
	#timers = new Set<NodeJS.Timeout>();
	/** What it reacted to already. */
	#done = new Set<string>();

	constructor(tools: PracticeTools, circle: CircleId, person: PersonId, types: readonly Typed[]) {
		this.#tools = tools;
		this.#circle = circle;
		this.#person = person;
		this.#types = types;
	}

	/** Resolves when it has nothing more to do: stopped, or the circle closed. */
	async live(): Promise<void> {
		this.#stopListening = this.#tools.hall.listen(({ live }) => {
			if (live.row.id === this.#circle) this.#react(live);
		});
		try {
			await this.#type();
		} catch (error) {
			this.#tools.log.warn('practice.robot', errorFields(error));
		}
	}

	stop(): void {
		this.#stopped = true;
		this.#stopListening();
		for (const timer of this.#timers) clearTimeout(timer);
	}

	async #type(): Promise<void> {
		const live = await this.#tools.hall.live(this.#circle);
		const core = live?.sheets.find((sheet) => sheet.audience === 'core');
		const state = core && (await this.#tools.hub.read(core.id));
		if (!core || !state) return;
		const doc = new Y.Doc();
		itemsOf(doc);
		Y.applyUpdate(doc, state);
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => void updates.push(update));
		for (const { heading, text } of this.#types) {
			const block = readItems(doc).find((item) => item.kind === 'together' && item.heading === heading);
			const words = block && textOf(doc, block.id, 'text');
			for (const letter of words ? text : '') {
				await this.#wait(pace.letter);
				if (this.#stopped) return;
				words?.insert(words.length, letter);
				const update = updates.splice(0)[0];
				if (update && (await this.#tools.hub.insert(core.id, update, this.#person))) return;
			}
			await this.#wait(pace.thought);
		}
	}

	#react(live: Live): void {
		const { circle } = live.table;
		if (circle.phase.at === 'closed') return this.stop();
		const version = versionOf(circle.phase);
		if (version) this.#once(`answer ${version}`, () => this.#answer(version));
		const turns = turnsNow(circle);
		if (circle.phase.at === 'round' && turns?.holder === this.#person) {
			const { round } = circle.phase;
			this.#once(`turn ${round} ${turns.turn}`, () => this.#speak(round, turns.turn));
		}
	}

	/** After a moment's thought, once. */
	#once(what: string, act: () => Promise<unknown>): void {
		if (this.#done.has(what)) return;
		this.#done.add(what);
		void this.#wait(pace.thought).then(async () => {
			if (!this.#stopped)
				await act().catch((error: unknown) => this.#tools.log.warn('practice.robot', errorFields(error)));
		});
	}

	async #speak(round: number, turn: number): Promise<void> {
		const live = await this.#tools.hall.live(this.#circle);
		const { kind, writes } = live?.table.circle.rounds[round] ?? { kind: null, writes: 'nothing' };
		const voice = live?.table.people.get(this.#person)?.voices[0];
		const text = this.#types.find((one) => one.heading === kind)?.text;
		if (voice && kind && writes === 'own' && text)
			await this.#move({ do: 'lay', line: newId(), voice: voice.id, kind, about: null, text });
		await this.#move({ do: 'pass', round, turn, how: text ? 'spoke' : 'pass', to: null });
	}

	#answer(version: VersionId): Promise<unknown> {
		const nothing = { words: '', until: null, how: 'spoken', witness: null } as const;
		return this.#move({ do: 'answer', version, person: this.#person, answer: 'yes', ...nothing });
	}

	#move(move: Move): Promise<unknown> {
		return moveFor(this.#tools.moveTools, this.#circle, { person: this.#person, seat: null }, newId(), move);
	}

	#wait(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.#timers.delete(timer);
				resolve();
			}, ms);
			this.#timers.add(timer);
			timer.unref();
		});
	}
}
