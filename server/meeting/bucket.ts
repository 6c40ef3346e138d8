// A bucket of tokens: so many at once, so many a second after that.

export type BucketLimit = { readonly perSecond: number; readonly burst: number };

/** True while there is a token left. `now` in milliseconds. */
export function bucket(limit: BucketLimit, now: () => number): () => boolean {
	let tokens = limit.burst;
	let last = now();
	return () => {
		const at = now();
		tokens = Math.min(limit.burst, tokens + ((at - last) / 1000) * limit.perSecond);
		last = at;
		if (tokens < 1) return false;
		tokens -= 1;
		return true;
	};
}
