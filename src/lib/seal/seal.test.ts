import { describe, expect, it } from 'vitest';
import { fromBase64url, fromUtf8 } from '#lib/base/bytes.ts';
import { isNo } from '#lib/base/no.ts';
import { copyLimits, copyOf, parseCopy } from '#lib/seal/copy.ts';
import { issue, type Issued, type Leaf } from '#lib/seal/issue.ts';
import { drawOrder, orderEnd, shuffled, type Layer } from '#lib/seal/order.ts';
import { chance, house, id, plan, stranger } from '#lib/seal/vectors/cast.ts';
import { verifyCopy, type Verified } from '#lib/seal/verify.ts';

const claims = {
	iss: 'NAFT De Brug',
	iat: 1788789600,
	jti: id<'version'>('version'),
	traject: id<'traject'>('traject'),
	no: 1,
	prev: null
};
const keys = [{ jwk: house.key, trust: 'house' as const }];
const sealed = (leaves: readonly Leaf[], seed = 'one'): Promise<Issued> =>
	issue(claims, leaves, chance(seed), house);

const open: readonly Leaf[] = ['Dinsdag naar school.', 'Ik bel op maandag.', 'Tot in oktober.'].map(
	(part) => ({
		part,
		layer: 0
	})
);
const hidden = (count: number, text: string): readonly Leaf[] =>
	Array.from({ length: count }, (_, at) => ({ part: `${text} ${at}`, layer: at % 3 === 0 ? 2 : 1 }));

/** What the school holds: layer 0 and nothing else. */
const schoolCopy = ({ token, disclosures }: Issued, leaves: readonly Leaf[]): string =>
	copyOf(
		token,
		disclosures.filter((_, at) => leaves[at]?.layer === 0).map(({ words }) => words)
	);

function good(copy: string): Verified {
	const verified = verifyCopy(copy, keys, []);
	if (isNo(verified)) throw new Error(verified.no);
	return verified;
}

describe('a version', () => {
	it('gives each part back in its order, on a copy of all and on a copy of some', async () => {
		const { token, digest, disclosures } = await sealed(plan);
		const words = disclosures.map((each) => each.words);
		const all = good(copyOf(token, words));
		expect(all.parts.map(({ part }) => part)).toEqual(plan.map(({ part }) => part));
		expect(all).toMatchObject({ claims, digest, issuer: 'house', key: house.key });

		const some = good(copyOf(token, [words[6] ?? '', words[1] ?? '', words[4] ?? '']));
		expect(some.parts.map(({ part }) => part)).toEqual([plan[1]?.part, plan[4]?.part, plan[6]?.part]);
		expect(some.digest).toBe(digest);
	});

	it('still stands when a part is erased: a copy without it is a good, narrower copy', async () => {
		const { token, digest, disclosures } = await sealed(plan);
		for (let left = disclosures.length; left >= 0; left--) {
			const copy = copyOf(
				token,
				disclosures.slice(0, left).map(({ words }) => words)
			);
			expect(good(copy)).toMatchObject({ digest, parts: { length: left } });
		}
	});

	it('may hold the same words twice', async () => {
		const twice: readonly Leaf[] = [...open, ...open];
		const { token, disclosures } = await sealed(twice);
		expect(
			good(
				copyOf(
					token,
					disclosures.map(({ words }) => words)
				)
			).parts
		).toHaveLength(6);
	});

	it('is not issued with more parts than a checker reads, or by a signer who is somebody else', async () => {
		const many: Leaf[] = Array.from({ length: 4097 }, () => ({ part: 'x', layer: 0 }));
		await expect(sealed(many)).rejects.toThrow(RangeError);
		await expect(sealed([{ part: 'x'.repeat(1_500_000), layer: 0 }])).rejects.toThrow(RangeError);
		await expect(sealed([{ part: 0.5, layer: 0 }])).rejects.toThrow(TypeError);
		await expect(issue({ ...claims, no: 0 }, open, chance('a'), house)).rejects.toThrow(TypeError);
		const posing = { key: house.key, sign: stranger.sign };
		await expect(issue(claims, open, chance('a'), posing)).rejects.toThrow('not by the key');
	});

	it('of 4096 parts is issued and checked', async () => {
		const many: Leaf[] = Array.from({ length: 4096 }, (_, at) => ({ part: at, layer: (at % 3) as Layer }));
		const { token, disclosures } = await sealed(many);
		const { parts } = good(
			copyOf(
				token,
				disclosures.map(({ words }) => words)
			)
		);
		expect(parts.map(({ part }) => part)).toEqual(many.map(({ part }) => part));
	});
});

