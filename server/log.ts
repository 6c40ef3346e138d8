// Log lines: one JSON object a line, ids only. Never words, names, addresses or tokens (safety.md §5 nr 38).

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
};

/** `write` gets one line with its newline; JSON keeps a newline inside a value from making a second line. */
export function logTo(write: (line: string) => void, now: () => Date = () => new Date()): Log {
	const say =
		(level: string) =>
		(event: string, fields: LogFields = {}) =>
			write(`${JSON.stringify({ at: now().toISOString(), level, event, ...fields })}\n`);
	return { info: say('info'), warn: say('warn'), error: say('error') };
}

/** What may be said of an error: its kind and where, not its message, which may quote what was typed. */
export function errorFields(error: unknown): LogFields {
	if (!(error instanceof Error)) return { error: typeof error };
	const code = (error as { code?: unknown }).code;
	const at = (error.stack ?? '').split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
	return { error: error.name, code: typeof code === 'string' ? code : null, at: at.trim() };
}
