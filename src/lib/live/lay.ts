// A draft that leaves its sheet: laid on the table whole, or shown to named people. It is wiped there only when
// the table, as far as this device knows, takes it; the move keeps its words from then on.

import type { Text } from 'yjs';
import type { ItemId, PersonId, VoiceId } from '#lib/base/id.ts';
import type { LiveRoom } from '#lib/live/live-room.svelte.ts';
import { newId } from '#lib/live/new-id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import type { Original } from '#lib/plan/line.ts';
import type { TableMove } from '#lib/table/decide.ts';

export type Said = { readonly voice: VoiceId; readonly kind: OwnKind; readonly about: ItemId | null };

/** The refusal, or null when it is on its way. */
export function layDraft(
	room: LiveRoom,
	{ voice, kind, about }: Said,
	draft: Text,
	original: Original | null = null
): string | null {
	const said = original ? { original } : {};
	const text = draft.toString();
	return send(room, { do: 'lay', line: newId(), voice, kind, about, text, ...said }, draft);
}

/** `school`: that somebody of a school will read it was said, and meant. */
export function showDraft(
	room: LiveRoom,
	{ voice, kind, about }: Said,
	draft: Text,
	readers: readonly PersonId[],
	school: boolean
): string | null {
	const text = draft.toString();
	return send(room, { do: 'show', line: newId(), voice, kind, about, text, readers, school }, draft);
}

function send(room: LiveRoom, move: TableMove & { readonly text: string }, draft: Text): string | null {
	if (move.text.trim() === '') return 'empty';
	const refusal = room.table.would(move);
	if (refusal) return refusal;
	void room.table.move(move);
	draft.delete(0, draft.length);
	return null;
}
