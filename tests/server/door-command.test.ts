// The command of the one who looks after the house, as a program of its own.

import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation } from '#server/door/invitation.ts';
import { setUp, signIn } from '#server/door/staff.ts';
import { signerFrom } from '#server/key.ts';
import { openStore } from '#server/store/open.ts';
import { freshDirectory, made } from '../store/places.ts';
import { yes } from './door-house.ts';

const email = 'joris@keerwind.example';
let dataDir: string;

beforeAll(async () => {
	dataDir = freshDirectory();
	cpSync(await made(), join(dataDir, 'db'), { recursive: true });
	const store = await openStore({ dataDir });
	yes(await setUp(store, 'Keerwind', { name: 'Joris', email, password: 'een lange zin' }));
	await store.close();
}, 60_000);

/** What the command said and complained, and how it left. */
function command(...words: string[]): Promise<{ said: string; complained: string; code: number | null }> {
	const env = { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: 'https://tafel.example.org' };
	const program = spawn(process.execPath, ['server/door/staff-command.ts', ...words], { env });
	let [said, complained] = ['', ''];
	program.stdout.on('data', (bytes: Buffer) => void (said += bytes.toString()));
	program.stderr.on('data', (bytes: Buffer) => void (complained += bytes.toString()));
	return new Promise((resolve) => program.on('close', (code) => resolve({ said, complained, code })));
}

describe('npm run staff', { timeout: 60_000 }, () => {
	it('reset gives a link that works once for a new password', async () => {
		const { said, code } = await command('reset', email.toUpperCase());
		expect(code).toBe(0);
		const secret = /^https:\/\/tafel\.example\.org\/invitation#([\w-]{22})$/m.exec(said)?.[1];
		const store = await openStore({ dataDir });
		yes(await acceptInvitation(store, secret, { name: '', email: '', password: 'een andere zin' }));
		expect(await signIn(store, { email, password: 'een andere zin', from: 'x' })).toBeTypeOf('string');
		const running = await command('reset', email);
		expect(running).toMatchObject({ said: '', code: 1 });
		expect(running.complained).toMatch(/has .* open: stop that one first/);
		await store.close();
	});

	it('says in one sentence what is wrong', async () => {
		expect((await command('reset', 'niemand@keerwind.example')).complained).toMatch(/^Nobody here .*\n$/);
		expect((await command('reset', 'x')).complained).toMatch(/^x is not an e-mail address\.\n$/);
		expect((await command('key', 'x')).code).toBe(0);
		expect((await command()).code).toBe(1);
	});

	it('key makes a key the house can sign with', async () => {
		expect(signerFrom((await command('key')).said).key.crv).toBe('P-256');
	});
});
