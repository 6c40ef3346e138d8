// What a form sent, one field at a time. A file, a missing field and a doubled one are all an empty text.

export function field(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

export function fields(form: FormData, name: string): string[] {
	return form.getAll(name).filter((value) => typeof value === 'string');
}
