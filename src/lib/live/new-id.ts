// A new id, drawn on this device.

import { idFrom, type Id } from '#lib/base/id.ts';

export function newId<Kind extends string>(): Id<Kind> {
	return idFrom<Kind>(crypto.getRandomValues(new Uint8Array(16)));
}
