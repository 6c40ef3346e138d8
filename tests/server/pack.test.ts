import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packed } from '#server/pack.ts';

const markup = `<!doctype html><title>Tafel</title>${'<p>Een zin van iemand.</p>'.repeat(400)}`;
const page = () => new Response(markup, { headers: { 'content-type': 'text/html', etag: '"een"' } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it('a page that travels packed says the same, and nothing keeps it by its former name', async () => {
	const answer = await packed(page(), 'gzip, deflate, br');
	const bytes = await bytesOf(answer);
	expect(answer.headers.get('content-encoding')).toBe('gzip');
	expect(answer.headers.get('content-length')).toBe(String(bytes.length));
	expect(answer.headers.get('vary')).toBe('accept-encoding');
	expect(answer.headers.get('etag')).toBeNull();
	expect(gunzipSync(bytes).toString().startsWith(`${markup}<!--`)).toBe(true);
	expect(bytes.length).toBeLessThan(markup.length / 4);
});

it('the size of the same page is not the same twice in a row for long', async () => {
	const sizes = new Set<number>();
	for (let i = 0; i < 20; i++) sizes.add((await bytesOf(await packed(page(), 'gzip'))).length);
	expect(sizes.size).toBeGreaterThan(3);
});

it('a browser that takes no gzip, and what is no page, get the answer as it is', async () => {
	expect(await (await packed(page(), undefined)).text()).toBe(markup);
	const file = new Response('{}', { headers: { 'content-type': 'application/json' } });
	expect(await packed(file, 'gzip')).toBe(file);
	const kept = page();
	kept.headers.set('content-disposition', 'attachment; filename="nakijken.html"');
	expect(await packed(kept, 'gzip')).toBe(kept);
});
