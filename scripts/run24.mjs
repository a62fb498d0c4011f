/** Runs a script of the project with the pinned Node 24: `node scripts/run24.mjs scripts/chaos.ts …`. */
import { spawnSync } from 'node:child_process';
import { ensureInstalled, projectEnv, root } from './ensure.mjs';

const node = ensureInstalled();
const run = spawnSync(node, process.argv.slice(2), { cwd: root, stdio: 'inherit', env: projectEnv() });
process.exit(run.status ?? 1);
