// What was typed into a form of this page that got a no: it stands there again, also where no script runs.

import type { ActionData } from './$types';

/** The values of one field of the form called `of`; null when nothing of it came back. */
export function typedAgain(form: ActionData, of: string, name: string): readonly string[] | null {
	if (form?.of !== of || form.no === null) return null;
	return (form.typed as Record<string, string[]>)[name] ?? [];
}
