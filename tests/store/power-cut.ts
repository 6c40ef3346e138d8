// The power goes while the embedded database writes (safety.md F6): a file system of its own is shut down, and
// whatever was not synced is gone. By hand, as root, on Linux with mkfs.ext4 and python3:
//   node tests/store/power-cut.ts [rounds] [seconds]

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '#server/store/open.ts';
import { organisation } from '#server/store/schema.ts';
import { template } from '#server/store/template.ts';
import { chance } from './chance.ts';
import { start } from './program.ts';

const [rounds = '5', seconds = '5'] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'rondetafel-power-'));
const image = join(place, 'disk.img');
const disk = join(place, 'disk');
const dataDir = join(disk, 'data');
const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'inherit' });
const mount = () => run('mount', '-o', 'loop', image, disk);

/** EXT4_IOC_SHUTDOWN without a flush of the journal. */
const cut = 'import fcntl,os,struct,sys; fcntl.ioctl(os.open(sys.argv[1],0),0x8004587d,struct.pack("I",2))';

async function round(millis: number): Promise<{ acknowledged: number; lost: number }> {
	rmSync(image, { force: true });
	run('truncate', '-s', '3G', image);
	run('mkfs.ext4', '-q', '-F', image);
	mount();
	cpSync(await template(join(tmpdir(), 'rondetafel-templates')), join(dataDir, 'db'), { recursive: true });
	run('sync', '-f', disk);
	const writer = start('writer.ts', [dataDir, 'power']);
	await writer.printed(2);
	await wait(millis);
	run('python3', '-c', cut, disk);
	await writer.kill();
	run('umount', disk);
	mount();
	const store = await openStore({ dataDir });
	const rows = await store.read((db) => db.select({ id: organisation.id }).from(organisation));
	await store.close();
	run('umount', disk);
	const there = new Set(rows.map((row) => row.id));
	const acknowledged = writer.lines.slice(1);
	return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !there.has(id)).length };
}

mkdirSync(disk);
const draw = chance(Date.now());
let lost = 0;
for (let i = 0; i < Number(rounds); i++) {
	const result = await round(Number(seconds) * 1000 + draw.below(1000));
	console.log(`round ${i + 1}: ${result.acknowledged} acknowledged, ${result.lost} lost`);
	lost += result.lost;
}
rmSync(place, { recursive: true });
process.exitCode = lost > 0 ? 1 : 0;
