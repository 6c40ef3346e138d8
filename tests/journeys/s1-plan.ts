// Steven's plan, as it was made at the table on 6 October 2026. Everything is invented.

export const ownWords = [
	{
		heading: 'experience',
		Steven:
			'Ik draai mij altijd om in de gang. Na de turnles heeft niemand mij gevraagd hoe het voor mij was.',
		Wim: 'Ik heb drie keer gebeld en telkens een ander aan de lijn. Ik ben daar nog altijd kwaad om.',
		Ilse: 'De weken stapelen zich op en ik had geen ingang.',
		Joris: 'Ik hoor drie mensen die hetzelfde willen.'
	},
	{
		heading: 'strength',
		Steven: '',
		Wim: 'Mijn zoon liegt niet. En hij staat op als hij weet waarvoor.',
		Ilse: 'Jullie zijn vandaag met twee gekomen.',
		Joris: 'Steven weet goed wat hem rustig maakt.'
	},
	{
		heading: 'worry',
		Steven: 'Dat ik te ver achter raak. Dat ik straks niemand meer ken van mijn leeftijd.',
		Wim: 'Dat hij in zijn kamer blijft tot hij achttien is.',
		Ilse: 'Leerplicht en het verlies van het schooljaar.',
		Joris: 'Dat we te snel over school beginnen.'
	},
	{
		heading: 'wish',
		Steven: 'Ik wil weer ergens naartoe waar het rustig is. Ooit terug school, maar niet die.',
		Wim: 'Een plek waar ze hem zien staan.',
		Ilse: 'Dat Steven in januari weer ergens ingeschreven is én graag gaat.',
		Joris: ''
	},
	{
		heading: 'need',
		Steven: 'Iemand die meegaat de eerste keer.',
		Wim: 'Dat iemand mij zegt wat er gebeurt vóór het gebeurt.',
		Ilse: 'Eén vast aanspreekpunt.',
		Joris: 'Tijd, en buitenlucht.'
	}
] as const;

/** What Steven says when he is asked once more, and writes himself. */
export const stevensStrength = 'Ik sleutel aan brommers. Ik kan lang aan iets blijven werken.';
export const behalfOfSchool = 'De school laat weten dat ze schreef en twee keer langsging.';

export const goals = [
	{
		level: 'jongere',
		text: 'Steven is twee dagen per week ergens waar hij mensen van zijn leeftijd ziet.',
		signs: 'We merken het als hij er zelf over vertelt.'
	},
	{ level: 'context', text: 'Wim en Steven weten wekelijks wat de volgende stap is.', signs: '' },
	{ level: 'leerkracht & school', text: 'Er is een school waar Steven wil starten.', signs: '' }
] as const;

export const engagements = [
	{
		who: 'Wim',
		what: 'Ik zoek samen met Steven een plek voor overdag en bel zelf met drie adressen.',
		asker: 'Joris'
	},
	{
		who: 'Steven',
		what: 'Ik ben elke dinsdag op het gesprek met Joris. Lukt het niet, dan stuur ik vóór 9 uur een bericht.',
		asker: 'Bart'
	},
	{
		who: 'Ilse',
		what: 'Ik zoek twee scholen waar Steven kan starten en leg ze eerst aan hem en Wim voor.',
		asker: 'Nele'
	},
	{ who: 'Joris', what: 'Ik spreek wekelijks een uur met Steven, op een plek die hij kiest.', asker: 'Nele' },
	{ who: 'Nele', what: 'Ik hou het geheel in het oog en bel iedereen na drie weken.', asker: 'Ilse' }
] as const;

export const askedOfSchool = 'Wil de school in één zin terugschrijven wat ze Steven wil zeggen?';
export const notNow = 'Samen rond de tafel met Ter Wilgen: voor Wim nu niet';
export const reserve = 'Ik sta hierachter zolang niemand mij vraagt om met Ter Wilgen te praten.';
export const whyNoSchool = 'Spanning tussen vader en school nu te groot.';

export const reviews = [
	{
		owner: 'Wim',
		own: 'gelukt',
		asker: 'Joris',
		seen: 'gelukt',
		table: 'gelukt',
		said: 'Derde telefoon was raak. Ik ben er fier op.'
	},
	{
		owner: 'Steven',
		own: 'deels gelukt',
		asker: 'Bart',
		seen: 'deels gelukt',
		table: 'deels gelukt',
		said: 'Vier van de vijf. In het atelier lukt praten beter.'
	},
	{
		owner: 'Ilse',
		own: 'deels gelukt',
		asker: 'Nele',
		seen: 'deels gelukt',
		table: 'deels gelukt',
		said: 'Eén school gevonden, de tweede had geen plaats.'
	},
	{ owner: 'Joris', own: 'gelukt', asker: 'Nele', seen: 'gelukt', table: 'gelukt', said: 'Elke week.' },
	{
		owner: 'Nele',
		own: 'deels gelukt',
		asker: 'Ilse',
		seen: 'deels gelukt',
		table: 'deels gelukt',
		said: 'Iedereen gebeld, Ilse een week te laat.'
	}
] as const;
