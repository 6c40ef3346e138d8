import { signedIn } from '#server/traject/at-traject.ts';

export const load = ({ locals }) => ({ me: signedIn(locals).name });
