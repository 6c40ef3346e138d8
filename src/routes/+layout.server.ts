// What every page knows: its language.
export const load = ({ locals }) => ({ language: locals.language });
