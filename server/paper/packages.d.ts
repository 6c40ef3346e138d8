// The little we use of two large packages, in our own words: their types are 12,000 lines that every check of types
// would read. The tests of paper hold that the packages do what stands here.

declare module '@libpdf/core' {
	/** A value of PDF: a name, a number, a reference, a dictionary. */
	type PdfObject = object;
	export class PdfName {
		static of(name: string): PdfName;
		readonly value: string;
	}
	export class PdfNumber {
		static of(value: number): PdfNumber;
		readonly value: number;
	}
	export class PdfString {
		static fromString(text: string): PdfString;
		readonly bytes: Uint8Array;
	}
	export class PdfRef {
		readonly objectNumber: number;
	}
	export class PdfArray {
		constructor(items: PdfObject[]);
		readonly length: number;
	}
	export class PdfDict {
		static of(entries: Record<string, PdfObject>): PdfDict;
		get(key: string): PdfObject | undefined;
		set(key: string, value: PdfObject): void;
		has(key: string): boolean;
		delete(key: string): boolean;
	}
	export class PDF {
		static load(bytes: Uint8Array, options?: { lenient?: boolean }): Promise<PDF>;
		save(options?: object): Promise<Uint8Array>;
		getForm(): { getFields(): readonly { readonly name: string; acroField(): PdfDict }[] } | null;
		sign(options: {
			signer: {
				certificate: Uint8Array;
				keyType: 'EC';
				signatureAlgorithm: 'ECDSA';
				/** DER of r and s, over the SHA-256 of the bytes. */
				sign(bytes: Uint8Array): Promise<Uint8Array>;
			};
			signingTime: Date;
			fieldName: string;
			estimatedSize: number;
		}): Promise<{ bytes: Uint8Array }>;
		readonly context: {
			readonly catalog: { getDict(): PdfDict };
			readonly registry: { resolve(ref: PdfRef): PdfObject | null };
		};
	}
}

declare module '@myriaddreamin/typst-ts-node-compiler' {
	type Document = object;
	export type NodeCompiler = {
		compile(options: { mainFileContent: string; inputs: Record<string, string> }): {
			readonly result: Document | null;
			takeDiagnostics(): object | null;
		};
		fetchDiagnostics(of: object): unknown[];
		/** `creationTimestamp`: seconds. */
		pdf(document: Document, options: { pdfStandard: 'ua-1'; creationTimestamp: number }): Uint8Array;
		plainSvg(document: Document): string;
		evictCache(age: number): void;
	};
}
