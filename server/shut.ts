// Seats that ended are out at once, on every socket of theirs (safety.md §5 nr 10).

import type { SeatId } from '#lib/base/id.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { EndReason } from '#lib/wire/view.ts';
import type { House } from '#server/house.ts';
import { endSockets } from '#server/meeting/current.ts';

/** Closes every socket of these seats. The seats themselves were ended, or are entered anew. */
export function shutSeats(house: House, seats: readonly SeatId[], reason: EndReason): void {
	endSockets(seats, reason);
	for (const seat of seats)
		house.hub.closeSeat(seat, reason === 'reload' ? closeCode.busy : closeCode.notYours);
}
