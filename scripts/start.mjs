/** `npm start`: install what is missing, build the faces, run the whole product with the simulated region. */
import { spawn } from 'node:child_process';
import { ensureInstalled, ensureWeb, projectEnv, root } from './ensure.mjs';

const node = ensureInstalled();
ensureWeb(node);
const args = ['apps/cli/src/main.ts', 'serve', '--demo', ...process.argv.slice(2)];
const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: projectEnv() });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
