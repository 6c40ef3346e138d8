// Freeze, seal and paper of one agreement: 60 lines, 12 who sign. Each beside what does the nearest to the same.

import { createPrivateKey, createSign, sign as signBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Json } from '#lib/base/canonical.ts';
import { idFrom } from '#lib/base/id.ts';
import nl from '#lib/words/nl/pdf.json' with { type: 'json' };
import { pageOf } from '#lib/paper/page.ts';
import { issue, type Leaf } from '#lib/seal/issue.ts';
import type { Digest } from '#lib/base/digest.ts';
import { fingerprint } from '#lib/seal/words.ts';
import type { Part } from '#lib/version/part.ts';
import { sayer } from '#lib/words/say.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { certificateOf } from '#server/paper/certificate.ts';
import { drawPdf } from '#server/paper/draw.ts';
import { sealed } from '#server/paper/seal.ts';
import { dataOf } from '#server/paper/source.ts';
import { measure, median, tell } from './frame.ts';
import { openWhole, stages } from './whole.ts';

const lines = 60;
const signers = 12;
const rounds = 15;
const at = Date.UTC(2026, 9, 6);

const id = <Kind extends string>(n: number) => idFrom<Kind>(new Uint8Array(16).fill(n));
const people = Array.from({ length: signers }, (_, n) => ({
	id: id<'person'>(n + 1),
	name: `Persoon ${n + 1}`
}));
const parts: Part[] = [
	...people.map(({ id, name }): Part => ({
		part: 'person',
		id,
		name,
		label: 'ouder',
		present: true,
		answers: true,
		key: null
	})),
	...Array.from({ length: lines }, (_, n): Part => {
		const owner = people[n % signers] ?? people[0];
		const asker = people[(n + 1) % signers] ?? people[0];
		if (!owner || !asker) throw new Error('nobody');
		const text = `Ik bel ${n + 1} keer en zeg het vooraf, ook als het niet lukt. Daarna spreken we opnieuw af.`;
		return n % 3 === 0
			? {
					part: 'engagement',
					id: id<'item'>(100 + n),
					owner: owner.id,
					ownerName: owner.name,
					text,
					when: '20 oktober',
					asker: asker.id,
					askerName: asker.name,
					yes: true
				}
			: {
					part: 'line',
					id: id<'line'>(100 + n),
					person: owner.id,
					name: owner.name,
					behalf: false,
					kind: n % 3 === 1 ? 'strength' : 'wish',
					about: null,
					text,
					typedBy: null
				};
	})
];

const pem = newKey();
const signer = signerFrom(pem);
const key = createPrivateKey(pem);
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const iss = 'https://tafel.example.org';
const claims = {
	iss,
	iat: at / 1000,
	jti: id<'version'>(90),
	traject: id<'traject'>(91),
	no: 1,
	prev: null
};
const leaves: Leaf[] = parts.map((part) => ({ part: part as unknown as Json, layer: 0 }));
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** A plain JWS (RFC 7515) over the same parts: nothing hidden, nothing that can be left out. */
function plainJws(): string {
	const text = `${base64url('{"alg":"ES256"}')}.${base64url(JSON.stringify({ ...claims, parts }))}`;
	return `${text}.${signBytes('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const issued = await issue(claims, leaves, random, signer);
const digest: Digest = issued.digest;
const copy = {
	no: 1,
	at: at / 1000,
	digest,
	parts,
	answers: people.map(({ id }) => ({
		person: id,
		answer: 'yes' as const,
		words: '',
		until: null,
		target: null
	})),
	iss,
	beside: { annexes: [], accounts: [] }
};
const say = sayer(nl, 'nl');
const me = people[0]?.id ?? id<'person'>(1);
const six = fingerprint(digest);
const blocks = pageOf({
	copy,
	beside: { acts: [], erased: [] },
	me,
	standing: { is: 'in-force' },
	say,
	six,
	where: 'tafel.example.org/verify'
});
const file = JSON.stringify({
	copy: [issued.token, ...issued.disclosures.map(({ words }) => words)].join('~')
});
const drawing = { template: 'copy', data: dataOf(blocks, copy, say, 'nl', file) } as const;
const certificate = await certificateOf(signer, 'tafel.example.org');
const drawn = drawPdf(drawing, at / 1000);

const escaped = (text: string) => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
const html = `<!doctype html><html lang="nl"><title>Ons plan</title><body>${blocks
	.map(({ box, runs }) => {
		const tag = box === 'title' ? 'h1' : box === 'heading' ? 'h2' : box === 'said' ? 'blockquote' : 'p';
		return `<${tag}>${runs.map(({ text }) => escaped(text)).join(' ')}</${tag}>`;
	})
	.join('')}</body></html>`;
const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
	(path) => path && existsSync(path)
);
const browser = await chromium.launch(executablePath ? { executablePath } : {});
const tab = await browser.newPage();
const folder = mkdtempSync(join(tmpdir(), 'rondetafel-bench-'));

const whole = await openWhole(lines, signers);
const rows = [
	await measure({
		what: `issue: ${parts.length} parts, each hidden and salted, decoys to 256, signed`,
		ours: { name: 'SD-JWT', run: () => issue(claims, leaves, random, signer) },
		peer: { name: 'plain JWS, node:crypto', run: plainJws },
		rounds
	}),
	await measure({
		what: `draw: one copy, ${lines} lines, tagged PDF/UA-1`,
		ours: { name: 'Typst', run: () => drawPdf(drawing, at / 1000) },
		peer: {
			name: 'headless Chromium, kept open, same words',
			run: async () => {
				await tab.setContent(html);
				await tab.pdf({ format: 'A4', tagged: true, path: join(folder, 'peer.pdf') });
			}
		},
		rounds
	}),
	await measure({
		what: `seal: PAdES and DocMDP on that PDF (${Math.round(drawn.length / 1000)} kB)`,
		ours: {
			name: 'libpdf',
			run: () => sealed(drawn, { certificate, sign: (bytes) => signer.sign(bytes), at })
		},
		peer: {
			name: 'a bare ES256 signature over its bytes',
			run: () => createSign('sha256').update(drawn).sign(key)
		},
		rounds
	}),
	await measure({
		what: `whole: voorleggen, ${signers} copies checked, ${signers} answers, in force, ${signers} sealed PDFs checked`,
		ours: { name: 'a house, embedded database', run: whole.run, before: whole.before },
		peer: {
			name: `${signers} pages printed by headless Chromium, kept open, and a bare ES256 signature over each`,
			run: async () => {
				for (let one = 0; one < signers; one++) {
					await tab.setContent(html);
					const bytes = await tab.pdf({ format: 'A4', tagged: true });
					createSign('sha256').update(bytes).sign(key);
				}
			}
		},
		rounds: 3
	})
];
const took = stages.map((stage) => `${stage} ${Math.round(median(whole.times[stage].slice(1)))}`).join(', ');
await whole.close();
await browser.close();
rmSync(folder, { recursive: true, force: true });
tell(`An agreement of ${lines} lines and ${signers} who sign`, rows, [
	'A plain JWS hides nothing and can leave nothing out; a bare signature is in no PDF; Chromium’s page has neither our layout nor the copy',
	'in it. They are floors to measure from, not other ways to do the same. All twelve copies are drawn and sealed one after another,',
	'in a thread, while the table goes on.',
	'',
	`The whole, by stage, in ms: ${took}. Its peer has no copies to check, no answers and no database: it prints and signs ${signers} times.`
]);
