/** The keys this house ever signed with: public, and all the page needs from the house. */
export const load = ({ locals }) => ({ keys: locals.house.keys() });
