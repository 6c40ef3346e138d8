// Where a route is asked: at what is ours, at what is somebody else's, and at what was never there. The last
// two must not be told apart by anybody.

import { idFrom } from '#lib/base/id.ts';
import type { Role } from './roles.ts';
import type { Route } from './every-route.ts';
import type { World } from './world.ts';

/** What a form or a move may name. */
export type Names = {
	readonly person: string;
	/** Somebody who sits at no table now. */
	readonly absent: string;
	readonly version: string;
	/** A device that waits. */
	readonly seat: string;
	/** A card's secret. */
	readonly card: string;
	readonly code: string;
};

export type Addresses = {
	readonly ours: string;
	readonly foreign: readonly string[];
	readonly missing: readonly string[];
};

/** An id that nothing has. */
export const nothing = idFrom<never>(new Uint8Array(16).fill(255));

export function namesOf({ ours, elsewhere }: World): Readonly<Record<keyof Addresses, Names>> {
	const of = ({ people, version, newcomer, card, code }: World['ours']): Names => ({
		person: people.pupil,
		absent: people.grandmother,
		version,
		seat: newcomer,
		card,
		code
	});
	const missing = { person: nothing, absent: nothing, version: nothing, seat: nothing };
	return {
		ours: of(ours),
		foreign: { ...of(elsewhere), code: ours.code },
		missing: { ...missing, card: 'AAAAAAAAAAAAAAAAAAAAAA', code: ours.code }
	};
}

type Params = Readonly<Record<'traject' | 'circle' | 'seat' | 'version' | 'person' | 'code', string>>;
type Named = Exclude<keyof Params, 'code'>;

export function addressesOf(route: Route, role: Role, world: World, at = route.path): Addresses {
	const { ours } = world;
	const seat = world.seats[role] ?? ours.seats.pupil.seat;
	const { traject, circle, version, code } = ours;
	const here: Params = { traject, circle, version, code, seat, person: ours.people.pupil };
	const named = [...at.matchAll(/\[(\w+)\]/g)].flatMap(([, name]) => (isNamed(name) ? name : []));
	const foreign = othersOf(role, world);
	const home: Params = { ...here, ...homeOf(role, world) };
	const each = (values: (name: Named) => readonly string[]) =>
		named.flatMap((name) => values(name).map((value) => fill(at, { ...home, [name]: value })));
	return {
		ours: fill(at, here),
		foreign: each((name) => foreign[name]),
		missing: each(() => [nothing, 'x'])
	};
}

const isNamed = (name: string | undefined): name is Named =>
	['traject', 'circle', 'seat', 'version', 'person'].includes(name ?? '');

/** What this role has a right to, where that is not ours. */
function homeOf(role: Role, { elsewhere, theirs }: World): Partial<Params> {
	if (role === 'stranger') return theirs;
	return role === 'elsewhere' || role === 'shut-out' ? { version: elsewhere.version } : {};
}

/** What is there, and is nothing of this role's. */
function othersOf(role: Role, world: World): Readonly<Record<Named, readonly string[]>> {
	const { ours, elsewhere, theirs, practice } = world;
	const isStranger = role === 'stranger';
	const isElsewhere = role === 'elsewhere' || role === 'shut-out';
	return {
		traject: [isStranger ? ours.traject : theirs.traject, practice],
		circle: isStranger ? [ours.circle] : [elsewhere.circle, theirs.circle],
		seat: [role === 'pupil' ? ours.seats.parent.seat : ours.seats.pupil.seat],
		version: [isElsewhere ? ours.version : elsewhere.version],
		person: [isElsewhere ? ours.people.pupil : elsewhere.people.pupil]
	};
}

const fill = (path: string, params: Params): string =>
	path.replace(/\[(\w+)\]/g, (whole, name: string) =>
		name in params ? params[name as keyof Params] : whole
	);
