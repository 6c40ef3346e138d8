// What always holds of words, who hears them, and of every yes (circle/SPEC.md): lists to add to.

import { quietNow } from '#lib/circle/circle.ts';
import { voiceOf } from '#lib/people/person.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { mayHear, streamOf } from '#lib/table/stream.ts';
import { linesOf } from '#lib/table/table.ts';
import { roleOf, sheetOf, type Rule } from './step.ts';

export const words: readonly Rule[] = [
	({ facts, ground }) => {
		const said = JSON.stringify(facts);
		return ground.texts.slice(-2).some((text) => said.includes(text)) ? 'a fact carries words' : null;
	},
	({ after }) => {
		for (const line of after.lines.values()) {
			if (line.yes && line.yes.digest !== line.digest) return 'a yes to other words';
			if (line.yes?.witness && voiceOf(after.people, line.voice)?.person.id === line.yes.witness)
				return 'their own witness';
		}
		return null;
	},
	({ facts, after, before }) => {
		for (const told of facts) {
			if (told.to !== 'lines' && told.to !== 'school-lines') continue;
			const line =
				'line' in told.fact ? (after.lines.get(told.fact.line) ?? before.lines.get(told.fact.line)) : null;
			const voice = line && voiceOf(after.people, line.voice)?.person;
			const speaker = 'person' in told.fact ? after.people.get(told.fact.person) : voice;
			if ((speaker?.role === 'school') !== (told.to === 'school-lines')) return 'words in the wrong stream';
		}
		return null;
	},
	({ facts, after, ground }) => {
		for (const told of facts) {
			for (const person of ground.people) {
				const role = roleOf(after, person) ?? 'pupil';
				const hears = mayHear(
					{ is: 'person', person, role },
					streamOf(told),
					after.circle,
					(id) => sheetOf(after, id),
					() => true
				);
				if (hears && told.to === 'mine' && told.person !== person) return 'a mark that another hears';
				if (hears && told.to === 'private' && !after.talks.get(told.sheet)?.among.includes(person))
					return 'a besloten tijd that another hears';
				if (hears && told.to === 'lines' && role === 'school') return 'a school hears what is not for it';
			}
		}
		return null;
	},
	({ facts, by, before }) => {
		for (const told of facts) {
			if (told.to !== 'mine' || !('by' in told.fact)) continue;
			if (by !== told.person && by !== before.circle.leader) return 'a mark by another';
			if (by !== told.person && before.alone.has(told.person)) return 'a mark over their own';
			const own = new Set(linesOf(before, told.person));
			if (!told.fact.lines.every((line) => own.has(line))) return "a mark on another's words";
		}
		return null;
	}
];

export const shown: readonly Rule[] = [
	({ after: { named, lines } }) => {
		for (const { id, readers, digest } of named.mine.values()) {
			if (lines.has(id)) return 'words for named people lie on the table';
			const reading = [...named.shown].filter(([, theirs]) => theirs.has(id));
			if (reading.length !== readers.size || !reading.every(([person]) => readers.has(person)))
				return 'others read it than were named';
			if (!reading.every(([, theirs]) => theirs.get(id)?.digest === digest)) return 'they read other words';
		}
		const all = [...named.shown.values()].flatMap((theirs) => [...theirs.keys()]);
		return all.every((id) => named.mine.has(id)) ? null : 'words are read that nobody shows';
	},
	({ facts, by, after, before, asked }) => {
		for (const told of facts) {
			if (told.to !== 'mine' || told.fact.is === 'marked' || told.fact.is === 'school-words') continue;
			const line = after.named.mine.get(told.fact.line) ?? before.named.mine.get(told.fact.line);
			if (!line || voiceOf(after.people, line.voice)?.person.id !== by) return 'shown by another hand';
			const meant = 'do' in asked && 'school' in asked && asked.school === true;
			if (told.fact.is === 'may-read' && roleOf(after, told.person) === 'school' && !meant)
				return 'shown to a school, and nobody said so';
		}
		return null;
	}
];

export const apart: readonly Rule[] = [
	({ after }) => {
		const now = after.circle.private;
		if (!now) return null;
		if (now.among.filter((one) => after.circle.seated.has(one)).length < 2) return 'one talks alone';
		if (quietNow(after.circle)) return 'a besloten tijd in a round that listens';
		const talk = after.talks.get(now.sheet);
		return talk?.among.every((one) => talk.agreed.has(one)) ? null : 'a besloten tijd without every yes';
	},
	(step) => {
		const { before, after } = step;
		if (!before.circle.private || !after.circle.private) return null;
		const same =
			before.lines === after.lines && before.promises === after.promises && before.marks === after.marks;
		return same && before.circle.phase === after.circle.phase ? null : 'besloten tijd, and something moved';
	},
	({ facts, by, before }) => {
		for (const told of facts) {
			if (told.to !== 'private' || !('person' in told.fact)) continue;
			if (told.fact.person !== by) return 'a yes for another';
			if (told.fact.is !== 'private-asked' && !before.talks.get(told.sheet)?.among.includes(by))
				return 'somebody outside has a say in it';
		}
		return null;
	}
];

export const promises: readonly Rule[] = [
	({ facts, ground, by, before }) => {
		for (const told of facts) {
			if (told.to !== 'sheet' || (told.fact.is !== 'taken' && told.fact.is !== 'agreed')) continue;
			const { person, witness, digest } = told.fact;
			const item = ground.items.get(told.fact.item);
			if (!item || itemDigest(item) !== digest) return 'a yes to words that do not stand there';
			if (told.fact.is === 'taken' && item.owner !== person) return 'a promise taken for another';
			if (witness === null ? by !== person : by !== before.circle.leader || witness === person)
				return 'a yes that nobody heard';
		}
		return null;
	}
];
