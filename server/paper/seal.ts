// The seal on a PDF: PAdES (ETSI.CAdES.detached) through @libpdf/core, certified: nothing may change after it
// (DocMDP, ISO 32000-1 §12.8.2.2, P = 1). The library signs and does not certify, so that is put in as it saves.

import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfString } from '@libpdf/core';
import { lowS } from '#lib/seal/key.ts';
import { ecdsaDer } from '#server/paper/certificate.ts';

export type Sealing = {
	/** X.509, DER. */
	readonly certificate: Uint8Array;
	/** 64 bytes, r then s, over the SHA-256 of the bytes. */
	readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
	/** Milliseconds. */
	readonly at: number;
};

/** Bytes kept free for the seal: what it takes with one certificate of ours, and room for a long name. */
const room = 4096;
const fieldName = 'zegel';

export async function sealed(bytes: Uint8Array, { certificate, sign, at }: Sealing): Promise<Uint8Array> {
	const pdf = await PDF.load(bytes, { lenient: false });
	const save = pdf.save.bind(pdf);
	pdf.save = (options) => {
		certify(pdf);
		return save(options);
	};
	const done = await pdf.sign({
		signer: {
			certificate,
			keyType: 'EC',
			signatureAlgorithm: 'ECDSA',
			sign: async (data) => ecdsaDer(lowS(await sign(data)))
		},
		signingTime: new Date(at),
		fieldName,
		estimatedSize: room
	});
	return done.bytes;
}

/** The one signature of this document speaks for all of it, and permits no change. */
function certify(pdf: PDF): void {
	const { catalog, registry } = pdf.context;
	const root = catalog.getDict();
	if (root.has('Perms')) return;
	const field = pdf
		.getForm()
		?.getFields()
		.find(({ name }) => name === fieldName)
		?.acroField();
	const named = field?.get('V');
	const signature = named instanceof PdfRef ? registry.resolve(named) : null;
	const form = root.get('AcroForm');
	const dict = form instanceof PdfRef ? registry.resolve(form) : form;
	if (!field || !(named instanceof PdfRef) || !(signature instanceof PdfDict) || !(dict instanceof PdfDict))
		throw new Error('the seal is not where the library puts it');
	const params = PdfDict.of({
		Type: PdfName.of('TransformParams'),
		P: PdfNumber.of(1),
		V: PdfName.of('1.2')
	});
	const reference = PdfDict.of({
		Type: PdfName.of('SigRef'),
		TransformMethod: PdfName.of('DocMDP'),
		TransformParams: params
	});
	signature.set('Reference', new PdfArray([reference]));
	root.set('Perms', PdfDict.of({ DocMDP: named }));
	// It is not drawn and not pressed: hidden, with a name for who lists it (PDF/UA-1 §7.18), and without the fonts of
	// fields one fills in, which are not in the file.
	field.set('F', PdfNumber.of(2 + 128));
	field.set('TU', PdfString.fromString('Zegel van het huis'));
	for (const key of ['DR', 'DA', 'NeedAppearances']) dict.delete(key);
}
