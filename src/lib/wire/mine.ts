// The versions of a traject that somebody may have a copy of.

import type { VersionId } from '#lib/base/id.ts';
import type { VersionState } from '#lib/version/version.ts';

export type MyVersion = {
	readonly id: VersionId;
	readonly no: number;
	/** Seconds since 1970 UTC. */
	readonly at: number;
	readonly state: VersionState['is'];
	/** Its reader gave an answer to it. */
	readonly answered: boolean;
};
