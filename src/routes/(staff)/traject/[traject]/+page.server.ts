import { fail } from '@sveltejs/kit';
import { parseId, type TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { barsFor } from '#lib/people/bar.ts';
import { inTraject } from '#lib/people/party.ts';
import { firstPhase, mayGo, phases } from '#lib/traject/phase.ts';
import { loadSay } from '#lib/words/load.ts';
import { field } from '#server/door/form.ts';
import { newId } from '#server/door/secret.ts';
import { heldFrom, noteHanded } from '#server/table/copies.ts';
import { atTraject, coachOf, personIn, shownPeople } from '#server/traject/at-traject.ts';
import { liftBar, readLifted, readTogether, setBar } from '#server/traject/bars.ts';
import { readCircles, stateOf } from '#server/traject/circles.ts';
import { readVersionLines } from '#server/traject/handed.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { addPerson, changePerson, joinTraject, removePerson, setBehalf } from '#server/traject/people.ts';
import { comeBack, part, saySharing } from '#server/traject/party.ts';
import { movePhase, readWay, wipeReason } from '#server/traject/phase.ts';
import { planFrom } from '#server/traject/plan-action.ts';
import type { Reader } from '#server/store/store.ts';
import { shutSeats } from '#server/shut.ts';
import { touchTables } from '#server/traject/touch.ts';
import { firstNameOf } from '#server/traject/trajects.ts';
import { inForce, readVersions } from '#server/table/versions.ts';
import { dayOf, localTime } from '#lib/traject/when.ts';

export const load = async ({ locals, params }) => {
	const at = await atTraject(locals, params.traject);
	const now = at.house.hall.now();
	return at.house.store.read(async (db) => {
		const circles = await readCircles(db, at.traject);
		const versions = await readVersions(db, at.traject);
		const versionInForce = inForce(versions) !== null;
		const { about, people, mine, bars } = at;
		return {
			traject: at.traject,
			about,
			people: shownPeople(at),
			joined: mine !== null,
			today: dayOf(localTime(now)),
			bars: barsFor(bars, mine),
			lifted: barsFor(await readLifted(db, at.traject), mine),
			together: (await readTogether(db, at.traject, bars)).map(({ circle }) => circle),
			circles: circles.map((row) => {
				const { id, type, date, place } = row;
				return { id, type, date, place, state: stateOf(row) };
			}),
			fresh: newId<'circle'>(),
			next: nextCircle({ people: inTraject(people), mine, bars, circles, versionInForce, now }),
			versions: await readVersionLines(db, versions),
			...(await readPhase(db, at.traject))
		};
	});
};

async function readPhase(db: Reader, of: TrajectId) {
	const way = await readWay(db, of);
	const phase = way.at(-1)?.phase ?? firstPhase;
	return { way, phase, onward: phases.filter((to) => mayGo(phase, to)) };
}

/** What a form says of a person; what the label left open only when it was answered. */
function given(form: FormData) {
	const said = (name: string): boolean | null => {
		const answer = field(form, name);
		return answer === 'yes' ? true : answer === 'no' ? false : null;
	};
	return {
		name: field(form, 'name'),
		label: field(form, 'label'),
		school: said('school'),
		adult: said('adult'),
		of: parseId<'person'>(field(form, 'of'))
	};
}

/** What a form comes back with: what was typed. Whom a no is `of` is another thing than whose confidant somebody is. */
const said = ({ name, label }: ReturnType<typeof given>) => ({ name, label });

export const actions = {
	person: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const asked = given(await request.formData());
		const added = await at.house.store.write((tx) => addPerson(tx, at.traject, asked));
		if (isNo(added)) return fail(422, { ...said(asked), no: added.no, of: '' });
		await touchTables(at.house, at.traject);
		return { added };
	},
	change: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const who = personIn(at, field(form, 'person'));
		const asked = given(form);
		const changed = await at.house.store.write((tx) => changePerson(tx, at.traject, who, asked));
		if (isNo(changed)) return fail(422, { ...said(asked), no: changed.no, of: who });
		shutSeats(at.house, changed, 'reload');
		await touchTables(at.house, at.traject);
	},
	remove: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const who = personIn(at, field(await request.formData(), 'person'));
		const ended = await removePerson(at.house.store, at.traject, who);
		if (isNo(ended)) return fail(422, { no: ended.no, of: who });
		shutSeats(at.house, ended, 'revoked');
		await touchTables(at.house, at.traject);
	},
	/** A party leaves: what it signed stays, and its access ends today. */
	part: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const who = personIn(at, field(await request.formData(), 'person'));
		const ended = await part(at.house, at.traject, who, at.mine ?? at.me.id);
		if (isNo(ended)) return fail(422, { no: ended.no, of: who });
		shutSeats(at.house, ended, 'revoked');
		await touchTables(at.house, at.traject);
	},
	/** What somebody said to sharing with a party that is not in yet. */
	shares: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const [party, who] = [personIn(at, field(form, 'party')), personIn(at, field(form, 'person'))];
		const witness = coachOf(at);
		if (!witness) return fail(422, { no: 'not-asked-here', of: party });
		const { traject } = at;
		const given = field(form, 'given') === 'yes';
		const said = { traject, party, person: who, given, witness: witness.id };
		const refused = await saySharing(at.house, said);
		if (refused) return fail(422, { no: refused.no, of: party });
		await touchTables(at.house, at.traject);
	},
	/** They are in it again. */
	back: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const who = personIn(at, field(await request.formData(), 'person'));
		await comeBack(at.house, who, at.mine ?? at.me.id);
		await touchTables(at.house, at.traject);
	},
	behalf: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const who = personIn(at, field(form, 'person'));
		const behalf = field(form, 'behalf') === 'on';
		const refused = await at.house.store.write((tx) => setBehalf(tx, at.traject, who, behalf));
		if (refused) return fail(422, { no: refused.no, of: who });
		await touchTables(at.house, at.traject);
	},
	/** One of the house comes in, as coach or as moderator. */
	join: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const say = await loadSay('nl', ['staff']);
		const label = say(
			field(await request.formData(), 'as') === 'moderator' ? 'people.as-moderator' : 'people.as-coach'
		);
		const me = { id: at.me.id, name: firstNameOf(at.me.name) };
		await at.house.store.write((tx) => joinTraject(tx, at.traject, me, label));
		await touchTables(at.house, at.traject);
	},
	plan: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		return planFrom(at, await request.formData());
	},
	/** Their copy was given from hand to hand. */
	handed: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const who = personIn(at, field(form, 'person'));
		const rows = await at.house.store.read((db) => readVersions(db, at.traject));
		const row = rows.find((one) => one.id === field(form, 'version') && one.version.expected.has(who));
		if (!row) return { handed: null };
		const held = await heldFrom(at.house, at.traject, row.id, at.people);
		if (held.has(who)) return fail(422, { no: 'copy-names' as const, of: row.id as string });
		await noteHanded(at.house, row.id, who, 'on-paper');
		return { handed: row.id as string };
	},
	/** In the name of somebody who refuses contact with somebody else. */
	bar: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const [who, other] = [personIn(at, field(form, 'person')), personIn(at, field(form, 'other'))];
		const refused = await at.house.store.write((tx) => setBar(tx, at.traject, who, other));
		if (refused) return fail(422, { no: refused.no, of: 'bars' });
		await touchTables(at.house, at.traject);
	},
	/** On or back, with a reason where one is asked: by who coaches or moderates here. */
	phase: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const to = phases.find((one) => one === field(form, 'to'));
		const me = coachOf(at);
		if (!to || !me) return fail(422, { no: 'phase-not-there', of: 'phase' });
		const move = { from: field(form, 'from'), to, reason: field(form, 'reason') };
		const { store, hall } = at.house;
		const refused = await movePhase(store, at.traject, me.id, move, hall.now());
		if (refused) return fail(422, { no: refused.no, of: 'phase' });
	},
	/** The words of a reason go, at somebody's request. */
	wipe: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const id = field(await request.formData(), 'note');
		if (!coachOf(at) || !(await wipeReason(at.house.store, at.traject, id)))
			return fail(422, { no: 'phase-not-there', of: 'phase' });
	},
	/** The one who refused says it is over. */
	lift: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const [who, other] = [personIn(at, field(form, 'person')), personIn(at, field(form, 'other'))];
		const said = field(form, 'said');
		const refused = await at.house.store.write((tx) => liftBar(tx, at.traject, who, other, said));
		if (refused) return fail(422, { no: refused.no, of: 'bars' });
		await touchTables(at.house, at.traject);
	}
};
