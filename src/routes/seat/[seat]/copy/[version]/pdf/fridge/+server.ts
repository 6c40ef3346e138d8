import { paperAnswer } from '#server/paper/answer.ts';

/** What I promised, on a page for the fridge. */
export const GET = ({ locals, cookies, params }) => paperAnswer(locals, cookies, params, 'fridge');
