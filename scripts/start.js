// `npm start`: set-up, then the program.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, buildWhenChanged, environment, install, newNode, root } from './setup.js';

install();
const node = newNode();
buildWhenChanged(node);
const program = spawn(node, [join(build, 'server/main.js')], {
	cwd: root,
	stdio: 'inherit',
	env: environment()
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
	process.on(signal, () => program.kill(signal));
program.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
