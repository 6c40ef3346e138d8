// A paper on its way out: own copy only, looked at anew, kept by no cache between.

import { error, redirect, type Cookies } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import type { Language } from '#lib/words/say.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import type { House } from '#server/house.ts';
import type { papers } from '#server/paper/outbox.ts';
import { copyFor, noteRead } from '#server/table/copies.ts';

/** How long a browser that asks for the file is kept waiting for it, in milliseconds. */
const patience = 20_000;

type Asking = { readonly house: House; readonly secure: boolean; readonly language: Language };

export async function paperAnswer(
	locals: Asking,
	cookies: Cookies,
	params: { readonly seat: string; readonly version: string },
	paper: (typeof papers)[number]
): Promise<Response> {
	const who = await seatHere(locals, cookies, params.seat);
	const copy = await copyFor(locals.house, who, params.version, 'print');
	if (!copy) error(404);
	if (isNo(copy)) heldBack(copy);
	const { version, person } = copy;
	const made = await locals.house.paper.ask(
		{ version, person, what: `${paper}:${locals.language}` },
		patience
	);
	if (!made) error(404);
	if (isNo(made)) heldBack(made);
	if (made.is === 'waiting') redirect(303, `/seat/${who.seat}/copy/${version}/pdf`);
	await noteRead(locals.house, copy, paper === 'copy' ? 'saved' : 'printed', 'pdf');
	return new Response(new Uint8Array(made.bytes), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="rondetafel-${paper === 'copy' ? 'plan' : 'koelkast'}.pdf"`,
			'cache-control': 'no-store'
		}
	});
}
