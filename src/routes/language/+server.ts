// The language of this browser. Works without JavaScript: back to the page one came from.

import { redirect } from '@sveltejs/kit';
import { isLanguage } from '#lib/words/say.ts';
import { languageCookie } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';

export const POST = async ({ request, cookies, locals, url }) => {
	const language = field(await request.formData(), 'language');
	if (isLanguage(language)) {
		const year = 365 * 86_400;
		const { secure } = locals;
		cookies.set(languageCookie, language, {
			path: '/',
			httpOnly: true,
			secure,
			sameSite: 'lax',
			maxAge: year
		});
	}
	redirect(303, pathOf(request.headers.get('referer'), url.origin));
};

/** The page of ours that sent this; never another site. */
function pathOf(referer: string | null, origin: string): string {
	const from = referer && URL.canParse(referer) ? new URL(referer) : null;
	return from?.origin === origin ? from.pathname : '/';
}
