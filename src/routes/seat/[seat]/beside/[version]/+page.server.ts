import { error, fail } from '@sveltejs/kit';
import { isNo, no, type No } from '#lib/base/no.ts';
import { accountTos } from '#lib/version/account.ts';
import { annexAnswers } from '#lib/version/annex.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { field, fields } from '#server/door/form.ts';
import type { House } from '#server/house.ts';
import { addAccount } from '#server/table/accounts.ts';
import { answerAnnex, carryAnnex, reviewAnnex } from '#server/table/annex-said.ts';
import { dropAnnex, leaveAnnex, proposeAnnex, takeAnnex } from '#server/table/annex-write.ts';
import { besidePage } from '#server/table/beside-page.ts';
import { besideEach } from '#server/table/beside-version.ts';
import { myVersions } from '#server/table/mine.ts';
import { noteOpening } from '#server/table/read-log.ts';
import type { Signed } from '#server/table/statements.ts';
import { wipeAccount } from '#server/table/wipe-account.ts';
import type { RequestEvent } from './$types';

/** What lies beside my copy of a version: my own account, and what is for few. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const page = await besidePage(locals.house, who, params.version);
	if (!page) error(404);
	const { traject, me } = page;
	// As with a copy: what does not hold is looked at first, and shown to nobody.
	if (!(await locals.house.store.read((db) => locals.house.chains.isSound(db, traject))))
		heldBack(no('looked-into'));
	await noteOpening(locals.house, {
		...{ traject, version: page.id, person: me, extract: null, how: 'opened' }
	});
	const mine = (await myVersions(locals.house, who, 'print')) ?? [];
	const reader = { person: me, role: who.role ?? 'school', has: true };
	const versions = await locals.house.store.read((db) => besideEach(db, traject, mine, reader));
	return { ...page, seat: who.seat, version: params.version, versions };
};

/** What the own device signed, where it could. */
function signedIn(form: FormData): Signed | null {
	const token = field(form, 'token');
	const disclosures = fields(form, 'disclosure').slice(0, 3);
	return token === '' ? null : { token, disclosures };
}

/** Does it for this seat; the words that were typed come back with a no. */
async function done(
	{ locals, cookies, params, request }: RequestEvent,
	act: (
		house: House,
		who: Awaited<ReturnType<typeof seatHere>>,
		version: string,
		form: FormData
	) => Promise<string | number | No | null>
) {
	const who = await seatHere(locals, cookies, params.seat);
	const form = await request.formData();
	const made = await act(locals.house, who, params.version, form);
	if (made === null) error(404);
	const of = field(form, 'of');
	return isNo(made) ? fail(422, { of, no: made.no, typed: typedIn(form) }) : { of, no: null, typed: {} };
}

/** Everything as it was typed and chosen, by its field; what a device signed belongs to those words alone. */
function typedIn(form: FormData): Record<string, string[]> {
	const names = new Set([...form.keys()].filter((name) => name !== 'token' && name !== 'disclosure'));
	return Object.fromEntries([...names].map((name) => [name, fields(form, name)]));
}

export const actions = {
	account: (event) =>
		done(event, (house, who, version, form) =>
			addAccount(house, who, version, {
				...{ words: field(form, 'words'), people: fields(form, 'person'), signed: signedIn(form) },
				to: accountTos.find((one) => one === field(form, 'to')) ?? null
			})
		),
	wipe: (event) =>
		done(event, (house, who, version, form) =>
			wipeAccount(house, who, version, { what: field(form, 'what'), reason: field(form, 'words') })
		),
	annex: (event) =>
		done(event, (house, who, version, form) => {
			const [ids, owners, whens, askers] = ['id', 'owner', 'when', 'asker'].map((name) => fields(form, name));
			return proposeAnnex(house, who, version, {
				readers: fields(form, 'person'),
				promises: fields(form, 'text').map((text, i) => ({
					...{ text, id: ids?.[i] ?? '', owner: owners?.[i] ?? '' },
					...{ when: whens?.[i] ?? '', asker: askers?.[i] ?? '' }
				}))
			});
		}),
	take: (event) =>
		done(event, (house, who, version, form) =>
			takeAnnex(house, who, version, {
				...{ draft: field(form, 'draft'), item: field(form, 'item'), digest: field(form, 'digest') },
				...{ text: field(form, 'text'), when: field(form, 'when') }
			})
		),
	leave: (event) =>
		done(event, (house, who, version, form) =>
			leaveAnnex(house, who, version, field(form, 'draft'), field(form, 'item'))
		),
	drop: (event) =>
		done(event, (house, who, version, form) => dropAnnex(house, who, version, field(form, 'draft'))),
	answer: (event) =>
		done(event, (house, who, version, form) =>
			answerAnnex(house, who, version, {
				...{ annex: field(form, 'annex'), words: field(form, 'words'), signed: signedIn(form) },
				answer: annexAnswers.find((one) => one === field(form, 'answer')) ?? null
			})
		),
	review: (event) =>
		done(event, (house, who, version, form) =>
			reviewAnnex(house, who, version, {
				...{ annex: field(form, 'annex'), item: field(form, 'item') },
				...{ result: field(form, 'result'), words: field(form, 'words') }
			})
		),
	carry: (event) =>
		done(event, (house, who, version, form) => carryAnnex(house, who, version, field(form, 'annex')))
};
