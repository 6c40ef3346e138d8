// A benchmark in small: each thing beside a peer that does the same in the same run, the median of some rounds, and one
// table that is printed and kept. Figures of one machine; what counts is the ratio.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** `before`: what a round needs and is not measured. */
export type Side = {
	readonly name: string;
	readonly run: () => unknown;
	readonly before?: () => Promise<void>;
};

/** What is measured; `peer`: what does the same, or the nearest there is. */
export type Measured = {
	readonly what: string;
	readonly ours: Side;
	readonly peer: Side;
	readonly rounds: number;
};

export type Row = {
	readonly what: string;
	readonly ours: string;
	readonly peer: string;
	/** Milliseconds, medians. */
	readonly mine: number;
	readonly theirs: number;
	readonly rounds: number;
};

/** One after the other, turn by turn, so that a busy moment of the machine meets both. A first round is not counted. */
export async function measure({ what, ours, peer, rounds }: Measured): Promise<Row> {
	const times: [number[], number[]] = [[], []];
	for (let round = 0; round <= rounds; round++)
		for (const [at, side] of [ours, peer].entries()) {
			await side.before?.();
			const from = performance.now();
			await side.run();
			if (round > 0) times[at]?.push(performance.now() - from);
		}
	return { what, ours: ours.name, peer: peer.name, mine: median(times[0]), theirs: median(times[1]), rounds };
}

export function median(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const ms = (time: number): string => (time < 10 ? time.toFixed(1) : Math.round(time).toString());

/** Prints the table, and keeps it in bench/RESULTS.md. */
export function tell(title: string, rows: readonly Row[], notes: readonly string[]): void {
	const table = [
		'| what | ours, ms | peer, ms | ours : peer | rounds |',
		'|---|---|---|---|---|',
		...rows.map(
			({ what, ours, peer, mine, theirs, rounds }) =>
				`| ${what} | ${ours}: ${ms(mine)} | ${peer}: ${ms(theirs)} | ${(mine / theirs).toFixed(2)} | ${rounds} |`
		)
	];
	const on = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, ${process.platform} ${process.arch}`;
	const text = [
		`# ${title}`,
		'',
		`Medians on ${on}; load as it ended ${loadavg()[0]?.toFixed(1)} (one minute). Made by \`npm run bench\`.`,
		'',
		...table,
		'',
		...notes,
		''
	].join('\n');
	process.stdout.write(`${text}\n`);
	writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text);
}