describe('a school’s copy', () => {
	it('does not tell how much it hides: it is letter for letter as long, with the same order numbers', async () => {
		const versions = [
			open,
			[...open, ...hidden(2, 'kort')],
			[...open, ...hidden(200, 'een heel lang verhaal '.repeat(20))]
		];
		const mixed = [...hidden(90, 'voor'), ...open.slice(0, 2), ...hidden(90, 'tussen'), ...open.slice(2)];
		const copies: string[] = [];
		for (const leaves of [...versions, mixed]) copies.push(schoolCopy(await sealed(leaves), leaves));
		expect(new Set(copies.map((copy) => copy.length)).size).toBe(1);
		expect(new Set(copies.map((copy) => copy.split('~')[0]?.length)).size).toBe(1);
		const orders = copies.map((copy) =>
			good(copy)
				.parts.map(({ o }) => o)
				.join()
		);
		expect(new Set(orders).size).toBe(1);
	});

	it('lists 256 digests for 3 parts and for 200, and 512 from 257 on', async () => {
		for (const [count, length] of [
			[0, 256],
			[3, 256],
			[200, 256],
			[256, 256],
			[257, 512],
			[4096, 4096]
		] as const) {
			const { token } = await sealed(hidden(count, 'x'));
			const payload = fromUtf8(fromBase64url(token.split('.')[1] ?? '') ?? new Uint8Array());
			expect(payload.split('"..."')).toHaveLength(length + 1);
		}
	});

	it('holds no letter of what is hidden', async () => {
		const leaves = [...open, { part: 'kanarievogel', layer: 1 as const }];
		const copy = schoolCopy(await sealed(leaves), leaves);
		const plain = copy.split(/[.~]/).map((piece) => Buffer.from(piece, 'base64url').toString('latin1'));
		expect([copy, ...plain].join()).not.toContain('kanarie');
		expect(plain.join()).toContain('Ik bel');
	});
});

describe('order', () => {
	it('rises along the list, whatever the layers', () => {
		const random = chance('order');
		for (let run = 0; run < 200; run++) {
			const layers = Array.from(random(run), (byte) => (byte % 3) as Layer);
			const numbers = drawOrder(layers, random);
			expect(numbers.every((o, at) => o > (numbers[at - 1] ?? 0) && o < orderEnd)).toBe(true);
		}
	});

	it('of a layer is the same with and without the layers above it', () => {
		const layers = Array.from(chance('layers')(100), (byte) => (byte % 3) as Layer);
		const of = (shown: readonly Layer[]): number[] => drawOrder(shown, chance('draw'));
		for (const top of [0, 1]) {
			const below = layers.filter((layer) => layer <= top);
			expect(of(layers).filter((_, at) => (layers[at] ?? 9) <= top)).toEqual(of(below));
		}
	});

	it('of a shuffled list is any order as likely as another', () => {
		const random = chance('shuffle');
		const counts = new Map<string, number>();
		for (let run = 0; run < 6000; run++) {
			const order = shuffled(['a', 'b', 'c'], random).join('');
			counts.set(order, (counts.get(order) ?? 0) + 1);
		}
		expect(counts.size).toBe(6);
		for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
	});
});

describe('a copy', () => {
	it('has one text for one set of parts', async () => {
		const { token, disclosures } = await sealed(plan);
		const words = disclosures.map((each) => each.words);
		expect(copyOf(token, words.toReversed())).toBe(copyOf(token, words));
		expect(parseCopy(copyOf(token, words))).toEqual({ token, disclosures: words.toSorted() });
	});

	it('that is too large is refused before it is read', () => {
		expect(verifyCopy('~'.repeat(copyLimits.letters + 1), keys, [])).toEqual({ no: 'copy-too-large' });
	});

	it('of an unknown house says so, and a key of this house goes before the one that came along', async () => {
		const { token } = await issue(claims, open, chance('a'), stranger);
		expect(verifyCopy(`${token}~`, keys, [stranger.key])).toMatchObject({ issuer: 'unknown' });
		const pinned = [...keys, { jwk: stranger.key, trust: 'pinned' as const }];
		expect(verifyCopy(`${token}~`, pinned, [stranger.key])).toMatchObject({ issuer: 'pinned' });
	});
});
