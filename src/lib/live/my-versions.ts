// Which versions this seat may have a copy of: told by the house, small enough to ask on arriving.

import type { SeatId } from '#lib/base/id.ts';
import type { MyVersion } from '#lib/wire/mine.ts';

/** Oldest first; none when they could not be fetched now. */
export async function myVersions(seat: SeatId): Promise<readonly MyVersion[]> {
	try {
		const answer = await fetch(`/seat/${seat}/versions`, { headers: { 'x-rondetafel': '1' } });
		return answer.ok ? ((await answer.json()) as readonly MyVersion[]) : [];
	} catch {
		return [];
	}
}
