// A no is a value: expected trouble is returned, with a code that has a kind sentence in words/.

/** A polite no. `code` is declared in the room that says it, with a line on when. */
export type No<Code extends string = string> = { readonly no: Code };

export function no<Code extends string>(code: Code): No<Code> {
	return { no: code };
}

export function isNo<T>(answer: T | No): answer is Extract<T | No, No> {
	return typeof answer === 'object' && answer !== null && typeof (answer as { no?: unknown }).no === 'string';
}

/** Ends every switch over a union: reached only when the program itself is wrong. */
export function unreachable(left: never): never {
	throw new Error(`unreachable: ${JSON.stringify(left)}`);
}
