// From an address to a held room and a known person, or the reason why not. Permission before existence;
// asked again when anything was withdrawn in the meantime. Nothing of the socket itself was read yet.

import type { IncomingMessage } from 'node:http';
import { parseId, type SheetId } from '#lib/base/id.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import type { Seated } from '#server/sync/connection.ts';
import type { Ports } from '#server/sync/ports.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';

export type Arrived = {
	readonly room: Room;
	readonly who: Seated;
	/** What `withdrawn` said when this was true. */
	readonly asOf: number;
};

export type Address = { readonly sheet: SheetId; readonly epoch: number; readonly seat: string };

/** `/sync/<sheet>.<epoch>?seat=<seat>`. */
function parseAddress(url: string): Address | null {
	const [path = '', query = ''] = url.split('?', 2);
	const [, sheetText, epochText] = /^\/sync\/([^/.]+)\.(\d{1,9})$/.exec(path) ?? [];
	const sheet = parseId<'sheet'>(sheetText);
	const seat = new URLSearchParams(query).get('seat');
	return sheet && seat !== null ? { sheet, epoch: Number(epochText), seat } : null;
}

export async function arrive(
	request: IncomingMessage,
	ports: Pick<Ports, 'admit'>,
	rooms: Rooms,
	withdrawn: () => number
): Promise<Arrived | CloseCode> {
	const address = parseAddress(request.url ?? '');
	if (!address) return closeCode.noSuchSheet;
	const { sheet, epoch, seat } = address;
	for (let tries = 0; tries < 5; tries++) {
		const asOf = withdrawn();
		const admitted = await ports.admit(request, sheet, epoch, seat);
		if (typeof admitted === 'number') return admitted;
		const room = await rooms.hold(sheet);
		if (!room) return closeCode.noSuchSheet;
		if (room.epoch === epoch && withdrawn() === asOf) return { room, who: { ...admitted, sheet }, asOf };
		rooms.release(room);
		if (room.epoch !== epoch) return closeCode.otherDraft;
	}
	return closeCode.busy;
}
