// Who somebody is at the table. The role decides rights; the label is how the person says it.
// Roles: domain.md §3. Only `school` has a narrower view (design decision 7).

export const roles = [
	'pupil',
	/** A class as a whole, at its own circle. */
	'class',
	'parent',
	'network',
	'clb',
	'school',
	'coach',
	'moderator',
	'partner',
	'interpreter',
	'confidant'
] as const;

export type Role = (typeof roles)[number];

/** What somebody is called whose name is not said (lib/table/nameless.ts). */
export const unnamed = 'leerling';

/** Interpreter and confidant sit at the table but are no party: they give no answer (domain.md §3). Nor does a class. */
export function answers(role: Role): boolean {
	return role !== 'interpreter' && role !== 'confidant' && role !== 'class';
}

/** Roles whose holder may lead a circle. */
export function mayLead(role: Role): boolean {
	return role === 'coach' || role === 'moderator';
}

/** Of the network: whom nobody calls so before they are grown up. A niece, a brother or a friend may be twelve. */
const grown: readonly string[] = [
	'oma',
	'opa',
	'grootmoeder',
	'grootvader',
	'nonkel',
	'oom',
	'tante',
	'grandmother',
	'grandfather',
	'uncle',
	'aunt'
];

/** Words people use for themselves, and the role each of them means. Lower case, exact. */
const known: Record<Role, readonly string[]> = {
	pupil: ['jongere', 'leerling', 'pupil'],
	class: ['klas', 'klasgroep', 'class'],
	parent: [
		'mama',
		'papa',
		'moeder',
		'vader',
		'ouder',
		'plusmama',
		'plusvader',
		'plusouder',
		'pleegmoeder',
		'pleegvader',
		'pleegouder',
		'voogd',
		'mother',
		'father',
		'parent'
	],
	network: [
		...grown,
		'nicht',
		'neef',
		'broer',
		'zus',
		'vriend',
		'vriendin',
		'buur',
		'trainer',
		'sleutelfiguur'
	],
	clb: ['clb', 'clb-medewerker', 'clb medewerker'],
	school: [
		'school',
		'directie',
		'directeur',
		'leerkracht',
		'titularis',
		'klastitularis',
		'leraar',
		'lerares',
		'leerlingenbegeleider',
		'leerlingenbegeleidster',
		'zorgleerkracht',
		'zorgcoördinator',
		'opvoeder school',
		'teacher',
		'principal'
	],
	coach: [
		'naft',
		'naft-begeleider',
		'naft begeleider',
		'naft-coach',
		'coach',
		'trajectbegeleider',
		'trajectbewaker'
	],
	moderator: ['gespreksbegeleider', 'moderator', 'gespreksleider'],
	partner: [
		'partner',
		'hulpverlener',
		'begeleider',
		'begeleidster',
		'dagbesteding',
		'ocj',
		'ocj-consulent',
		'caw',
		'leersteun',
		'pbd',
		'therapeut',
		'psycholoog'
	],
	interpreter: ['tolk', 'sociaal tolk', 'interpreter'],
	confidant: ['vertrouwenspersoon']
};

/** *Tolk Arabisch* is a tolk: the languages people say it with. Any other word behind it is asked about. */
const interpreted =
	/^(?:sociaal )?tolk (?:arabisch|berbers|tamazight|turks|koerdisch|farsi|perzisch|dari|pasjtoe|urdu|punjabi|pools|roemeens|romani|bulgaars|slowaaks|albanees|servisch|oekraïens|russisch|armeens|somali|somalisch|tigrinya|amhaars|swahili|lingala|frans|engels|duits|spaans|portugees|italiaans|chinees|vgt|gebarentaal)$/;

/**
 * The role a label means, or null when it is not certain. A label that is not certain is asked about
 * and never guessed: a teacher taken for a friend would read what was not meant for the school.
 */
export function roleOf(label: string): Role | null {
	const said = label.trim().toLowerCase();
	return roles.find((role) => known[role].includes(said)) ?? (interpreted.test(said) ? 'interpreter' : null);
}

/** The word for them says that they are an adult. */
export const saysAdult = (label: string): boolean => grown.includes(label.trim().toLowerCase());

/** Labels to offer while somebody types, most used first within a role. */
export const labels: readonly string[] = roles.flatMap((role) =>
	known[role].slice(0, role === 'parent' ? 3 : 2)
);
