// `npm run staff -- reset ADDRESS`: a link with which somebody of the house chooses a new password.
// `npm run staff -- key`: a new signing key. For the one who looks after the house; everything it says is here.

import { eq } from 'drizzle-orm';
import type { StaffId } from '#lib/base/id.ts';
import { ConfigError, parseConfig } from '#server/config.ts';
import { invite, invitationDays } from '#server/door/invitation.ts';
import { parseEmail } from '#server/door/staff.ts';
import { newKey } from '#server/key.ts';
import { openStore } from '#server/store/open.ts';
import { staff } from '#server/store/schema.ts';
import { CannotOpen } from '#server/store/trouble.ts';

const usage = `npm run staff -- reset ADDRESS    a one-time link for a new password
npm run staff -- key              a new signing key, for SIGNING_KEY_FILE
`;

/** A sentence for the one who typed the command. */
class Sentence extends Error {}

async function main([what, who]: readonly string[]): Promise<string> {
	if (what === 'key') return newKey();
	if (what === 'reset' && who) return reset(who);
	throw new Sentence(usage.trimEnd());
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
