// Whether an update may be applied, judged by what the room knows and without touching its document:
// whose client ids, no gaps, not too much. Pure. What Yjs then makes of it: checked-doc.ts.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { most } from '#server/sync/limits.ts';
import type { Block, Outline, Piece, Ref } from '#server/sync/read.ts';

/** What is known of a sheet. */
export type Known = {
	/** The next clock of a client id; 0 when it never wrote. */
	clock(client: number): number;
	/** Null: it never wrote here, or the house did under it. */
	owner(client: number): PersonId | null;
	/** How many client ids write here, and how many of them are this person's. */
	readonly clients: number;
	clientsOf(person: PersonId): number;
};

export type Author = {
	readonly person: PersonId;
	/** Client ids below this are the house's: `firstPersonClient` for whoever comes over a socket, 0 for the house. */
	readonly firstClient: number;
	/** How many client ids one update may bring words under. */
	readonly mostClients: number;
};

/** Yjs draws client ids from 32 random bits; the first few are kept for the house. */
export const firstPersonClient = 16;

export type Refusal =
	/** Bytes that are no update of a sheet, or that contradict themselves. */
	| 'not-understood'
	/** New words under a client id that is somebody else's. */
	| 'not-yours'
	/** It reads, but leaves the sheet in a form the schema does not know. */
	| 'not-this-schema'
	/** More than one person can have written at once, or in all. */
	| 'too-big';

/** It leans on words the room does not have yet. Not hostile: the sender is asked for them. */
export type Gap = 'gap';

export type Sound = {
	/** Client ids this update uses for the first time. */
	readonly newClients: readonly number[];
	/** Blocks with something new in them. */
	readonly fresh: readonly Block[];
	/** Some of it is known already and has to be cut off first. */
	readonly overlaps: boolean;
};

export function inspect(outline: Outline, known: Known, author: Author): Sound | No<Refusal | Gap> {
	const fresh = outline.blocks.filter((block) => block.end > known.clock(block.client));
	const newClients: number[] = [];
	for (const { client } of fresh) {
		const owner = known.owner(client);
		if (owner === author.person) continue;
		if (owner !== null || known.clock(client) > 0 || client < author.firstClient) return no('not-yours');
		newClients.push(client);
	}
	const pieces = fresh.flatMap((block) => newPieces(block, known.clock(block.client)));
	if (fresh.length > author.mostClients || pieces.length > most.structs) return no('too-big');
	if (newClients.length > 0 && isCrowded(known, author, newClients.length)) return no('too-big');
	if (hasGap(outline, fresh, pieces, known)) return no('gap');
	const overlaps =
		fresh.length < outline.blocks.length || fresh.some((block) => block.clock < known.clock(block.client));
	return { newClients, fresh, overlaps };
}

function isCrowded(known: Known, author: Author, more: number): boolean {
	const theirs = known.clientsOf(author.person) + more;
	return theirs > most.clientsPerPerson || known.clients + more > most.clientsPerSheet;
}

export function newPieces(block: Block, from: number): readonly Piece[] {
	if (block.clock >= from) return block.pieces;
	return block.pieces.filter((piece) => piece.clock + piece.length > from);
}

function leansOn({ origin, right, parent }: Piece): Ref[] {
	return [origin, right, parent].filter((ref) => ref !== null && typeof ref !== 'string');
}

function hasGap(outline: Outline, fresh: readonly Block[], pieces: readonly Piece[], known: Known): boolean {
	if (fresh.some((block) => block.clock > known.clock(block.client))) return true;
	const ends = new Map(fresh.map((block) => [block.client, block.end]));
	const knownAfter = (client: number) => ends.get(client) ?? known.clock(client);
	return (
		pieces.some((piece) => leansOn(piece).some((ref) => ref.clock >= knownAfter(ref.client))) ||
		outline.ranges.some((range) => range.end > knownAfter(range.client))
	);
}
