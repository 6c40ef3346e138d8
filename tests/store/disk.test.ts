// A commit is on disk before anybody hears of it, and what cannot be believed ends.

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '#server/store/embedded.ts';
import { organisation } from '#server/store/schema.ts';
import { connect } from '#server/store/session.ts';
import { storeOn, turns, type Store } from '#server/store/store.ts';
import { StoreFailed } from '#server/store/trouble.ts';
import { freshDirectory, made } from './places.ts';
import { testFile } from './program.ts';
import { newId } from './rows.ts';

let template: string;
beforeAll(async () => void (template = await made()), 60_000);

it('a write is acknowledged after its log was written and then synced', { timeout: 20_000 }, async () => {
	const dataDir = freshDirectory();
	const notes = join(dataDir, 'notes');
	writeFileSync(notes, '');
	process.env.DISK_LOG = notes;
	const worker = testFile('recording-worker.ts');
	const store = await openEmbedded({ dataDir }, { fatal: () => undefined, template, worker });
	const noted = () => readFileSync(notes, 'utf8').split('\n').slice(0, -1);
	for (let i = 0; i < 20; i++) {
		const before = noted().length;
		await store.write((tx) => tx.insert(organisation).values({ id: newId(), name: 'huis' }));
		const since = noted().slice(before);
		expect(since).toContain('write');
		expect(since.at(-1)).toBe('sync');
	}
	await store.close();
});

const insert = sql`insert into organisation (id, name) values ('o', 'huis')`;
const unreadable = sql`do $$ begin raise 'could not read a file' using errcode = 'io_error'; end $$`;

it.each([
	['a write fails', 'write', insert],
	['its thread ends', 'end', insert],
	['it meets a file it cannot read', 'nothing', unreadable]
])(
	'a store answers nobody any more when %s',
	async (_, fail, statement) => {
		const { promise, resolve } = Promise.withResolvers<StoreFailed>();
		const dataDir = freshDirectory();
		const when = join(dataDir, 'now');
		Object.assign(process.env, { FAIL: fail, FAIL_WHEN: when });
		const worker = testFile('failing-worker.ts');
		const store = await openEmbedded({ dataDir }, { fatal: resolve, template, worker });
		writeFileSync(when, '');
		await expect(store.write((tx) => tx.execute(statement))).rejects.toThrow();
		expect(await promise).toBeInstanceOf(StoreFailed);
		await expect(store.read((db) => db.$count(organisation))).rejects.toThrow();
		expect(await store.ready()).toBe(false);
	},
	20_000
);

describe('a work that stands still', () => {
	/** A server that lets anybody in and then says nothing more. */
	async function silentServer(): Promise<string> {
		const path = join(freshDirectory(), 'db');
		const letIn = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
		const server = createServer((socket: Socket) => void socket.once('data', () => socket.write(letIn)));
		await new Promise<void>((resolve) => server.listen(path, resolve));
		return path;
	}

	function impatient(socket: string, giveUp: (error: StoreFailed) => void): Store {
		const session = connect(socket, () => undefined);
		const close = () => session.end({ timeout: 0 });
		return storeOn({
			kind: 'embedded',
			sql: () => session,
			takeTurn: turns(1),
			patience: 200,
			giveUp,
			tidying: [],
			close
		});
	}

	it('in the embedded database ends it, even where that goes round for ever', async () => {
		const { promise, resolve } = Promise.withResolvers<StoreFailed>();
		const options = { fatal: resolve, template, patience: 400 };
		const store = await openEmbedded({ dataDir: freshDirectory() }, options);
		const loop = store.write((tx) => tx.execute(sql`do $$ begin loop end loop; end $$`));
		await expect(loop).rejects.toThrow('no answer for 0.4 seconds');
		expect(await promise).toBeInstanceOf(StoreFailed);
		await expect(store.read((db) => db.$count(organisation))).rejects.toThrow();
	}, 20_000);

	it('because no answer comes is given up', async () => {
		const { promise, resolve } = Promise.withResolvers<StoreFailed>();
		const store = impatient(await silentServer(), resolve);
		await expect(store.write(async () => 'never')).rejects.toThrow(StoreFailed);
		expect((await promise).message).toBe('The database gave no answer for 0.2 seconds.');
		await store.close();
	});
});
