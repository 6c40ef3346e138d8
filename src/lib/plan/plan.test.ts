import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { idFrom, type ItemId, type PersonId, type VoiceId } from '#lib/base/id.ts';
import { checkChange, type SheetShape } from '#lib/plan/check.ts';
import { draftKey, isDraftKey, parseDraftKey, readDrafts } from '#lib/plan/draft.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { lineDigest } from '#lib/plan/line.ts';
import { fixedBlocks, seedUpdate } from '#lib/plan/seed.ts';
import {
	addItem,
	itemsOf,
	readItems,
	retype,
	setItem,
	setNeed,
	textOf,
	type ItemMap
} from '#lib/plan/sheet.ts';

let made = 0;
const id = <K extends string>() => idFrom<K>(new Uint8Array(16).fill(++made));

function sheet(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(
		doc,
		seedUpdate(
			fixedBlocks(() => id()),
			1
		)
	);
	return doc;
}

/** Makes a change on a copy and lets a second copy check it, as the hub does. */
function verdict(doc: Y.Doc, change: (doc: Y.Doc) => void, shape: SheetShape = 'shared'): string {
	const theirs = new Y.Doc();
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
	const before = Y.encodeStateVector(theirs);
	change(theirs);
	let said = 'nothing changed';
	itemsOf(doc);
	doc.once('afterTransaction', (transaction: Y.Transaction) => {
		said = checkChange(doc, transaction, shape)?.no ?? 'sound';
	});
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs, before));
	return said;
}

describe('a sheet', () => {
	it('begins with one block per heading, strengths before worries', () => {
		expect(readItems(sheet()).map((item) => item.heading ?? item.kind)).toEqual([
			'experience',
			'strength',
			'worry',
			'wish',
			'need',
			'duration',
			'place',
			'method',
			'next',
			'plan-b'
		]);
	});

	it('keeps the order of the table when two add in the same place', () => {
		const [a, b] = [new Y.Doc(), new Y.Doc()];
		const [one, two, three] = [id<'item'>(), id<'item'>(), id<'item'>()];
		addItem(a, { id: one, kind: 'goal', level: 'pupil' });
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		addItem(a, { id: two, kind: 'goal', level: 'context' });
		addItem(b, { id: three, kind: 'goal', level: 'school' });
		Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		expect(readItems(a)).toEqual(readItems(b));
		expect(readItems(a)[0]?.id).toBe(one);
	});

	it('a removed item keeps its words', () => {
		const doc = new Y.Doc();
		const item = id<'item'>();
		addItem(doc, { id: item, kind: 'agreement', text: 'Bellen vóór 9 uur.' });
		setItem(doc, item, { gone: true });
		expect(readItems(doc)[0]).toMatchObject({ gone: true, text: 'Bellen vóór 9 uur.' });
	});
});

describe('retyping', () => {
	const typed = (from: string, to: string, caret: number) => {
		const text = new Y.Doc().getText('t');
		text.insert(0, from);
		retype(text, to, caret);
		return text.toString();
	};
	it('says what was typed, wherever the caret is', () => {
		for (const [from, to, caret] of [
			['', 'a', 1],
			['aaa', 'aaaa', 1],
			['abc', 'ac', 1],
			['abc', '', 0],
			['ja', 'ja graag', 8],
			['x😀y', 'x😃y', 3]
		] as const)
			expect(typed(from, to, caret)).toBe(to);
	});
	it('leaves alone what another types meanwhile', () => {
		const [a, b] = [new Y.Doc(), new Y.Doc()];
		a.getText('t').insert(0, 'Ik bel maandag.');
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		retype(a.getText('t'), 'Ik bel elke maandag.', 12);
		retype(b.getText('t'), 'Ik bel maandag en woensdag.', 26);
		Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
		expect(a.getText('t').toString()).toBe('Ik bel elke maandag en woensdag.');
	});
});

