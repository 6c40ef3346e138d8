import { paperAnswer } from '#server/paper/answer.ts';

/** My copy as a PDF: sealed once the plan is in force. */
export const GET = ({ locals, cookies, params }) => paperAnswer(locals, cookies, params, 'copy');
