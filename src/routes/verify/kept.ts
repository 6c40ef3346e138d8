// Where the page somebody kept begins: one classic script in one file, that asks no network, no storage and no
// `crypto.subtle`. Built by server/checker-build.ts; the keys stand in the page as data (server/checker.ts).

import { mount } from 'svelte';
import { parsePublicJwk, type PublicJwk } from '#lib/seal/key.ts';
import enAnswer from '#lib/words/en/answer.json';
import enBeside from '#lib/words/en/beside.json';
import enCopy from '#lib/words/en/copy.json';
import enDoor from '#lib/words/en/door.json';
import enProof from '#lib/words/en/proof.json';
import enTable from '#lib/words/en/table.json';
import enVerify from '#lib/words/en/verify.json';
import nlAnswer from '#lib/words/nl/answer.json';
import nlBeside from '#lib/words/nl/beside.json';
import nlCopy from '#lib/words/nl/copy.json';
import nlDoor from '#lib/words/nl/door.json';
import nlProof from '#lib/words/nl/proof.json';
import nlTable from '#lib/words/nl/table.json';
import nlVerify from '#lib/words/nl/verify.json';
import Kept from './Kept.svelte';

type Data = { readonly house: string; readonly keys: readonly Readonly<Record<string, unknown>>[] };

/** What the house put in as it handed the page out; a page without trusts no key. */
function given(): Data {
	const text = document.getElementById('house')?.textContent ?? '';
	const data = (text.trim() === '' ? null : JSON.parse(text)) as Data | null;
	return data ?? { house: '', keys: [] };
}

const { house, keys } = given();
const target = document.getElementById('page');
if (target)
	mount(Kept, {
		target,
		props: {
			house,
			keys: keys.flatMap(({ kty, crv, x, y }): PublicJwk[] => {
				const key = parsePublicJwk({ kty, crv, x, y });
				return key === null ? [] : [key];
			}),
			catalogues: {
				nl: { ...nlAnswer, ...nlBeside, ...nlCopy, ...nlDoor, ...nlProof, ...nlTable, ...nlVerify },
				en: { ...enAnswer, ...enBeside, ...enCopy, ...enDoor, ...enProof, ...enTable, ...enVerify }
			}
		}
	});
