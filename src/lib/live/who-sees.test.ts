import { describe, expect, it } from 'vitest';
import type { PersonId, VoiceId } from '#lib/base/id.ts';
import { planned, type Circle, type Setting } from '#lib/circle/circle.ts';
import { whoSees } from '#lib/live/who-sees.ts';
import type { Person } from '#lib/people/person.ts';
import { tableBefore } from '#lib/table/table.ts';

const [nele, steven, tom] = ['nele', 'steven', 'tom'] as unknown as [PersonId, PersonId, PersonId];
const one = (id: PersonId, role: Person['role']): Person => ({
	id,
	name: id,
	label: '',
	role,
	confidantOf: null,
	voices: [{ id: `${id}/voice` as VoiceId, person: id, behalf: false }]
});

function table(setting: Setting, more: Partial<Circle> = {}) {
	const order = [nele, steven, tom];
	const begin = planned({ leader: nele, co: null, method: 'free', rounds: [], setting, order });
	const people = new Map(
		[one(nele, 'coach'), one(steven, 'pupil'), one(tom, 'school')].map((p) => [p.id, p])
	);
	return tableBefore({ ...begin, seated: new Set(order), ...more }, people, []);
}

describe('wie ziet dit', () => {
	it('of what we write together: everybody, the school too, and the wall', () => {
		expect(whoSees(table('school'), { audience: 'core' }, steven)).toEqual({
			sight: { is: 'all', but: [] },
			wall: true
		});
	});
	it('of what stays here, and of own words: all but the school, and no wall', () => {
		const but = { sight: { is: 'all', but: [tom] }, wall: false };
		expect(whoSees(table('school'), { audience: 'inner' }, steven)).toEqual(but);
		expect(whoSees(table('school'), { stream: { to: 'lines' } }, steven)).toEqual(but);
	});
	it('of one’s own sheet: only oneself', () => {
		expect(whoSees(table('school'), { audience: 'own' }, steven)).toEqual({
			sight: { is: 'only', people: [steven] },
			wall: false
		});
	});
	it('of besloten tijd: only those who are in it; who leads is not', () => {
		const now = { private: { sheet: 's' as never, among: [steven], called: null } } as Partial<Circle>;
		expect(whoSees(table('school', now), { audience: 'private' }, steven).sight).toEqual({
			is: 'only',
			people: [steven]
		});
		expect(whoSees(table('school', now), { audience: 'core' }, steven)).toEqual({
			sight: { is: 'all', but: [nele, tom] },
			wall: false
		});
	});
});
