// One program per directory: who is refused, whose lock is taken over, and by one only (safety.md F13).

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { alive, self, type Holder } from '#server/store/holder.ts';
import { takeLock, usualPulse, type Holding } from '#server/store/lock.ts';
import { CannotOpen, StoreFailed } from '#server/store/trouble.ts';
import { freshDirectory } from './places.ts';
import { endAll, start } from './program.ts';

afterAll(endAll);

const holding = (given: Partial<Holding> = {}): Holding => ({
	lost: () => undefined,
	pulse: usualPulse,
	...given
});
const quick = { beat: 20, silence: 200 };

function lockedBy(holder: object): string {
	const dataDir = freshDirectory();
	writeFileSync(join(dataDir, 'lock'), JSON.stringify(holder));
	return dataDir;
}

const deadPid = () => spawnSync('true').pid;

describe('a directory', () => {
	it('that is open is refused, with the process that has it', async () => {
		const dataDir = freshDirectory();
		const lock = await takeLock(dataDir, holding());
		await expect(takeLock(dataDir, holding())).rejects.toThrow(CannotOpen);
		await expect(takeLock(dataDir, holding())).rejects.toThrow(`process ${process.pid}, has ${dataDir} open`);
		lock.release();
		expect(readdirSync(dataDir)).toEqual([]);
		(await takeLock(dataDir, holding())).release();
	});

	const mine = self();
	it.each<[string, object]>([
		['died', { ...mine, pid: deadPid() }],
		['lived before the machine was started anew', { ...mine, boot: 'another-boot' }],
		['had a pid that another process has now', { ...mine, started: '1' }],
		['was cut off while the lock was written', {}]
	])('is taken over from one that %s', async (_, holder) => {
		const dataDir = lockedBy(holder);
		const lock = await takeLock(dataDir, holding());
		expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
		expect(readdirSync(dataDir)).toEqual(['lock']);
		lock.release();
	});

	it('is taken over when even the one taking it over died', async () => {
		const dead: Holder = { ...self(), pid: deadPid() };
		const dataDir = lockedBy(dead);
		writeFileSync(join(dataDir, 'lock.over'), JSON.stringify(dead));
		(await takeLock(dataDir, holding())).release();
		expect(readdirSync(dataDir)).toEqual([]);
	});

	it('of another container is refused while that one gives signs of life, and only then', async () => {
		const dataDir = lockedBy({ ...self(), pid: 1, space: 'pid:[1]' });
		const beating = setInterval(() => utimesSync(join(dataDir, 'lock'), new Date(), new Date()), quick.beat);
		await expect(takeLock(dataDir, holding({ pulse: quick }))).rejects.toThrow('process 1, has');
		clearInterval(beating);
		(await takeLock(dataDir, holding({ pulse: quick }))).release();
	});

	it('that another took all the same is told to the first', async () => {
		const dataDir = freshDirectory();
		const { promise, resolve } = Promise.withResolvers<StoreFailed>();
		const lock = await takeLock(dataDir, holding({ lost: resolve, pulse: quick }));
		rmSync(join(dataDir, 'lock'));
		const other = await takeLock(dataDir, holding({ pulse: quick }));
		expect(await promise).toBeInstanceOf(StoreFailed);
		lock.release();
		expect(existsSync(join(dataDir, 'lock'))).toBe(true);
		other.release();
	});

	it('is taken over by one of six that come at once', { timeout: 20_000 }, async () => {
		const dataDir = lockedBy({ ...self(), pid: deadPid() });
		const programs = Array.from({ length: 6 }, () => start('locker.ts', [dataDir]));
		await Promise.all(programs.map((one) => one.printed(1)));
		for (const { child } of programs) child.stdin?.write('go\n');
		await Promise.all(programs.map((one) => one.printed(2)));
		const said = programs.map((one) => one.lines[1]);
		expect(said.filter((one) => one === 'taken')).toHaveLength(1);
		expect(said.filter((one) => one?.startsWith('Another Rondetafel'))).toHaveLength(5);
	});
});

it('a process that ended but was not waited for is dead', async () => {
	const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 20']);
	const [line] = await once(parent.stdout, 'data');
	const pid = Number(line);
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	await expect
		.poll(() => alive({ ...self(), pid, started: stat[19] ?? null }), { timeout: 4000 })
		.toBe('dead');
	expect(existsSync(`/proc/${pid}`)).toBe(true);
	parent.kill();
});
