// What people type, made fit to keep: a NUL or half an emoji would make the database refuse a whole
// freeze (safety.md §0), so it is taken out at the door and never later.

/** Lengths in UTF-16 units, generous for speech and small for a phone. */
export const limits = { name: 60, label: 60, sentence: 600, line: 2000, question: 300 } as const;

/** NFC, no control characters but the line break, no lone surrogates, no spaces at the ends. */
export function clean(text: string): string {
	return soft(text)
		.replace(/[ \t]+\n/g, '\n')
		.trim();
}

/** As `clean`, for text still being typed: the ends stay as they are. */
export function soft(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/\uFFFD/g, '')
		.replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '')
		.normalize('NFC');
}

/** One line of at most `most` units: a name, a label. */
export function cleanLine(text: string, most: number): string {
	return clean(text)
		.replace(/\s+/g, ' ')
		.slice(0, most)
		.toWellFormed()
		.replace(/\uFFFD/g, '')
		.trim();
}
