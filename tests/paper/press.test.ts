// The thread that draws: one that is on its way out is handed nothing.

import { expect, it } from 'vitest';
import type { Drawing } from '#server/paper/draw.ts';
import { NotMade, openPress, type Sheet } from '#server/paper/press.ts';

const words = 'Drie keer traag ademen.';
const drawing: Drawing = {
	template: 'card',
	data: { title: words, heading: '', words, language: 'nl', rtl: false, size: 11, picture: true }
};
const sheet: Sheet = { drawing, as: 'svg', at: 0, certificate: null };
const unsigned = async () => new Uint8Array();
/** The thread's end was asked for; it has not ended. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve));

it('a sheet that comes as the thread is sent home is made by a next one', async () => {
	const press = openPress(unsigned, { idle: 0, longest: 30_000 });
	for (let sheets = 0; sheets < 3; sheets++) {
		expect((await press.make(sheet)).length).toBeGreaterThan(1000);
		await nextTurn();
		await nextTurn();
	}
	await press.close();
});

it('what takes too long ends its thread, and the next sheet waits for none of it', async () => {
	const press = openPress(unsigned, { idle: 120_000, longest: 1 });
	const codes = await Promise.all(
		[press.make(sheet), press.make(sheet)].map((made) =>
			made.then(
				() => 'made',
				(error: unknown) => (error instanceof NotMade ? error.code : 'thrown')
			)
		)
	);
	expect(codes).toEqual(['too-long', 'too-long']);
	await press.close();
});
