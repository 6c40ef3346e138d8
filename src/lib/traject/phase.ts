// Where a traject stands, as a machine: from aanmelding to afsluiting, on and back. domain.md §2.1: the path is not a
// line, so no order is forced; what asks for a reason is written down. SPEC.md.

import { no, type No } from '#lib/base/no.ts';

/**
 * aangemeld · wachtend · vraagverheldering · opstart · in uitvoering · bijsturing · herinstap · verlengd · afronding ·
 * doorverwezen · opvolging · afgesloten · niet opgenomen · voortijdig stopgezet.
 */
export const phases = [
	'registered',
	'waiting',
	'clarifying',
	'starting',
	'under-way',
	'adjusting',
	'returning',
	'extended',
	'rounding-off',
	'handed-over',
	'following',
	'closed',
	'not-taken-in',
	'stopped'
] as const;
export type Phase = (typeof phases)[number];

/** `note`: the id of the reason, whose words are a row of their own; null when none was given. */
export type PhaseFact = { readonly is: 'moved'; readonly to: Phase; readonly note: string | null };

export type PhaseMove = { readonly to: Phase; readonly reason: string };

/** Every polite no about it. Each has a sentence in words/. */
export type PhaseRefusal =
	/** Back, stopped, or not taken in: why is asked, in words of one's own. */
	| 'phase-needs-reason'
	/** From where it stands it does not go there. */
	| 'phase-not-there';

/** Before there can be a plan. */
const before: readonly Phase[] = ['registered', 'waiting', 'clarifying', 'starting'];
const over: readonly Phase[] = ['closed', 'not-taken-in'];

/** Where a traject begins, and one of before this was kept. */
export const firstPhase: Phase = 'registered';

/** The last fact counts; none of the earlier goes. */
export const phaseOf = (facts: readonly PhaseFact[]): Phase => facts.at(-1)?.to ?? firstPhase;

/**
 * Whether it may go there at all. Nothing that has begun is *niet opgenomen*; what is over stays over, but for *opvolging*,
 * out of which somebody who comes back starts again (T9 → T4).
 */
export function mayGo(from: Phase, to: Phase): boolean {
	if (from === to || over.includes(from)) return false;
	if (to === 'not-taken-in') return before.includes(from);
	if (to === 'closed') return ['rounding-off', 'handed-over', 'following', 'stopped'].includes(from);
	if (from === 'stopped') return to === 'handed-over';
	return true;
}

/** Back to an earlier phase. Bijsturing, herinstap and verlengd stand beside each other within the way. */
export function isBack(from: Phase, to: Phase): boolean {
	return from !== 'stopped' && order(to) < order(from);
}

/** Herinstap comes after uitvoering; out of bijsturing or verlengd one goes on, with a next version (T5, T6 → T4). */
function order(phase: Phase): number {
	return phase === 'adjusting' || phase === 'extended' ? phases.indexOf('under-way') : phases.indexOf(phase);
}

/** Whether a reason is asked: it is free, and never left out where it would be asked for later. */
export const needsReason = (from: Phase, to: Phase): boolean =>
	to === 'stopped' || to === 'not-taken-in' || isBack(from, to);

/** `note`: the id its reason is kept under. Moved to where it stands: nothing. */
export function decidePhase(
	from: Phase,
	move: PhaseMove,
	note: string
): readonly PhaseFact[] | No<PhaseRefusal> {
	const { to, reason } = move;
	if (from === to) return [];
	if (!mayGo(from, to)) return no('phase-not-there');
	const said = reason.trim() !== '';
	if (!said && needsReason(from, to)) return no('phase-needs-reason');
	return [{ is: 'moved', to, note: said ? note : null }];
}
