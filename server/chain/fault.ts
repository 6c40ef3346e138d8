// What can be wrong with what was agreed, each named with its table and row. For the one who looks after the house:
// these sentences stand on no screen.

import type { AgreedTable } from '#server/chain/rows.ts';

export const faultSays = {
	'no-chain': 'there are versions, and not one link',
	'link-gap': 'a link before this one is missing',
	'link-form': 'this is no link of ours',
	'link-altered': 'its digest is not that of what it says',
	'link-signature': 'no key of this house signed it',
	'link-prev': 'it does not go on from the link before it',
	'row-missing': 'a link names it, and it is gone',
	'row-altered': 'it is not what its link names',
	'row-unlinked': 'no link names it',
	'row-twice': 'two links name it',
	order: 'it was linked in another order than it has',
	'version-gap': 'a version before this one is missing',
	'version-prev': 'it does not go on from the version before it',
	'version-token': 'its signature, or what it signs, is not what this row says',
	'disclosure-unlisted': 'the version does not list it',
	'disclosure-other': 'these are other words than the version lists',
	'words-gone': 'its words are gone, and no erasure says so',
	'answer-token': 'its signature, or what it signs, is not what this row says',
	'answer-hand': 'it was signed by a key that may not answer for this person',
	'answer-untold': 'no fact tells of it',
	'statement-token': 'its signature, or what it signs, is not what this row says',
	'statement-hand': 'it was signed by a key that may not speak for this person',
	'annex-token': 'its signature, or what it signs, is not what this row says',
	'annex-unlisted': 'it does not list what stands in it',
	'account-points': 'there is no own account that it says who reads',
	'fact-gap': 'a fact before this one is missing',
	'fact-order': 'it cannot come after the facts before it',
	'fact-points': 'it tells of something that is not there'
} as const;

export type FaultCode = keyof typeof faultSays;

export type Fault = {
	readonly traject: string;
	readonly table: AgreedTable | 'link';
	readonly row: string;
	readonly code: FaultCode;
};

/** One line. */
export const lineOf = ({ traject, table, row, code }: Fault): string =>
	`traject ${traject}: ${table} ${row}: ${faultSays[code]} (${code})`;