describe('the schema', () => {
	it('knows every honest edit', () => {
		const doc = sheet();
		const item = id<'item'>();
		expect(verdict(doc, (d) => addItem(d, { id: item, kind: 'engagement', text: 'Ik bel.' }))).toBe('sound');
		expect(verdict(doc, (d) => retype(textOf(d, item, 'when')!, '20 okt', 6))).toBe('sound');
		expect(verdict(doc, (d) => void setItem(d, item, { owner: id(), asker: id() }))).toBe('sound');
		expect(verdict(doc, (d) => void setItem(d, item, { gone: true }))).toBe('sound');
		expect(verdict(doc, (d) => void setItem(d, item, { gone: false, kind: 'ask' }))).toBe('sound');
		expect(verdict(doc, (d) => textOf(d, item, 'text')!.delete(0, 3))).toBe('sound');
		expect(verdict(doc, (d) => retype(textOf(d, item, 'how')!, 'bellen', 6))).toBe('sound');
		expect(verdict(doc, (d) => void setItem(d, item, { strand: 'school' }))).toBe('sound');
		const who = id<'person'>();
		expect(verdict(doc, (d) => void setNeed(d, item, who, true))).toBe('sound');
		expect(readItems(doc).find((one) => one.id === item)?.needs).toEqual([who]);
		expect(verdict(doc, (d) => void setNeed(d, item, who, false))).toBe('sound');
		expect(readItems(doc).find((one) => one.id === item)?.needs).toEqual([]);
	});

	it('knows an item of a page from before hoe and waarom existed', () => {
		const doc = sheet();
		const item = id<'item'>();
		const before = (d: Y.Doc) => {
			const map: ItemMap = new Y.Map();
			map.set('kind', 'goal');
			map.set('order', 'aZ');
			for (const field of ['text', 'when', 'signs']) map.set(field, new Y.Text('Rust.'));
			itemsOf(d).set(item, map);
		};
		expect(verdict(doc, before)).toBe('sound');
		expect(readItems(doc).find((one) => one.id === item)).toMatchObject({
			text: 'Rust.',
			how: '',
			needs: []
		});
	});

	it('two who name a yes in the same moment both count', () => {
		const [a, b] = [new Y.Doc(), new Y.Doc()];
		const [item, steven, wim] = [id<'item'>(), id<'person'>(), id<'person'>()];
		addItem(a, { id: item, kind: 'ask', text: 'Wil de school iets schrijven?' });
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		setNeed(a, item, steven, true);
		setNeed(b, item, wim, true);
		Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
		expect(readItems(a)[0]?.needs).toEqual([steven, wim].sort());
	});

	const known = () => {
		const doc = sheet();
		const item = readItems(doc)[0]!.id;
		return { doc, item, map: (d: Y.Doc) => itemsOf(d).get(item)! };
	};
	const hostile: Record<
		string,
		(d: Y.Doc, item: ItemId, map: ReturnType<ReturnType<typeof known>['map']>) => void
	> = {
		'another root': (d) => d.getText('other').insert(0, 'x'),
		'a deleted item': (d, item) => itemsOf(d).delete(item),
		'an overwritten item': (d, item) => itemsOf(d).set(item, new Y.Map() as never),
		'an item that is a text': (d) => void itemsOf(d).set(id(), new Y.Text('x') as never),
		'an item without its fields': (d) => void itemsOf(d).set(id(), new Y.Map() as never),
		'an item under a name that is no id': (d) => void itemsOf(d).set('__proto__', new Y.Map() as never),
		'a replaced text': (_d, _item, map) => void map.set('text', new Y.Text('x')),
		'a deleted field': (_d, _item, map) => map.delete('text'),
		'an unknown field': (_d, _item, map) => void map.set('constructor', 'x'),
		'a kind we do not know': (_d, _item, map) => void map.set('kind', 'secret'),
		'an owner that is no person': (_d, _item, map) => void map.set('owner', 'Ter Wilgen'),
		'a yes of nobody': (_d, _item, map) => void map.set('needs/Wim', true),
		'a yes that is a word': (_d, _item, map) => void map.set(`needs/${id()}`, 'Wim'),
		'a strand we do not know': (_d, _item, map) => void map.set('strand', 'clb'),
		'an order that does not sort': (_d, _item, map) => void map.set('order', '!'),
		'formatted text': (_d, _item, map) => (map.get('text') as Y.Text).insert(0, 'x', { bold: true }),
		'an embedded object': (_d, _item, map) => (map.get('text') as Y.Text).insertEmbed(0, { image: 'x' }),
		'a nested type': (_d, _item, map) => (map.get('text') as Y.Text).insertEmbed(0, new Y.Map() as never),
		'a text without end': (_d, _item, map) => (map.get('text') as Y.Text).insert(0, 'x'.repeat(5000)),
		'an attribute on a text': (_d, _item, map) => (map.get('text') as Y.Text).setAttribute('x', 'y')
	};
	for (const [name, change] of Object.entries(hostile)) {
		it(`refuses ${name}`, () => {
			const { doc, item, map } = known();
			expect(verdict(doc, (d) => change(d, item, map(d)))).toBe('not-this-schema');
		});
	}

	it('lets an own sheet hold drafts and nothing else', () => {
		const voice = id<'voice'>();
		const key = draftKey(voice, 'wish', null);
		expect(verdict(new Y.Doc(), (d) => d.getText(key).insert(0, 'Ik wil rust.'), 'own')).toBe('sound');
		expect(verdict(new Y.Doc(), (d) => d.getText('x').insert(0, 'x'), 'own')).toBe('not-this-schema');
		expect(verdict(new Y.Doc(), (d) => void d.getMap(key).set('x', 'y'), 'own')).toBe('not-this-schema');
		for (const wrong of ['', voice, `${voice}/`, `${voice}/wish/`, `${voice}/wish/${voice}/x`, `x/wish`])
			expect(isDraftKey(wrong)).toBe(false);
		expect(isDraftKey(draftKey(voice, 'review', id()))).toBe(true);
	});
	it('has one draft for each question, and one name for each draft', () => {
		const [voice, about] = [id() as VoiceId, id<'item'>()];
		for (const [key, of] of [
			[draftKey(voice, 'worry', null), { about: null, nth: 1, original: false }],
			[draftKey(voice, 'worry', null, 2), { about: null, nth: 2, original: false }],
			[draftKey(voice, 'review', about, 12), { about, nth: 12, original: false }],
			[draftKey(voice, 'worry', null, 1, 'original'), { about: null, nth: 1, original: true }]
		] as const)
			expect(parseDraftKey(key)).toMatchObject({ voice, ...of });
		for (const wrong of ['1', '02', '100', 'original/2', 'original/original', '2/' + about])
			expect(isDraftKey(`${voice}/worry/${wrong}`), wrong).toBe(false);
	});
	it('reads back what was drafted, also on a device that just joined', () => {
		const [doc, other] = [new Y.Doc(), new Y.Doc()];
		const voice = id() as VoiceId;
		doc.getText(draftKey(voice, 'wish', null)).insert(0, 'Iemand die meegaat.');
		doc.getText(draftKey(voice, 'worry', null, 2)).insert(0, 'Dat het te druk is.');
		doc.getText(draftKey(voice, 'need', null)).insert(0, ' ');
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		expect(readDrafts(other).map(({ kind, nth, text }) => [kind, nth, text])).toEqual([
			['wish', 1, 'Iemand die meegaat.'],
			['worry', 2, 'Dat het te druk is.']
		]);
	});
});

