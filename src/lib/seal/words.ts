// A digest in six plain Dutch words, to hold a screen against paper by eye or over the telephone.
// A comparison for people, not a proof: what compares letter by letter uses the digest. FORMAT.md §13.

import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#lib/base/bytes.ts';
import type { Digest } from '#lib/base/digest.ts';

/** Hashed over so often that trying 2^48 digests, as six words allow, costs 2^62 hashes. */
const rounds = 2 ** 14;

/**
 * Six words of eight bits each, with a space between: the first six bytes of the digest's letters,
 * hashed 16384 times with SHA-256. Takes some tens of milliseconds.
 */
export function fingerprint(digest: Digest): string {
	const found = known.get(digest);
	if (found !== undefined) return found;
	let bytes: Uint8Array = utf8(digest);
	for (let round = 0; round < rounds; round++) bytes = sha256(bytes);
	const six = Array.from(bytes.subarray(0, 6), (byte) => nouns[byte] ?? '').join(' ');
	if (known.size >= mostKnown) known.clear();
	known.set(digest, six);
	return six;
}

/** Of the versions at hand: every paper of one bears the same six words. */
const known = new Map<Digest, string>();
const mostKnown = 256;

/** 256 things one can point at or draw; no two a letter apart. The order is part of the format. */
export const nouns: readonly string[] = `
	aardbei abrikoos akker amandel ananas appel auto avocado ballon bamboe banaan banjo beer bezem bizon
	blad bliksem bloem boek boom bord borstel boter brief broccoli brood brug bus cactus camera circus
	cirkel citroen dak deken deur dolfijn draad duif eekhoorn eend egel eiland ekster emmer envelop fazant
	fiets fles fluit fontein foto framboos geit gember giraf gitaar glijbaan gordijn gras hamer hamster hark
	haven hek helm hemd herfst hoed honing horloge hut ijs jurk kaas kajak kalender kameel kanarie kano
	kapstok kastanje kasteel kers ketel keuken kikker kiosk kip klarinet klaver klok knoop koffer kompas
	konijn krant kreeft krekel kristal kroon kubus kussen laars ladder lamp lantaarn leeuw lelie lepel lift
	lijm liniaal maan magneet markt masker medaille melk meloen merel metro mier mist mol molen mossel
	mosterd motor muis museum naald nagel nest noot oceaan oester olifant olijf ooievaar orgel oven paard
	panda papegaai papier paprika paraplu parel pasta pedaal pelikaan penseel peper perron perzik piano
	planeet plank plein pompoen pony potlood prei pruim puzzel pyjama raam radio raket regen rijst ring
	rivier robot rok rots rozijn rugzak sandaal schaar schelp schip schoen schommel schrift schroef servet
	sjaal sleutel sneeuw soep specht spiegel spijker spin spons station stempel ster stoel strand suiker
	tafel tang tapijt taxi telefoon theater tijger tomaat toren touw tractor trap trein trommel trompet trui
	tuin tulp tunnel uil valk verf vijg vijver viool vlag vlieger vlinder vogel vork vos vulkaan walvis
	waterval weide wilg wind winkel winter woestijn wolf wortel zaag zalm zandbak zebra zee zeehond zomer
	zon zout zwaan zwaluw
`
	.trim()
	.split(/\s+/);
