// The form of the rounds, read back as the changes it asks for: every question as it stands there now, then
// the round that was moved or taken away, and the one that is new.

import { headings } from '#lib/plan/kind.ts';
import { roundKey, writings, type KeptRound, type Round } from '#lib/circle/round.ts';
import type { RoundChange, Said } from '#lib/circle/rounds.ts';
import { field } from '#server/door/form.ts';

/** `id`: for a round that is new. */
export function roundChanges(form: FormData, rounds: readonly KeptRound[], id: string): RoundChange[] {
	const keys = rounds.map(roundKey);
	const sent = rounds.filter((round) => form.has(`text ${roundKey(round)}`));
	const worded = sent.map((round): RoundChange => {
		const key = roundKey(round);
		return { do: 'reword-round', round: key, ...saidIn(form, key, round) };
	});
	const [up, down, away] = ['up', 'down', 'away'].map((name) => field(form, name));
	const moved: RoundChange[] = [];
	if (up) moved.push({ do: 'move-round', round: up, before: keys[keys.indexOf(up) - 1] ?? up });
	if (down) moved.push({ do: 'move-round', round: down, before: keys[keys.indexOf(down) + 2] ?? null });
	if (away) moved.push({ do: 'remove-round', round: away });
	const made = field(form, 'text new').trim() !== '' || form.has('add');
	// A new one comes before the last, which takes leave.
	const last = keys.at(-1) ?? null;
	const standard = { writes: 'nothing', kind: null, seconds: null } as const;
	if (made) {
		const said = saidIn(form, 'new', standard);
		moved.push({ do: 'add-round', round: `own.${id}/`, before: last, ...said });
	}
	return [...worded, ...moved];
}

function saidIn(form: FormData, key: string, before: Pick<Round, 'writes' | 'kind' | 'seconds'>): Said {
	const [writes, heading] = field(form, `writes ${key}`).split(' ');
	const found = writings.find((one) => one === writes);
	const kind = headings.find((one) => one === heading) ?? null;
	const seconds = form.has(`seconds ${key}`) ? Number(field(form, `seconds ${key}`)) || null : before.seconds;
	const text = field(form, `text ${key}`);
	return found
		? { text, writes: found, kind, seconds }
		: { text, writes: before.writes, kind: before.kind, seconds };
}
