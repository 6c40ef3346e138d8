// What every request carries.

import type { Language } from '#lib/words/say.ts';
import type { Staff } from '#server/door/staff.ts';
import type { House } from '#server/house.ts';

declare global {
	namespace App {
		interface Locals {
			house: House;
			language: Language;
			staff: Staff | null;
			/** The network address a request came from, proxies taken into account. */
			from: string;
			secure: boolean;
		}
		interface Platform {
			req: import('node:http').IncomingMessage;
		}
	}
}

export {};
