// The built program as a process of its own: on its own port and folder, killed and started again at will.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldCircle, WorldSeat } from '#server/world/world.ts';
import { placeIn, type Place } from './place.ts';

/** Gets the variables the house will be started with. */
export type Furnish = (env: Readonly<Record<string, string>>) => Promise<void>;

export class House {
	readonly port: number;
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	#place: Place | null = null;
	#program: ChildProcess | null = null;
	/** Everything the program said. */
	output = '';

	constructor(port: number, more: NodeJS.ProcessEnv = {}) {
		this.port = port;
		this.folder = mkdtempSync(join(tmpdir(), 'rondetafel-house-'));
		this.env = { ...process.env, PORT: String(port), WORLD: 'on', ...more };
	}

	get origin(): string {
		return this.env['PUBLIC_URL'] ?? `http://localhost:${this.port}`;
	}

	/** What it is started with, beside what every program here has. */
	get variables(): Readonly<Record<string, string>> {
		return { ...this.#place?.env, PORT: String(this.port) };
	}

	/** `furnish`: what is done with the empty house before its first start, in this process. */
	async start(furnish: Furnish = async () => undefined): Promise<void> {
		if (!this.#place) {
			this.#place = await placeIn(this.folder);
			await furnish(this.variables);
		}
		const node = process.env['NODE'] ?? process.execPath;
		const program = spawn(node, ['build/server/main.js'], {
			env: { ...this.env, ...this.#place.env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#program = program;
		const hear = (bytes: Buffer) => void (this.output += bytes.toString());
		program.stdout.on('data', hear);
		program.stderr.on('data', hear);
		await new Promise<void>((resolve, reject) => {
			program.stdout.on('data', () => this.output.includes(`Rondetafel: ${this.origin}`) && resolve());
			program.once('exit', (code) => reject(new Error(`the house left with ${code}: ${this.output}`)));
		});
		program.removeAllListeners('exit');
	}

	/** As a power cut of the process: nothing is said, nothing is flushed. */
	async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		const program = this.#program;
		if (!program || program.exitCode !== null) return;
		const gone = new Promise((resolve) => program.once('exit', resolve));
		program.kill(signal);
		await gone;
		this.output = '';
	}

	async stop(): Promise<void> {
		await this.kill('SIGTERM');
		await this.#place?.gone();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** Invented circles, open, in samen; or not `arrived`, and nobody but who leads sits there. */
	async world(
		circles: number,
		seats: number,
		school = false,
		ofClass = false,
		method = 'free',
		arrived = true,
		more: { planned?: boolean; names?: readonly string[] } = {}
	): Promise<WorldCircle[]> {
		return this.#asked({ circles, seats, school, class: ofClass, method, arrived, ...more });
	}

	/** The next circle of the same traject, from the version in force; `joins`: who comes for the first time. */
	async next(after: WorldCircle, joins: readonly string[] = []): Promise<WorldCircle> {
		const [made] = await this.#asked({ after: after.circle, joins });
		if (!made) throw new Error('no next circle');
		const known = new Map(after.seats.map((seat) => [seat.person, seat]));
		return {
			...made,
			seats: made.seats.map((seat) => ({ ...known.get(seat.person), ...given(seat) }) as WorldSeat)
		};
	}

	async #asked(world: unknown): Promise<WorldCircle[]> {
		const answer = await fetch(`${this.origin}/world`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: this.origin },
			body: JSON.stringify(world)
		});
		if (answer.status !== 200) throw new Error(`no world: ${answer.status}`);
		return (await answer.json()) as WorldCircle[];
	}
}

/** What was told of a seat; a cookie that somebody has already is not told again. */
const given = (seat: WorldSeat): Partial<WorldSeat> =>
	seat.cookie === '' ? { person: seat.person, role: seat.role, sheets: seat.sheets } : seat;

export async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