describe('the digest a yes names', () => {
	const doc = new Y.Doc();
	const item = id<'item'>();
	addItem(doc, { id: item, kind: 'engagement', text: 'Ik bel.', owner: id<'person'>() as PersonId });
	const first = itemDigest(readItems(doc)[0]!);

	it('stays when spaces at the ends or the place change', () => {
		retype(textOf(doc, item, 'text')!, 'Ik bel. ', 8);
		expect(itemDigest(readItems(doc)[0]!)).toBe(first);
	});
	it('is another for other words, another day, another owner', () => {
		const seen = new Set([first]);
		retype(textOf(doc, item, 'text')!, 'Ik bel zelf.', 11);
		seen.add(itemDigest(readItems(doc)[0]!));
		retype(textOf(doc, item, 'when')!, '20 okt', 6);
		seen.add(itemDigest(readItems(doc)[0]!));
		setItem(doc, item, { owner: id() });
		seen.add(itemDigest(readItems(doc)[0]!));
		expect(seen.size).toBe(4);
	});
	it('is another for the same words in another voice', () => {
		const words = { kind: 'wish' as const, about: null, text: 'Rust.' };
		expect(lineDigest({ voice: id<'voice'>() as VoiceId, ...words })).not.toBe(
			lineDigest({ voice: id<'voice'>() as VoiceId, ...words })
		);
	});
});
