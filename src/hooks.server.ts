// Every request: house and person into locals, and the checks that stand before any route. A foreign Host
// gets 421, an unsafe request from elsewhere 403; no page with somebody's words is kept by a cache.

import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { directionOf, isLanguage, type Language } from '#lib/words/say.ts';
import { languageCookie, staffCookie } from '#server/door/cookie.ts';
import { fromAddress } from '#server/door/from.ts';
import { hostIsOurs, mayChange } from '#server/door/origin.ts';
import { staffOf } from '#server/door/staff.ts';
import { house } from '#server/house.ts';
import { errorFields } from '#server/log.ts';
import { packed } from '#server/pack.ts';

export const handle: Handle = async ({ event, resolve }) => {
	const here = house();
	const { config } = here;
	const headers = Object.fromEntries(event.request.headers);
	if (!hostIsOurs(headers['host'], config.publicUrl, config.open))
		return new Response('421', { status: 421 });
	if (!mayChange(event.request.method, headers, config.publicUrl, config.open))
		return new Response('403', { status: 403 });
	const secure = config.publicUrl.protocol === 'https:';
	const chosen = event.cookies.get(languageCookie);
	const language: Language = isLanguage(chosen) ? chosen : 'nl';
	event.locals.house = here;
	event.locals.secure = secure;
	event.locals.language = language;
	event.locals.from = fromAddress(headers['x-forwarded-for'], event.getClientAddress(), config.trustProxy);
	event.locals.staff = await staffOf(here.store, event.cookies.get(staffCookie(secure)));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', language).replace('%dir%', directionOf(language))
	});
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	return packed(response, headers['accept-encoding']);
};

export const handleError: HandleServerError = (caught) => {
	if (caught.kind === 'unknown')
		house().log.error('request', { route: caught.event.route.id, ...errorFields(caught.error) });
	return {};
};
