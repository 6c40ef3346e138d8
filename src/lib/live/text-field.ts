// A textarea bound to a Y.Text: small, accessible, right on Android keyboards. Letters go out as they are
// typed, also while a word is being composed; what others type waits until composing ends, and the caret
// stays where its owner has it (design decision 7).

import * as Y from 'yjs';
import { soft } from '#lib/base/clean.ts';
import { applyEdit, smallestEdit, type Edit } from '#lib/plan/sheet.ts';

export type Field = HTMLTextAreaElement | HTMLInputElement;
type Delta = Y.YTextEvent['delta'];

/** Binds until the returned function is called. `holds`: others' letters wait, as in a quiet round. */
export function bindText(field: Field, text: Y.Text, holds: () => boolean = () => false) {
	/** The text as the field last agreed with it. */
	let agreed = text.toString();
	let composing = false;
	/** What others did since, not drawn yet. */
	let waiting: Delta[] = [];

	field.value = agreed;
	grow(field);

	const typed = () => {
		const value = soft(field.value);
		const edit = smallestEdit(agreed, value, field.selectionStart ?? value.length);
		if (!edit) return;
		agreed = value;
		for (const one of throughAll(edit, waiting)) applyEdit(text, one, field);
		grow(field);
	};

	const draw = () => {
		if (composing || holds()) return;
		const start = throughDeltas(field.selectionStart ?? 0, waiting);
		const end = throughDeltas(field.selectionEnd ?? 0, waiting);
		waiting = [];
		agreed = text.toString();
		if (field.value === agreed) return;
		field.value = agreed;
		if (field.ownerDocument.activeElement === field) field.setSelectionRange(start, end);
		grow(field);
	};

	const changed = (event: Y.YTextEvent) => {
		if (event.transaction.origin === field) return;
		waiting.push(event.delta);
		draw();
	};
	const begin = () => void (composing = true);
	const end = () => {
		composing = false;
		typed();
		draw();
	};

	text.observe(changed);
	field.addEventListener('input', typed);
	field.addEventListener('compositionstart', begin);
	field.addEventListener('compositionend', end);
	return {
		/** Draws what waited. */
		draw,
		close() {
			text.unobserve(changed);
			field.removeEventListener('input', typed);
			field.removeEventListener('compositionstart', begin);
			field.removeEventListener('compositionend', end);
		}
	};
}

/**
 * An edit made on the agreed text, as edits of the text with others' changes in it. Letter by letter where
 * it takes away, so that nothing another put in between goes with it.
 */
export function throughAll(edit: Edit, deltas: readonly Delta[]): Edit[] {
	if (deltas.length === 0) return [edit];
	const edits: Edit[] = [];
	for (let letter = edit.at + edit.remove - 1; letter >= edit.at; letter--) {
		const end = throughDeltas(letter + 1, deltas);
		if (end > throughDeltas(letter, deltas)) edits.push({ at: end - 1, remove: 1, insert: '' });
	}
	if (edit.insert !== '') edits.push({ at: throughDeltas(edit.at, deltas), remove: 0, insert: edit.insert });
	return edits;
}

/** Where a place in a text is after these changes. */
export function throughDeltas(place: number, deltas: readonly Delta[]): number {
	return deltas.reduce(throughDelta, place);
}

function throughDelta(place: number, delta: Delta): number {
	let at = 0;
	for (const step of delta) {
		if (at > place) break;
		if (step.retain !== undefined) at += step.retain;
		else if (step.delete !== undefined) place -= Math.min(step.delete, place - at);
		else if (typeof step.insert === 'string') {
			if (at < place) place += step.insert.length;
			at += step.insert.length;
		}
	}
	return place;
}

/** Where `field-sizing: content` is not known yet, the field grows by its rows. */
function grow(field: Field): void {
	if (!('rows' in field) || CSS.supports('field-sizing', 'content')) return;
	field.rows = Math.max(1, field.value.split('\n').length, Math.ceil(field.value.length / 60));
}
