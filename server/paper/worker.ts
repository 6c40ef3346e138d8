// The thread's own file: plain Node runs it by its path, so it is not bundled, and neither is what draws and seals: of
// those nothing is loaded before the first paper. The house's key stays with the house; here one asks it to sign.

import { parentPort } from 'node:worker_threads';
import { drawPdf, drawSvg } from '#server/paper/draw.ts';
import type { FromWorker, ToWorker } from '#server/paper/press.ts';
import { sealed } from '#server/paper/seal.ts';

const port = parentPort;
const signing = new Map<number, (signature: Uint8Array) => void>();

const tell = (message: FromWorker) => port?.postMessage(message);

port?.on('message', (message: ToWorker) => {
	if (message.please === 'sign') return signing.get(message.id)?.(message.signature);
	make(message).then(
		(bytes) => tell({ is: 'made', id: message.id, bytes }),
		(error: unknown) =>
			tell({ is: 'failed', id: message.id, why: error instanceof Error ? error.message : String(error) })
	);
});

async function make({ id, sheet }: ToWorker & { please: 'make' }): Promise<Uint8Array> {
	const { drawing, as, at, certificate } = sheet;
	if (as === 'svg') return new TextEncoder().encode(drawSvg(drawing));
	const bytes = drawPdf(drawing, Math.floor(at / 1000));
	if (!certificate) return bytes;
	const sign = (bytes: Uint8Array) =>
		new Promise<Uint8Array>((resolve) => {
			signing.set(id, resolve);
			tell({ is: 'sign', id, bytes });
		});
	return sealed(bytes, { certificate, sign, at }).finally(() => signing.delete(id));
}
