import { expect, it } from 'vitest';
import type { VersionId } from '#lib/base/id.ts';
import { earlierOf } from '#lib/live/since.ts';
import type { MyVersion } from '#lib/wire/mine.ts';

const version = (no: number, state: MyVersion['state'], answered: boolean): MyVersion => ({
	id: `v${no}` as VersionId,
	no,
	at: no,
	state,
	answered
});
const against = (no: number, ...mine: MyVersion[]) => earlierOf(mine, no)?.no ?? null;

it('a version is held beside the last one its reader answered, also when that was withdrawn', () => {
	const [first, second] = [version(1, 'superseded', true), version(2, 'withdrawn', true)];
	expect(against(3, first, second, version(3, 'presented', false))).toBe(2);
	expect(against(3, first, version(2, 'withdrawn', false), version(3, 'presented', true))).toBe(1);
});

it('who answered none reads it beside the last that stood, else the last there was', () => {
	const withdrawn = version(2, 'withdrawn', false);
	expect(against(3, version(1, 'in-force', false), withdrawn)).toBe(1);
	expect(against(3, withdrawn)).toBe(2);
	expect(against(1, version(1, 'presented', false), version(2, 'presented', true))).toBeNull();
});
