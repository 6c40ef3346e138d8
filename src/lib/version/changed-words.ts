// Which words of a sentence are others than before: marked one by one, so that a reader sees just the change.

export type Marked = { readonly text: string; readonly changed: boolean };
export type Difference = {
	/** With a mark on what is no longer there. */
	readonly before: readonly Marked[];
	/** With a mark on what is new. */
	readonly after: readonly Marked[];
	/** How many words, on the side that has most of them. */
	readonly count: number;
};

/** Longer than this, a changed middle is marked whole: it is another text, and comparing it costs its square. */
const most = 400;

export function changedWords(before: string, after: string): Difference {
	const [old, now] = [tokens(before), tokens(after)];
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head]) head++;
	let tail = 0;
	while (
		tail < old.length - head &&
		tail < now.length - head &&
		old[old.length - 1 - tail] === now[now.length - 1 - tail]
	)
		tail++;
	const [oldMiddle, nowMiddle] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
	const [stays, stands] = common(oldMiddle, nowMiddle);
	const side = (all: readonly string[], middle: readonly string[], kept: ReadonlySet<number>) =>
		joined([
			...all.slice(0, head).map((text) => ({ text, changed: false })),
			...middle.map((text, i) => ({ text, changed: !kept.has(i) })),
			...all.slice(all.length - tail).map((text) => ({ text, changed: false }))
		]);
	const words = (middle: readonly string[], kept: ReadonlySet<number>) =>
		middle.filter((text, i) => !kept.has(i) && /[\p{L}\p{N}]/u.test(text)).length;
	return {
		before: side(old, oldMiddle, stays),
		after: side(now, nowMiddle, stands),
		count: Math.max(words(oldMiddle, stays), words(nowMiddle, stands))
	};
}

/** Words, and what stands between them. */
const tokens = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

/** The places, left and right, of a longest row of tokens that both have. */
function common(left: readonly string[], right: readonly string[]): [Set<number>, Set<number>] {
	const both: [Set<number>, Set<number>] = [new Set(), new Set()];
	if (left.length > most || right.length > most) return both;
	const width = right.length + 1;
	const length = new Uint16Array((left.length + 1) * width);
	const at = (i: number, j: number): number => length[i * width + j] ?? 0;
	for (let i = left.length - 1; i >= 0; i--)
		for (let j = right.length - 1; j >= 0; j--)
			length[i * width + j] =
				left[i] === right[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
	for (let i = 0, j = 0; i < left.length && j < right.length;) {
		if (left[i] === right[j]) {
			both[0].add(i++);
			both[1].add(j++);
		} else if (at(i + 1, j) >= at(i, j + 1)) i++;
		else j++;
	}
	return both;
}

/** A space between two marks of one kind belongs to them, and neighbours of one kind are one. */
function joined(parts: readonly Marked[]): Marked[] {
	const marked = parts.map(({ text, changed }, i) => {
		const between = /^\s+$/.test(text) && parts[i - 1]?.changed === true && parts[i + 1]?.changed === true;
		return { text, changed: changed || between };
	});
	return marked.reduce<Marked[]>((all, one) => {
		const last = all.at(-1);
		if (last?.changed !== one.changed) return [...all, one];
		return [...all.slice(0, -1), { text: last.text + one.text, changed: last.changed }];
	}, []);
}
