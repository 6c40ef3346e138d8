// Route × role: what everybody hears at every address, in the order it is asked; what ends a session comes
// last. The form of an action is the least one that shows whether they may: "422" is somebody who may.

import { atTable, cells, everybody, seated, signedIn, type Cells } from './cells.ts';
import type { Names } from './addresses.ts';

export type Row = {
	readonly hears: Cells;
	readonly form?: (names: Names) => Readonly<Record<string, string>>;
	/** What those who may hear when their form names what is foreign or missing. */
	readonly absent?: string;
	/** Where the route is asked when its key is not an address. */
	readonly at?: string;
};

const row = (hears: Cells, form?: Row['form'], absent?: string): Row => ({
	hears,
	...(form ? { form } : {}),
	...(absent ? { absent } : {})
});

const ofTraject = signedIn('200', '200', '404');
const changesTraject = signedIn('422', '422', '404');
const page = atTable('200');
const copy = seated(page);
const ofOwnCard = {
	...page,
	waiting: '303 /wait/ID',
	unasked: '303 /wait/ID',
	'shut-out': '303 /wait/ID',
	elsewhere: '200',
	practice: '200'
};

export const routeRows: Readonly<Record<string, Row>> = {
	'GET /livez': row(everybody('200')),
	'GET /.well-known/jwks.json': row(everybody('200')),
	'GET /readyz': row(everybody('200')),
	'GET /icon.svg': row(everybody('200')),
	'GET /_app/[file]': row(everybody('200')),
	'GET /socket.io': { hears: everybody('200'), at: '/socket.io/?EIO=4&transport=polling' },
	// Without a handshake there is nothing here; with one: ask-rooms.ts.
	'GET /sync': row(everybody('404')),

	'GET /': row(everybody('200')),
	'GET /what-happens': row(everybody('200')),
	'GET /verify': row(everybody('200')),
	'GET /verify/file': row(everybody('200')),
	'POST /language': row(everybody('303 /'), () => ({ language: 'nl' })),
	// Only where the house was started for it.
	'POST /world': row(everybody('404')),

	'GET /set-up': row(everybody('303 /sign-in')),
	'POST /set-up': row(everybody('422')),
	'GET /sign-in': row(cells('200', { staff: '303 /today', colleague: '303 /today', stranger: '303 /today' })),
	'POST /sign-in': row(everybody('422')),
	'GET /invitation': row(everybody('200')),
	'POST /invitation?/look': row(everybody('404')),
	'POST /invitation?/accept': row(everybody('422')),

	'GET /enter': row(everybody('200')),
	'POST /enter': row(everybody('303 /enter/CODE'), ({ code }) => ({ code })),
	'GET /enter/[code]': row(everybody('200')),
	'POST /enter/[code]?/seat': row(everybody('303 /wait/ID'), ({ person }) => ({ person }), '422'),
	'POST /enter/[code]?/newcomer': row(everybody('422')),
	'POST /enter/[code]?/wall': row(everybody('303 /wait/ID')),
	'POST /enter/[code]?/tablet': row(everybody('303 /wait/ID')),
	'GET /card': row(everybody('200')),
	'POST /card': row(everybody('404'), ({ card }) => ({ secret: card })),
	'POST /card/look': row(everybody('404'), ({ card }) => ({ secret: card })),

	'GET /seat/[seat]': row(
		seated({
			...page,
			wall: '303 /wall/ID',
			waiting: '303 /wait/ID',
			unasked: '303 /wait/ID',
			'shut-out': '303 /wait/ID',
			elsewhere: '200',
			practice: '200'
		})
	),
	'GET /seat/[seat]/paper': row(
		seated({
			...page,
			wall: '200',
			waiting: '303 /wait/ID',
			unasked: '303 /wait/ID',
			'shut-out': '303 /wait/ID',
			elsewhere: '200',
			practice: '200'
		})
	),
	/** Looking along with somebody's screen is for who leads that table now. */
	'GET /seat/[seat]/as/[person]': row(seated({ leader: '200' })),
	/** A sheet to sign on paper is printed by who leads; its code is somebody's: tests/server/paper-answer.test.ts. */
	'GET /seat/[seat]/sheet/[version]/[person]': row(seated({ leader: '200' })),
	'GET /seat/[seat]/copy/[version]': row(copy),
	'POST /seat/[seat]/copy/[version]': row(seated(atTable('204'))),
	'GET /seat/[seat]/copy/[version]/print': row(copy),
	'GET /seat/[seat]/copy/[version]/pdf': row(copy),
	'GET /seat/[seat]/copy/[version]/pdf/file': row(copy),
	'GET /seat/[seat]/copy/[version]/pdf/fridge': row(copy),
	// A card is somebody's own: the wall has none.
	'GET /seat/[seat]/card': row(seated(ofOwnCard)),
	'POST /seat/[seat]/card': row(seated(ofOwnCard), () => ({ words: 'Amal bellen' })),
	/** What one's own copies were opened for; of nobody else's, but by the pupil: tests/server/read-log.test.ts. */
	'GET /seat/[seat]/opened': row(
		seated({ ...page, elsewhere: '200', practice: '200', unasked: '200', 'shut-out': '200' })
	),
	/** A passkey is one's own, and nobody's who is nobody: tests/server/passkey.test.ts. */
	'GET /seat/[seat]/passkey': row(
		seated({ ...page, elsewhere: '200', practice: '200', unasked: '200', 'shut-out': '200' })
	),
	'POST /seat/[seat]/passkey/ask': row(seated({ ...ofOwnCard, elsewhere: '200' })),
	'POST /seat/[seat]/passkey/make': row(
		seated({ ...ofOwnCard, ...atTable('422'), elsewhere: '422', practice: '422' })
	),
	'POST /seat/[seat]/passkey/end': row(everybody('404')),
	// Nobody is asked anything here: tests/server/sharing.test.ts.
	'GET /seat/[seat]/sharing': row(everybody('404')),
	'POST /seat/[seat]/sharing': row(everybody('404')),
	/** An extract is the pupil's to make: tests/server/extract.test.ts. */
	'GET /seat/[seat]/extract/[version]': row(seated({ pupil: '200' })),
	'POST /seat/[seat]/extract/[version]/link': row(seated({ pupil: '422' })),
	/** Beside one's own copy; of what lies there only what is one's own to see: tests/server/beside-version.test.ts. */
	'GET /seat/[seat]/beside/[version]': row(copy),
	'GET /seat/[seat]/beside/[version]/waits': row(copy),
	// Nobody sees an annex here.
	'GET /seat/[seat]/beside/[version]/sheet': row(everybody('404')),
	'POST /seat/[seat]/beside/[version]?/account': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/wipe': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/annex': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/take': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/leave': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/drop': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/answer': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/review': row(seated(atTable('422'))),
	'POST /seat/[seat]/beside/[version]?/carry': row(seated(atTable('422'))),
	// Of extracts there are none here.
	'POST /seat/[seat]/extract/[version]/end': row(everybody('404')),
	'GET /extract': row(everybody('200')),
	'POST /extract/open': row(everybody('404'), ({ card }) => ({ secret: card })),
	// One's own versions, at whichever table of the traject they were made.
	'GET /seat/[seat]/versions': row(seated({ ...page, elsewhere: '200', 'shut-out': '200' })),
	'GET /seat/[seat]/story': row(seated({ ...page, elsewhere: '200', 'shut-out': '200' })),
	'GET /wall/[seat]': row(
		seated({
			leader: '200',
			wall: '200',
			elsewhere: '200',
			practice: '200',
			waiting: '303 /wait/ID',
			unasked: '303 /wait/ID',
			'shut-out': '303 /wait/ID'
		})
	),
	'GET /wait/[seat]': row(
		seated({
			...atTable('303 /seat/ID'),
			elsewhere: '303 /seat/ID',
			practice: '303 /seat/ID',
			wall: '303 /wall/ID',
			waiting: '200',
			revoked: '200',
			unasked: '200',
			'shut-out': '200'
		})
	),
	// Only whom a promise in force names as its follower, at home: tests/server/followed.test.ts.
	'POST /wait/[seat]?/ask': row(everybody('404')),
	'GET /wait/[seat]/state': row(
		seated({
			...page,
			elsewhere: '200',
			practice: '200',
			wall: '200',
			waiting: '200',
			revoked: '200',
			unasked: '200',
			'shut-out': '200'
		})
	),

	// No seat of anybody is a tablet, whoever holds one: door-tablet.test.ts.
	'GET /tablet/[seat]': row(everybody('404')),
	'POST /tablet/[seat]?/hand': row(everybody('404')),
	'POST /tablet/[seat]?/take': row(everybody('404')),

	'GET /today': row(signedIn('200', '200', '200')),
	'GET /staff': row(signedIn('200', '200', '200')),
	'POST /staff?/invite': row(signedIn('200', '200', '200')),
	'GET /staff/questions': row(signedIn('200', '200', '200')),
	'POST /staff/questions?/save': row(signedIn('200', '200', '200')),
	'POST /staff/questions?/reset': row(signedIn('200', '200', '200')),
	'POST /staff/questions?/look': row(signedIn('422', '422', '422')),
	'POST /staff/questions?/keep': row(signedIn('422', '422', '422')),
	'GET /staff/questions/file': row(signedIn('200', '200', '200')),
	'GET /traject/new': row(signedIn('200', '200', '200')),
	'POST /traject/new': row(signedIn('422', '422', '422')),
	'GET /traject/[traject]': row(ofTraject),
	'POST /traject/[traject]?/person': row(changesTraject),
	'POST /traject/[traject]?/change': row(changesTraject, ({ person }) => ({ person }), '404'),
	'POST /traject/[traject]?/remove': row(changesTraject, ({ person }) => ({ person }), '404'),
	'POST /traject/[traject]?/part': row(changesTraject, ({ person }) => ({ person }), '404'),
	'POST /traject/[traject]?/shares': row(
		changesTraject,
		({ person }) => ({ party: person, person, given: 'yes' }),
		'404'
	),
	'POST /traject/[traject]?/back': row(ofTraject, ({ person }) => ({ person }), '404'),
	'POST /traject/[traject]?/behalf': row(changesTraject, ({ person }) => ({ person, behalf: 'on' }), '404'),
	'POST /traject/[traject]?/bar': row(changesTraject, ({ person }) => ({ person, other: person }), '404'),
	'POST /traject/[traject]?/lift': row(changesTraject, ({ person }) => ({ person, other: person }), '404'),
	'POST /traject/[traject]?/phase': row(changesTraject),
	'POST /traject/[traject]?/wipe': row(changesTraject),
	'POST /traject/[traject]?/plan': row(changesTraject),
	'POST /traject/[traject]?/handed': row(ofTraject, ({ person, version }) => ({ person, version }), '404'),
	'GET /traject/[traject]/erase': row(ofTraject),
	'POST /traject/[traject]/erase': row(changesTraject),
	'GET /traject/[traject]/circle/new': row(ofTraject),
	'POST /traject/[traject]/circle/new': row(changesTraject),
	'GET /traject/[traject]/circle/[circle]': row(ofTraject),
	'POST /traject/[traject]/circle/[circle]?/save': row(changesTraject),
	'POST /traject/[traject]/circle/[circle]?/rounds': row(changesTraject),
	'POST /traject/[traject]/circle/[circle]?/talked': row(
		ofTraject,
		({ person }) => ({ person, talked: 'yes' }),
		'404'
	),
	'POST /traject/[traject]/circle/[circle]?/tried': row(
		ofTraject,
		({ person }) => ({ person, seen: '0', how: 'phone' }),
		'404'
	),
	'POST /traject/[traject]/circle/[circle]?/lead': row(changesTraject),
	'POST /traject/[traject]/circle/[circle]?/co': row(changesTraject, ({ person }) => ({ person }), '404'),
	'POST /traject/[traject]/circle/[circle]?/table': row(signedIn('303 /seat/ID', '422', '404')),
	'GET /traject/[traject]/circle/[circle]/blank': row(ofTraject),
	'GET /traject/[traject]/circle/[circle]/cards': row(ofTraject),
	'POST /traject/[traject]/circle/[circle]/cards?/make': row(changesTraject),
	'POST /traject/[traject]/circle/[circle]/cards?/revoke': row(
		ofTraject,
		({ absent }) => ({ person: absent }),
		'404'
	),
	'POST /traject/[traject]/circle/[circle]/cards?/judge': row(changesTraject, ({ seat }) => ({
		seat,
		right: 'yes'
	})),
	'POST /traject/[traject]?/join': row(ofTraject),

	'POST /?/practice': row(everybody('303 /seat/ID')),
	'POST /sign-out': row(everybody('303 /')),
	'POST /staff?/everywhere': row(signedIn('303 /', '303 /', '303 /'))
};

/** What ends sessions: it is sent by somebody of the same organisation with a session of their own for it. */
export const endsSessions = ['POST /sign-out', 'POST /staff?/everywhere'] as const;
