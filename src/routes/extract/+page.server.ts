/** The keys this house ever signed with: public, and all the page needs before its reader taps. */
export const load = ({ locals }) => ({ keys: locals.house.keys() });
