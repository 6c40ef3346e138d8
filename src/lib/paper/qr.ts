// A QR code as a drawing of its own: for paper, and for whoever needs the text of one.

import { encode } from 'uqr';

export function qrSvg(text: string): string {
	const { size, data } = encode(text, { ecc: 'M', border: 1 });
	const path = data
		.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
		.join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}
