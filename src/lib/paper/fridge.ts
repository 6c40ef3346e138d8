// A page for the fridge: what somebody promised, what they ask after, when everybody meets again, and what to do when
// it goes otherwise. Nothing of anybody else's story: it hangs where others read.

import { block, plain, strong, titled, type Block, type PaperOf } from '#lib/paper/blocks.ts';
import { asking, owned, stands } from '#lib/paper/page.ts';
import { partsNamed } from '#lib/version/opened.ts';

export function fridgeOf(paper: PaperOf): Block[] {
	const { copy, me, say } = paper;
	const name = partsNamed(copy.parts, 'person').find(({ id }) => id === me)?.name ?? '';
	const own = owned(paper);
	return [
		block('title', 'plain', plain(say('pdf.fridge', { name }))),
		...(own.length > 0 ? own : [block('text', 'plain', plain(say('pdf.fridge-nothing')))]),
		...asking(paper),
		...(['next', 'plan-b'] as const).flatMap((kind) =>
			titled(
				say(`pdf.heading-${kind}`),
				'plain',
				partsNamed(copy.parts, kind).map(({ text }) => block('text', 'plain', strong(text)))
			)
		),
		block('fine', 'plain', plain(stands(copy, say)), plain(say('pdf.fixed')))
	];
}
