// One socket of the meeting, and what is known of who is at the other end.

import type { Socket } from 'socket.io';
import type { CircleId } from '#lib/base/id.ts';
import type { SheetOf, Viewer } from '#lib/table/stream.ts';
import type { ClientEvents, ServerEvents } from '#lib/wire/view.ts';
import type { SeatWho } from '#server/door/seat.ts';

export type Data = {
	who: SeatWho;
	viewer: Viewer;
	circle: CircleId;
	/** What it was last told of the view that is no stream. */
	told?: string;
	/** The sheet it last showed itself writing on. */
	beside?: SheetOf | null;
};
export type Line = Socket<ClientEvents, ServerEvents, Record<string, never>, Data>;
