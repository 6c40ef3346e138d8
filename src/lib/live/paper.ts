// A PDF of a copy, checked in this browser: the seal, then the copy in it as always, then that the pages say what the
// copy says and nothing else. What cannot be known stands in paper/FORMAT.md.

import { fromBase64url, fromUtf8 } from '#lib/base/bytes.ts';
import type { PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { openCopy, type OpenedCopy } from '#lib/live/copy.ts';
import { bare, readPaper, saysExactly, type PaperRefusal } from '#lib/paper/check.ts';
import { saysIn, type Printed } from '#lib/paper/editions.ts';
import { textOf, type Standing } from '#lib/paper/blocks.ts';
import { pageOf } from '#lib/paper/page.ts';
import { checkAddress } from '#lib/paper/where.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { fingerprint } from '#lib/seal/words.ts';
import { partsNamed } from '#lib/version/opened.ts';
import type { Say } from '#lib/words/say.ts';

export type OpenedPaper = OpenedCopy & {
	/** False: it was printed before *van kracht*, and nobody sealed it. */
	readonly sealed: boolean;
	/** Whose copy it is. */
	readonly person: PersonId;
};

export async function openPaper(
	bytes: Uint8Array,
	house: readonly PublicJwk[]
): Promise<OpenedPaper | No<PaperRefusal> | No> {
	const paper = await readPaper(bytes);
	if (isNo(paper)) return paper;
	const copy = openCopy(paper.file, house);
	if (isNo(copy)) return copy;
	const mine = copy.issuer === 'house' ? house : [];
	const sealers = new Set<string>([copy.key, ...mine].map(thumbprint));
	// Whoever says how the version stands was checked with the copy: the key, or one it handed on to.
	if (copy.state !== null) sealers.add(stateKey(paper.file));
	if (paper.seal && !sealers.has(thumbprint(paper.seal))) return no('paper-key');
	const where = checkAddress(copy.iss);
	const six = fingerprint(copy.digest);
	const says = ({ say, proof }: Printed, me: PersonId, standing: Standing) =>
		saysExactly(
			paper.text,
			textOf(pageOf({ copy, beside: proof ? copy : null, me, standing, say, six, where }))
		);
	const few = copy.beside.annexes.length + copy.beside.accounts.length > 0;
	for (const printed of saysIn(paper.language, few))
		for (const { id } of partsNamed(copy.parts, 'person'))
			for (const standing of standings(paper.text, paper.seal !== null, printed.say))
				if (copy.state === null || copy.state.state === standing.is)
					if (says(printed, id, standing)) return { ...copy, sealed: paper.seal !== null, person: id };
	return no('paper-words');
}

/** The thumbprint of the key that signed the state in a file; the file was checked. */
function stateKey(file: string): string {
	const { state } = JSON.parse(file) as { state: string };
	const [header = ''] = state.split('.');
	const bytes = fromBase64url(header);
	return bytes ? String((JSON.parse(fromUtf8(bytes)) as { kid?: unknown }).kid) : '';
}

/** What such a paper may say of its version: a sealed one is or was in force. */
function standings(text: string, sealed: boolean, say: Say): Standing[] {
	if (sealed) return [{ is: 'in-force' }, { is: 'superseded' }];
	// How many answered is in no copy while answers are not shown: that figure is the paper's own.
	const marked = bare(say('pdf.state-presented', { given: '1', asked: '2' })).replace(
		/[.*+?^${}()|[\]\\]/g,
		'\\$&'
	);
	const [, given, asked] = new RegExp(marked.replace('1', '(\\d+)').replace('2', '(\\d+)')).exec(text) ?? [];
	return [{ is: 'withdrawn' }, { is: 'presented', given: Number(given), asked: Number(asked) }];
}
