// Names in a row, as one says them.

/** "Layla en Samira". */
export const namesIn = (language: string, names: readonly string[]): string =>
	new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
