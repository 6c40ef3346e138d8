// Reads the code on a picture of a paper sheet, in this browser: nothing of the picture leaves the device.

import { decodeQR } from 'qr/decode.js';

/** Longest sides in pixels, tried one after the other: a code on a whole page is small, a close one is large. */
const sizes = [1600, 900, 2400, 500];

/** The text of the code on a picture; null when none is found or it is no picture. */
export async function scanSheet(picture: Blob): Promise<string | null> {
	try {
		const bitmap = await createImageBitmap(picture);
		for (const size of sizes) {
			const found = codeOn(bitmap, size);
			if (found !== null) return found;
		}
		return null;
	} catch {
		return null;
	}
}

function codeOn(bitmap: ImageBitmap, most: number): string | null {
	const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(bitmap.width * scale));
	canvas.height = Math.max(1, Math.round(bitmap.height * scale));
	const drawn = canvas.getContext('2d', { willReadFrequently: true });
	if (!drawn) return null;
	drawn.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	try {
		return decodeQR(drawn.getImageData(0, 0, canvas.width, canvas.height));
	} catch {
		// No code at this size.
		return null;
	}
}
