// What a paper of one person is drawn from: exactly the copy that person may open now, asked for as they would. The
// house asks in the name of their seat; who has none gets no paper.

import { and, desc, eq } from 'drizzle-orm';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfJson } from '#lib/base/digest.ts';
import type { CircleId, PersonId, SeatId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { openCopy, type OpenedCopy } from '#lib/live/copy.ts';
import type { Block, Standing } from '#lib/paper/blocks.ts';
import { editions } from '#lib/paper/editions.ts';
import { fridgeOf } from '#lib/paper/fridge.ts';
import { pageOf } from '#lib/paper/page.ts';
import { qrSvg } from '#lib/paper/qr.ts';
import { checkAddress } from '#lib/paper/where.ts';
import { fingerprint } from '#lib/seal/words.ts';
import type { Version } from '#lib/version/version.ts';
import { directionOf, sayer, type Say } from '#lib/words/say.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import type { Asked, Source } from '#server/paper/outbox.ts';
import { circle, person, seat, version } from '#server/store/schema.ts';
import { copyFor } from '#server/table/copies.ts';

export async function sourceOf(
	house: House,
	asked: Asked,
	certificate: () => Promise<Uint8Array>
): Promise<Source | No | null> {
	const found = await whoAsks(house, asked.version, asked.person);
	if (!found) return null;
	const copy = await copyFor(house, found.who, asked.version, 'print');
	if (!copy || isNo(copy)) return copy;
	const opened = openCopy(copy.file, house.keys());
	if (isNo(opened)) return no('copy-held');
	const live = await house.hall.live(found.circle);
	const state = live?.table.versions.get(asked.version);
	if (!state) return null;
	const standing = standingOf(state);
	// It changed between two looks: whoever waits asks again.
	if (opened.state !== null && opened.state.state !== standing.is) return null;
	const [paper, language] = asked.what.split(':') as ['copy' | 'fridge', 'nl' | 'en'];
	const say = sayer(editions[0][language], language);
	const where = checkAddress(opened.iss);
	const beside = editions[0].proof ? opened : null;
	const of = {
		copy: opened,
		beside,
		me: asked.person,
		standing,
		say,
		six: fingerprint(opened.digest),
		where
	};
	const blocks = paper === 'copy' ? pageOf(of) : fridgeOf(of);
	const sealed = paper === 'copy' && (standing.is === 'in-force' || standing.is === 'superseded');
	return {
		traject: found.who.traject,
		source: digestOfJson({ what: asked.what, sealed, blocks: plain(blocks) }),
		sheet: {
			as: 'pdf',
			at: house.hall.now(),
			certificate: sealed ? await certificate() : null,
			drawing: {
				template: paper,
				data: dataOf(blocks, opened, say, language, paper === 'copy' ? copy.file : null)
			}
		}
	};
}

/** The seat a person was last seen in, and the circle the version is of. */
async function whoAsks(
	house: House,
	id: VersionId,
	mine: PersonId
): Promise<{ who: SeatWho; circle: CircleId } | null> {
	return house.store.read(async (db) => {
		const [at] = await db
			.select({ circle: circle.id, traject: circle.traject })
			.from(version)
			.innerJoin(circle, eq(circle.id, version.circle))
			.where(eq(version.id, id));
		const [held] = await db
			.select({ seat: seat.id, role: person.role })
			.from(seat)
			.innerJoin(person, eq(person.id, seat.person))
			.where(and(eq(seat.person, mine), eq(seat.state, 'seated')))
			.orderBy(desc(seat.seenAt))
			.limit(1);
		if (!at || !held) return null;
		const who: SeatWho = {
			is: 'seat',
			seat: held.seat as SeatId,
			traject: at.traject as TrajectId,
			state: 'seated',
			person: mine,
			role: held.role as SeatWho['role'],
			circle: null,
			wall: false,
			tablet: null
		};
		return { who, circle: at.circle as CircleId };
	});
}

const standingOf = ({ state, answered, expected }: Version): Standing =>
	state.is === 'presented'
		? {
				is: 'presented',
				given: [...answered].filter((one) => expected.has(one)).length,
				asked: expected.size
			}
		: { is: state.is };

/** What the template is handed: texts, and nothing of it is read as source. */
export function dataOf(
	blocks: readonly Block[],
	copy: Pick<OpenedCopy, 'iss'>,
	say: Say,
	language: string,
	file: string | null
): unknown {
	return {
		title: say('pdf.title'),
		author: copy.iss,
		description: say('pdf.fixed'),
		language,
		qr: qrSvg(`${copy.iss}/verify`),
		'qr-alt': say('pdf.qr', { where: checkAddress(copy.iss) }),
		blocks: blocks.map((block) => ({
			...block,
			runs: block.runs.map(({ language, ...run }) =>
				language === undefined
					? run
					: { ...run, language: language.split('-')[0], rtl: directionOf(language) === 'rtl' }
			)
		})),
		...(file === null
			? {}
			: { attached: { name: 'planversie.json', text: file, description: say('pdf.attached') } })
	};
}

const plain = (blocks: readonly Block[]): Json => JSON.parse(JSON.stringify(blocks)) as Json;
