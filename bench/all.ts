/** `npm run bench`: every bench in turn; each writes its section of RESULTS.md. */
import { spawnSync } from 'node:child_process';

for (const name of ['decoder', 'mutate', 'ingest', 'quality-stream', 'queries', 'kriging', 'start']) {
  console.log(`\n━━ ${name}`);
  const run = spawnSync(process.execPath, [new URL(`./${name}.ts`, import.meta.url).pathname], {
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exitCode = 1;
}
