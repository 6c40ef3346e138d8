// The wall beside the leading page: a second window of the same browser, fed by it, so that it goes on
// when the network does not (design decision 8).

import type { LiveRoom } from '#lib/live/live-room.svelte.ts';
import { isShared, mayHaveSheet } from '#lib/table/stream.ts';
import { wallPicture, type WallPicture } from '#lib/live/wall-picture.ts';

const channelOf = (circle: string): string => `rondetafel/wall/${circle}`;

/** The picture the whole room may see, from what this page holds. */
export function pictureFrom(room: LiveRoom): WallPicture {
	const { table, view, words } = room.table;
	const sheets = room.sheets.filter(({ ref: { audience } }) => {
		const sheet = { audience, person: null, among: [] };
		return isShared(audience) && mayHaveSheet({ is: 'wall' }, sheet, table.circle);
	});
	return wallPicture(
		table,
		view,
		sheets.flatMap((sheet) => sheet.items),
		words,
		Date.now()
	);
}

/** Tells every wall window of this browser what changed, and again when one asks. */
export function feedWall(room: LiveRoom): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => {};
	const channel = new BroadcastChannel(channelOf(room.table.view.circle.id));
	const tell = () => channel.postMessage(pictureFrom(room));
	channel.onmessage = (event) => {
		if (event.data === 'tell') tell();
	};
	const stop = $effect.root(() => {
		$effect(tell);
	});
	return () => {
		stop();
		channel.close();
	};
}

/** Hears the leading page of this browser, if there is one. */
export function hearFeed(circle: string, onpicture: (picture: WallPicture) => void): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => {};
	const channel = new BroadcastChannel(channelOf(circle));
	channel.onmessage = (event: MessageEvent<unknown>) => {
		if (typeof event.data === 'object' && event.data !== null) onpicture(event.data as WallPicture);
	};
	channel.postMessage('tell');
	return () => channel.close();
}
