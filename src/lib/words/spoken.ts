// Languages that are spoken at tables here, BCP 47, to choose from. How each is called, the browser knows.

export const spokenHere = [
	...['ar', 'fa', 'fa-AF', 'ps', 'ku', 'ckb', 'tr', 'ur', 'pa', 'hi', 'bn', 'ne', 'ta'],
	...['so', 'ti', 'am', 'om', 'ln', 'sw', 'wo', 'ff', 'rw', 'rn', 'tzm', 'rif', 'kab'],
	...['uk', 'ru', 'ce', 'pl', 'ro', 'rom', 'bg', 'sq', 'sr', 'mk', 'sk', 'hu', 'hy', 'ka', 'uz'],
	...['fr', 'en', 'de', 'es', 'pt', 'it', 'el', 'zh', 'vi', 'th']
] as const;
