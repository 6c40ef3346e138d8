// What a paper is made of: blocks of runs, in the order in which they are read. Whoever draws them knows nothing
// of plans; whoever makes them nothing of pages and fonts.

import type { PersonId } from '#lib/base/id.ts';
import type { Heading } from '#lib/plan/kind.ts';
import type { Opened } from '#lib/version/opened.ts';
import type { Act } from '#lib/version/proof.ts';
import type { VersionState } from '#lib/version/version.ts';
import type { Say } from '#lib/words/say.ts';

/** `new`: begins on a line of its own. */
export type Run = {
	readonly text: string;
	readonly as: 'plain' | 'strong' | 'soft';
	readonly new: boolean;
	/** BCP 47, of what was said in another language. */
	readonly language?: string;
};

export type Tone = Heading | 'goal' | 'engagement' | 'plain';

export type Block = {
	readonly box:
		'title' | 'state' | 'promise' | 'heading' | 'below' | 'said' | 'text' | 'fixed' | 'fine' | 'mark';
	readonly tone: Tone;
	readonly runs: readonly Run[];
};

/** What a paper says of the version's state: nothing of it is in a copy, so it is handed in. */
export type Standing =
	| { readonly is: 'presented'; readonly given: number; readonly asked: number }
	| { readonly is: Exclude<VersionState['is'], 'presented'> };

/** What a copy file tells beside its version: everything that was said, and at whose request words were destroyed. */
export type Beside = {
	readonly acts: readonly Act[];
	/** `at`: seconds. */
	readonly erased: readonly { readonly person: PersonId; readonly at: number }[];
};

export type PaperOf = {
	readonly copy: Opened;
	/** Null: an edition that printed none of it. */
	readonly beside: Beside | null;
	readonly me: PersonId;
	readonly standing: Standing;
	readonly say: Say;
	/** Six words (seal/FORMAT.md §13). */
	readonly six: string;
	/** Where one checks: an address. */
	readonly where: string;
};

export const plain = (text: string): Run => ({ text, as: 'plain', new: false });
export const strong = (text: string): Run => ({ text, as: 'strong', new: false });
export const soft = (text: string): Run => ({ text, as: 'soft', new: false });
export const below = (run: Run): Run => ({ ...run, new: true });
export const block = (box: Block['box'], tone: Tone, ...runs: Run[]): Block => ({
	box,
	tone,
	runs: runs.filter(({ text }) => text.trim() !== '')
});

/** A heading with what stands under it; nothing without that. */
export const titled = (title: string, tone: Tone, blocks: readonly Block[]): Block[] =>
	blocks.length > 0 ? [block('heading', tone, plain(title)), ...blocks] : [];

/** Everything that is written, one after another. */
export const textOf = (blocks: readonly Block[]): string[] =>
	blocks.flatMap(({ runs }) => runs.map(({ text }) => text));
