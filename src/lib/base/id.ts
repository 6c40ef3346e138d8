// Ids: 128 random bits as 26 letters, safe in an address, a cookie name and a room name.
// Random bytes are passed in; nothing here draws chance.

/** An id of one kind of thing. Parse it once, at the door; then trust the type. */
export type Id<Kind extends string> = string & { readonly __id: Kind };

export type PersonId = Id<'person'>;
export type VoiceId = Id<'voice'>;
export type TrajectId = Id<'traject'>;
export type CircleId = Id<'circle'>;
export type SeatId = Id<'seat'>;
export type SheetId = Id<'sheet'>;
export type ItemId = Id<'item'>;
export type LineId = Id<'line'>;
export type VersionId = Id<'version'>;
export type StaffId = Id<'staff'>;
export type MoveId = Id<'move'>;

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32 in small letters, without padding: 16 bytes become 26 letters. */
export function idFrom<Kind extends string>(random: Uint8Array): Id<Kind> {
	if (random.length !== 16) throw new RangeError('an id is made of 16 random bytes');
	let out = '';
	let bits = 0;
	let held = 0;
	for (const byte of random) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			out += letters[(held >>> (bits - 5)) & 31];
			bits -= 5;
		}
	}
	return (out + letters[(held << (5 - bits)) & 31]) as Id<Kind>;
}

const shape = /^[a-z2-7]{26}$/;

/** Whether a text has the form of an id. It says nothing of whether the thing exists. */
export function isId(text: unknown): text is Id<never> {
	return typeof text === 'string' && shape.test(text);
}

/** The id in a text, or null when the text has another form. */
export function parseId<Kind extends string>(text: unknown): Id<Kind> | null {
	return isId(text) ? (text as Id<Kind>) : null;
}
