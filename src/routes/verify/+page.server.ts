import { checkerOf } from '#server/checker.ts';

/** The keys this house ever signed with, public, and the print of the page one can keep: all it needs from the house. */
export const load = ({ locals }) => ({
	keys: locals.house.keys(),
	kept: checkerOf(locals.house)?.digest ?? null
});
