// How long a turn, or a silent minute, was thought to take, and whether it took that long. By the server's
// clock; a suggestion, and nothing ends by it.

import { roundNow, turnsNow, type Circle } from '#lib/circle/circle.ts';

/** Server's time, milliseconds. */
export type Span = { readonly since: number; readonly until: number };

/** Null: nobody suggested a length, nobody has the piece, or there is a pause. */
export function spanOf(circle: Circle): Span | null {
	if (circle.paused) return null;
	if (circle.minute) return span(circle.minute.since, circle.minute.seconds);
	const turns = turnsNow(circle);
	const seconds = roundNow(circle)?.seconds ?? null;
	return turns?.holder && seconds !== null ? span(turns.since, seconds + turns.extra) : null;
}

const span = (since: number, seconds: number): Span => ({ since, until: since + seconds * 1000 });

/** Follows a span for as long as the component that asks is there. */
export function watchSpan(spanNow: () => Span | null, now: () => number): { readonly up: boolean } {
	let up = $state(false);
	$effect(() => {
		const left = (spanNow()?.until ?? Infinity) - now();
		up = left <= 0;
		if (up || left === Infinity) return;
		const timer = setTimeout(() => (up = true), left);
		return () => clearTimeout(timer);
	});
	return {
		get up() {
			return up;
		}
	};
}
