// The house while developing: opened inside Vite's module graph, so that routes find this same one, on Vite's
// own http server (server/vite.ts).

import type { IncomingMessage, Server } from 'node:http';
import { attach, type Attached } from '#server/attach.ts';
import { parseConfig, type Env } from '#server/config.ts';
import { openHouse } from '#server/house.ts';
import { logTo } from '#server/log.ts';
import { setMeeting } from '#server/meeting/current.ts';

export type Beside = Pick<Attached, 'handle'> & { close(): Promise<void> };

/** `elsewhere`: an upgrade that Vite answers itself. Throws the sentence `npm start` would end with. */
export async function openBeside(
	server: Server,
	env: Env,
	elsewhere: (request: IncomingMessage) => boolean
): Promise<Beside> {
	const log = logTo((line) => process.stdout.write(line));
	const house = await openHouse(parseConfig(env), log);
	const { meeting, handle } = attach(house, server, elsewhere);
	setMeeting(meeting);
	return {
		handle,
		async close() {
			meeting.close();
			await house.close();
		}
	};
}
