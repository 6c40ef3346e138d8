// `npm run world -- --circles N --seats M [--school] [--json]`: makes invented circles on the house that runs here.

import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: {
		circles: { type: 'string', default: '1' },
		seats: { type: 'string', default: '6' },
		school: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false }
	}
});
const origin = process.env['PUBLIC_URL'] ?? `http://localhost:${process.env['PORT'] ?? '3000'}`;
const asked = { circles: Number(values.circles), seats: Number(values.seats), school: values.school };
const answer = await fetch(`${origin}/world`, {
	method: 'POST',
	headers: { 'content-type': 'application/json', origin },
	body: JSON.stringify(asked)
}).catch(() => null);

if (!answer) stop(`No house answers at ${origin}. Start it with WORLD=on npm start.`);
else if (answer.status === 404) stop('This house makes no test world: start it with WORLD=on npm start.');
else if (!answer.ok) stop('Ask for 1 to 2000 circles of 1 to 60 seats: --circles N --seats M.');
else print(await answer.json());

/** @param {{ circle: string, seats: { role: string, person: string, page: string, enter: string, cookie: string }[] }[]} world */
function print(world) {
	if (values.json) return void process.stdout.write(`${JSON.stringify(world, null, '\t')}\n`);
	for (const { circle, seats } of world) {
		process.stdout.write(`circle ${circle}\n`);
		for (const { role, person, page, enter, cookie } of seats)
			process.stdout.write(`  ${role} ${person}\n    ${page}\n    ${enter}\n    ${cookie}\n`);
	}
}

/** @param {string} sentence */
function stop(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exitCode = 1;
}
