// An extract for who was given its link: the picked words as a copy file, with the house's word on how the version
// stands. Each time is a line of the read log.

import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { TrajectId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { writeFile } from '#lib/seal/file.ts';
import { signState } from '#lib/seal/state.ts';
import { hashSecret, parseSecret } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import { extract } from '#server/store/agreed.ts';
import { disclosure, version } from '#server/store/schema.ts';
import { isHeld } from '#server/table/extract-held.ts';
import { noteOpening } from '#server/table/read-log.ts';
import { readVersions } from '#server/table/versions.ts';

/** The extract a link opens, as a copy file; each time is a line of the read log. */
export async function openExtract(
	house: House,
	secret: string
): Promise<
	| { readonly file: string; readonly reader: string }
	| No<'extract-gone' | 'extract-withdrawn' | 'looked-into'>
> {
	const known = parseSecret(secret);
	if (!known) return no('extract-gone');
	const now = house.hall.now();
	const open = and(isNull(extract.endedAt), gt(extract.expiresAt, new Date(now)));
	const [found] = await house.store.read((db) =>
		db
			.select({ row: extract, token: version.token })
			.from(extract)
			.innerJoin(version, eq(version.id, extract.version))
			.where(and(eq(extract.secretHash, hashSecret(known)), open))
	);
	if (!found) return no('extract-gone');
	const { row, token } = found;
	const of = row.traject as TrajectId;
	if (!(await house.store.read((db) => house.chains.isSound(db, of)))) return no('looked-into');
	const state = (await house.store.read((db) => readVersions(db, of))).find(
		({ id }) => id === row.version
	)?.version;
	if (!state) return no('extract-gone');
	// A mistake, or words that should not stand there: they are shown to nobody any more, and whoever had them is told.
	if (state.state.is === 'withdrawn') return no('extract-withdrawn');
	const shown = await house.store.read((db) =>
		db
			.select({ words: disclosure.words })
			.from(disclosure)
			.where(and(eq(disclosure.version, row.version), inArray(disclosure.digest, row.shows)))
	);
	const words = shown.flatMap((one) => one.words ?? []);
	if (
		await isHeld(
			house,
			of,
			row.reader,
			words.map((one) => ({ words: one }))
		)
	)
		return no('extract-gone');
	const saved = Math.floor(now / 1000);
	const { signer } = house.moveTools;
	const file = writeFile({
		...{ format: 2, keys: house.history(), copy: copyOf(token, words), saved },
		...{ annexes: [], answers: [], statements: [] },
		state: await signState({ version: state.digest, state: state.state.is, at: saved }, signer)
	});
	const at = { traject: of, version: row.version as VersionId, how: 'extract' } as const;
	await noteOpening(house, { ...at, person: null, extract: row.id });
	return { file, reader: row.reader };
}
