import { expect, it } from 'vitest';
import type { PersonId, VoiceId } from '#lib/base/id.ts';
import { initials, mayInterpret, voicesNow, type Person } from '#lib/people/person.ts';
import { labels, roleOf } from '#lib/people/role.ts';

it('a label that is certain gives its role', () => {
	expect(roleOf(' Vader ')).toBe('parent');
	expect(roleOf('CLB')).toBe('clb');
	expect(roleOf('Leerkracht')).toBe('school');
	expect(roleOf('Tolk Arabisch')).toBe('interpreter');
});

it('a label that is not certain is never guessed', () => {
	for (const label of ['', 'juf', 'leerkracht PAV', 'vriend van school', 'schoolvriend', 'tolk van school'])
		expect(roleOf(label)).toBeNull();
});

it('every label that is offered is certain', () => {
	for (const label of labels) expect(roleOf(label)).not.toBeNull();
});

it('a voice namens school is gone when the school sits at the table', () => {
	const id = 'i' as PersonId;
	const ilse: Person = {
		id,
		name: 'Ilse',
		label: 'CLB',
		role: 'clb',
		confidantOf: null,
		voices: [
			{ id: 'a' as VoiceId, person: id, behalf: false },
			{ id: 'b' as VoiceId, person: id, behalf: true }
		]
	};
	expect(voicesNow(ilse, false)).toHaveLength(2);
	expect(voicesNow(ilse, true).map((voice) => voice.behalf)).toEqual([false]);
});

it('initials are two at most, in any script', () => {
	expect(initials('Steven')).toBe('S');
	expect(initials('An-Sofie De Wit')).toBe('AS');
	expect(initials('زهرا')).toBe('ز');
});

it('nobody under age interprets, and of the network nobody who might be (S5-04)', () => {
	const may = (role: Person['role'], label: string) => mayInterpret({ role, label });
	expect([may('pupil', 'leerling'), may('class', 'klas')]).toEqual([false, false]);
	for (const label of ['broer', 'zus', 'vriend', 'nicht', 'neef', 'buur', 'beste maat'])
		expect(may('network', label), label).toBe(false);
	for (const label of ['oma', 'Tante ', 'nonkel']) expect(may('network', label), label).toBe(true);
	expect([may('interpreter', 'tolk'), may('parent', 'mama'), may('clb', 'CLB')]).toEqual([true, true, true]);
});
