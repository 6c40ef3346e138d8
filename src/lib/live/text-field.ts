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
	/** Where its letters stand by now, with what others did since and is not drawn yet. */
	let standing = asAgreed(agreed);

	field.value = agreed;
	grow(field);

	const typed = () => {
		const value = soft(field.value);
		const edit = smallestEdit(agreed, value, field.selectionStart ?? value.length);
		if (!edit) return;
		agreed = value;
		text.doc?.transact(() => {
			for (const one of editsOf(edit, standing)) applyEdit(text, one, field);
		}, field);
		standing = afterEdit(edit, standing);
		grow(field);
	};

	const draw = () => {
		if (composing || holds()) return;
		const start = placeOf(field.selectionStart ?? 0, standing);
		const end = placeOf(field.selectionEnd ?? 0, standing);
		agreed = text.toString();
		standing = asAgreed(agreed);
		if (field.value === agreed) return;
		field.value = agreed;
		if (field.ownerDocument.activeElement === field) field.setSelectionRange(start, end);
		grow(field);
	};

	const changed = (event: Y.YTextEvent) => {
		if (event.transaction.origin === field) return;
		standing = afterDelta(event.delta, standing);
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

/** Where each letter of the agreed text stands now; null where somebody else took it away. */
type Standing = readonly (number | null)[];

const asAgreed = (agreed: string): Standing => Array.from({ length: agreed.length }, (_, at) => at);

/** Where a place between letters is now: behind the nearest letter on its left that is still there. */
function placeOf(place: number, standing: Standing): number {
	const left = standing.slice(0, place).findLast((at) => at !== null);
	return typeof left === 'number' ? left + 1 : 0;
}

function afterDelta(delta: Delta, standing: Standing): Standing {
	return standing.map((letter) => (letter === null ? null : letterAfter(delta, letter)));
}

function letterAfter(delta: Delta, letter: number): number | null {
	let [before, now] = [0, 0];
	for (const { retain = 0, delete: gone = 0, insert = '' } of delta) {
		if (letter < before + retain) break;
		if (letter < before + retain + gone) return null;
		before += retain + gone;
		now += retain + (typeof insert === 'string' ? insert.length : 1);
	}
	return now + letter - before;
}

/**
 * An edit made on the agreed text, as edits of the text with others' changes in it, to be done in this order.
 * What another put in between does not go with what it takes away.
 */
function editsOf({ at, remove, insert }: Edit, standing: Standing): Edit[] {
	const edits: Edit[] = [];
	for (const letter of standing.slice(at, at + remove).reverse()) {
		if (letter === null) continue;
		const last = edits.at(-1);
		if (last?.at === letter + 1) edits.splice(-1, 1, { ...last, at: letter, remove: last.remove + 1 });
		else edits.push({ at: letter, remove: 1, insert: '' });
	}
	if (insert !== '') edits.push({ at: placeOf(at, standing), remove: 0, insert });
	return edits;
}

function afterEdit({ at, remove, insert }: Edit, standing: Standing): Standing {
	const place = placeOf(at, standing);
	const taken = standing.slice(at, at + remove).filter((letter) => letter !== null).length;
	return [
		...standing.slice(0, at),
		...Array.from(asAgreed(insert), (letter) => place + (letter ?? 0)),
		...standing.slice(at + remove).map((letter) => (letter === null ? null : letter - taken + insert.length))
	];
}

/** Where `field-sizing: content` is not known yet, the field grows by its rows. */
function grow(field: Field): void {
	if (!('rows' in field) || CSS.supports('field-sizing', 'content')) return;
	field.rows = Math.max(1, field.value.split('\n').length, Math.ceil(field.value.length / 60));
}
