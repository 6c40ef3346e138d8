// One request as a browser, or as no browser at all, would send it: no redirect is followed, no header is
// added. And what of an answer may differ between two strangers' ids: nothing but the ids and the nonces.

import { Agent, request } from 'node:http';

export type Question = {
	readonly method: string;
	/** An action by itself, as a script posts it: the page around it is not loaded. */
	readonly action?: boolean;
	readonly path: string;
	readonly cookie?: string;
	readonly form?: Readonly<Record<string, string>>;
	/** What the body calls itself. */
	readonly type?: string;
	/** Null: without an Origin. */
	readonly origin?: string | null;
	readonly host?: string;
};

export type Heard = { readonly status: number; readonly location: string | null; readonly body: string };

const formType = 'application/x-www-form-urlencoded';
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export function ask(house: string, question: Question): Promise<Heard> {
	const { method, path, action, cookie, form, type = formType, origin = house, host } = question;
	const body = method === 'GET' ? null : new URLSearchParams(form).toString();
	const headers: Record<string, string> = {
		accept: action ? 'application/json' : 'text/html',
		...(cookie ? { cookie } : {}),
		...(origin === null ? {} : { origin }),
		...(host ? { host } : {}),
		...(body === null ? {} : { 'content-type': type })
	};
	return new Promise((resolve, reject) => {
		const sent = request(new URL(path, house), { method, headers, agent }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (part: string) => void (text += part));
			answer.on('error', reject);
			answer.on('end', () => {
				const location = answer.headers.location?.replace(house, '') ?? null;
				const heard = { status: answer.statusCode ?? 0, location, body: text };
				resolve(action ? { ...heard, ...saidByAction(heard) } : heard);
			});
		});
		sent.on('error', reject);
		sent.end(body ?? '');
	});
}

/** An action says in its body where a page would go. */
function saidByAction({ body }: Heard): Partial<Heard> {
	const said = JSON.parse(body) as {
		readonly type?: string;
		readonly status?: number;
		readonly location?: string;
	};
	return said.type === 'redirect' ? { status: said.status ?? 0, location: said.location ?? null } : {};
}

const ids = (text: string): string => text.replace(/[a-z2-7]{26}/g, 'ID');

/** "200", "303 /seat/ID": what a cell of the matrix says. */
export const cellOf = ({ status, location }: Heard): string =>
	location === null ? `${status}` : `${status} ${ids(location)}`;

/** All of an answer that somebody could learn from. An error names the address it was asked at. */
export const saidIn = (heard: Heard, path: string): string =>
	`${cellOf(heard)}\n${ids(heard.body.replaceAll(path.replace(/\?.*/, ''), 'PATH')).replace(/nonce(=|-)"?[\w+/=-]+/g, 'NONCE')}`;

/** What a `__data.json` says, as the cell of its page would. */
export function cellOfData({ status, body }: Heard): string {
	if (status !== 200) return `${status}`;
	const said = JSON.parse(body) as Data;
	if (said.type === 'redirect') return `303 ${ids(said.location)}`;
	const refused = said.nodes.find((node) => node?.type === 'error');
	return `${refused?.error?.status ?? 200}`;
}

type Data =
	| { readonly type: 'redirect'; readonly location: string }
	| { readonly type: 'data'; readonly nodes: readonly (Node | null)[] };
type Node = { readonly type: string; readonly error?: { readonly status: number } };
