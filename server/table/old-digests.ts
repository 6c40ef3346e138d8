// A digest tells whether a guess is right. So of words that stand no more, of which a name was taken out or that were
// destroyed, no page that comes later hears the digest: what was said to them counts for nothing any more anyhow.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId } from '#lib/base/id.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { Told } from '#lib/wire/view.ts';
import type { Live } from '#server/table/live.ts';

/** Is the digest of no words. */
const none = '' as Digest;

/** The facts of one stream, as a page that comes now is told them. */
export function withoutOldDigests(live: Live, facts: readonly Told[]): readonly Told[] {
	const changed = new Set<ItemId>();
	return facts.toReversed().map(sinceThen).toReversed();

	function sinceThen(told: Told): Told {
		const without = forget(live, told.told, changed);
		return without === told.told ? told : { ...told, told: without };
	}
}

/** `changed`: the items whose words the house changed after this fact. */
function forget({ table }: Live, told: TableFact, changed: Set<ItemId>): TableFact {
	if (told.to === 'lines' || told.to === 'school-lines') {
		const { fact } = told;
		if (!('digest' in fact) || table.lines.get(fact.line)?.digest === fact.digest) return told;
		return { ...told, fact: { ...fact, digest: none } };
	}
	if (told.to !== 'sheet') return told;
	const { fact } = told;
	if (fact.is === 'emptied') changed.add(fact.item);
	if (fact.is === 'rewritten') for (const item of fact.items ?? []) changed.add(item);
	return 'digest' in fact && changed.has(fact.item) ? { ...told, fact: { ...fact, digest: none } } : told;
}
