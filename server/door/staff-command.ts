// `npm run staff -- reset ADDRESS`: a link with which somebody of the house chooses a new password.
// `npm run staff -- key`: a new signing key. `npm run staff -- rotate-key`: the house signs with a next one. For the one who looks after the house; everything it says is here.

import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { StaffId } from '#lib/base/id.ts';
import { ConfigError, parseConfig } from '#server/config.ts';
import { invite, invitationDays } from '#server/door/invitation.ts';
import { parseEmail } from '#server/door/staff.ts';
import { newKey } from '#server/key.ts';
import { rotateKey } from '#server/rotate.ts';
import { openStore } from '#server/store/open.ts';
import { staff } from '#server/store/schema.ts';
import { CannotOpen } from '#server/store/trouble.ts';

const usage = `npm run staff -- reset ADDRESS    a one-time link for a new password
npm run staff -- key              a new signing key, for SIGNING_KEY_FILE
npm run staff -- rotate-key       the next key of a house that is stopped; with SIGNING_KEY also its FILE
`;

/** A sentence for the one who typed the command. */
class Sentence extends Error {}

async function main([what, who]: readonly string[]): Promise<string> {
	if (what === 'key') return newKey();
	if (what === 'reset' && who) return reset(who);
	if (what === 'rotate-key') return rotate(who ?? null);
	throw new Sentence(usage.trimEnd());
}

async function rotate(file: string | null): Promise<string> {
	const config = parseConfig(process.env);
	const given = file === null ? null : readFileSync(file, 'utf8');
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	try {
		const kid = await rotateKey(store, config, given, Date.now());
		const start = config.signingKey ? ' Start the house with that file as its key.' : '';
		return `This house signs with key ${kid} from now on.${start}\n`;
	} finally {
		await store.close();
	}
}

async function reset(address: string): Promise<string> {
	const config = parseConfig(process.env);
	const email = parseEmail(address);
	if (!email) throw new Sentence(`${address} is not an e-mail address.`);
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	try {
		const [found] = await store.read((db) => db.select().from(staff).where(eq(staff.email, email)));
		if (!found) throw new Sentence(`Nobody here has the address ${email}.`);
		const secret = await invite(store, {
			organisation: found.organisation,
			by: null,
			staff: found.id as StaffId
		});
		return `${config.publicUrl.origin}/invitation#${secret}\nIt works once, within ${invitationDays} days.\n`;
	} finally {
		await store.close();
	}
}

main(process.argv.slice(2)).then(
	(said) => process.stdout.write(said),
	(error: unknown) => {
		const known = error instanceof Sentence || error instanceof ConfigError || error instanceof CannotOpen;
		process.stderr.write(`${known ? error.message : String(error)}\n`);
		process.exitCode = 1;
	}
);
