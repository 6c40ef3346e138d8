import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bindText, type Field } from '#lib/live/text-field.ts';

/** What a binding asks of a textarea, and hands that use it. */
class Paper extends EventTarget {
	value = '';
	selectionStart = 0;
	selectionEnd = 0;
	readonly ownerDocument = { activeElement: this };
	/** How often something was drawn in it. */
	drawn = 0;
	setSelectionRange(start: number, end: number): void {
		[this.selectionStart, this.selectionEnd] = [start, end];
		this.drawn++;
	}
	put(at: number, remove: number, insert: string): void {
		this.value = this.value.slice(0, at) + insert + this.value.slice(at + remove);
		this.selectionStart = this.selectionEnd = at + insert.length;
		this.dispatchEvent(new Event('input'));
	}
	composes = (on: boolean) => this.dispatchEvent(new Event(on ? 'compositionstart' : 'compositionend'));
}

/** A field on one text, and somebody else who has the same text somewhere else. */
function bound(words: string, holds?: () => boolean) {
	const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
	mine.clientID = 1;
	theirs.clientID = 2;
	mine.getText('t').insert(0, words);
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
	mine.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'other') Y.applyUpdate(theirs, update, 'other');
	});
	const field = new Paper();
	const binding = bindText(field as unknown as Field, mine.getText('t'), holds);
	const other = (change: (text: Y.Text) => void) => {
		change(theirs.getText('t'));
		Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)), 'other');
	};
	return { field, binding, other, text: () => mine.getText('t').toString() };
}

describe('the caret', () => {
	it.each([
		['before it', 0, 0, 'Toch ', 11],
		['behind it', 12, 0, ' dan', 6],
		['exactly at it, and so behind it', 6, 0, 'heel ', 6],
		['around it, taken away', 3, 7, '', 3]
	])('stays where its owner has it when others write %s', (_, at, remove, insert, caret) => {
		const { field, other, text } = bound('Samen eten we');
		field.setSelectionRange(6, 6);
		other((one) => {
			one.delete(at, remove);
			one.insert(at, insert);
		});
		expect(field.value).toBe(text());
		expect([field.selectionStart, field.selectionEnd]).toEqual([caret, caret]);
	});
});

describe('while a word is composed', () => {
	it('nothing of others is drawn, letters go out all the same, and then everything is there', () => {
		const { field, other, text } = bound('wij eten');
		field.composes(true);
		field.put(8, 0, ' s');
		other((one) => one.insert(0, 'Ja, '));
		const drawn = field.drawn;
		field.put(10, 0, 'a');
		field.put(11, 0, 'men');
		expect([field.value, field.drawn]).toEqual(['wij eten samen', drawn]);
		expect(text()).toBe('Ja, wij eten samen');
		field.composes(false);
		expect([field.value, field.selectionStart]).toEqual(['Ja, wij eten samen', 18]);
	});

	it('letters land in the word they were typed in, however much others wrote before it', () => {
		const { field, other, text } = bound('abc');
		field.composes(true);
		other((one) => one.insert(3, 'XY'));
		field.put(1, 0, 'd');
		field.put(2, 0, 'e');
		field.put(4, 0, 'f');
		expect(text()).toBe('adebfcXY');
	});

	it('a word that another replaced meanwhile is not taken from them', () => {
		const { field, other, text } = bound('een oud woord');
		field.composes(true);
		other((one) => {
			one.delete(4, 3);
			one.insert(4, 'nieuw');
		});
		field.put(4, 4, '');
		field.composes(false);
		expect(text()).toBe('een nieuwwoord');
	});
});

it('in a quiet round others wait until it ends', () => {
	let quiet = true;
	const { field, binding, other } = bound('', () => quiet);
	other((one) => one.insert(0, 'Ik wil rust.'));
	expect(field.value).toBe('');
	quiet = false;
	binding.draw();
	expect(field.value).toBe('Ik wil rust.');
});

it('what cannot be kept does not leave, and a closed field is left alone', () => {
	const { field, binding, other, text } = bound('');
	field.put(0, 0, 'te\u0000rug\ud83d');
	expect(text()).toBe('terug');
	binding.close();
	other((one) => one.insert(0, 'Kom '));
	field.put(0, 0, 'x');
	expect([text(), field.value.includes('Kom')]).toEqual(['Kom terug', false]);
});

/** mulberry32: the same every time. */
function chance(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	return (below: number) => Math.floor(next() * below);
}

describe('two who write at once', () => {
	/** Every letter is written once, so that each can be followed. */
	it.each([1, 2, 3, 4, 5, 6, 7, 8])('keep every letter, each in its own order (seed %i)', (seed) => {
		const pick = chance(seed);
		for (let round = 0; round < 200; round++) {
			let letter = 0x4e00;
			const write = (most: number) =>
				Array.from({ length: pick(most) }, () => String.fromCharCode(letter++)).join('');
			const first = write(9);
			const { field, other, text } = bound(first);
			const [written, wiped] = [new Set(first), new Set<string>()];
			const edit = (words: string) => {
				const at = pick(words.length + 1);
				const remove = pick(Math.min(4, words.length - at + 1));
				const insert = write(4);
				for (const one of insert) written.add(one);
				for (const one of words.slice(at, at + remove)) wiped.add(one);
				return [at, remove, insert] as const;
			};
			field.composes(true);
			for (let step = 0; step < 8; step++) {
				if (pick(2) === 0) field.put(...edit(field.value));
				else
					other((one) => {
						const [at, remove, insert] = edit(one.toString());
						one.delete(at, remove);
						one.insert(at, insert);
					});
			}
			const mine = [...field.value];
			field.composes(false);
			const all = [...text()];
			expect(all.toSorted()).toEqual([...written].filter((one) => !wiped.has(one)).toSorted());
			expect(all.filter((one) => mine.includes(one))).toEqual(mine.filter((one) => !wiped.has(one)));
			expect(field.value).toBe(text());
		}
	});
});
