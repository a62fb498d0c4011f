/**
 * What a browser loads before the first map tile: the scripts of `/map` as they are served (brotli), the worker of MapLibre told
 * apart. `node bench/onemap-bundle.ts` after `node apps/web/build.mjs`; the goal is under 400 KB.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../apps/web/dist/', import.meta.url));
const page = readFileSync(`${dist}map.html`, 'utf8');
const served = (name: string): number =>
  existsSync(`${dist}${name}.br`)
    ? statSync(`${dist}${name}.br`).size
    : brotliCompressSync(readFileSync(`${dist}${name}`)).length;
const scripts = [...new Set([...page.matchAll(/assets\/[\w.-]+\.js/g)].map(([name]) => name))];
const worker = readdirSync(`${dist}assets`).find((name) => /worker.*\.js$/.test(name));
const kb = (bytes: number): number => Math.round(bytes / 100) / 10;
for (const name of scripts) console.log(`${kb(served(name)).toFixed(1).padStart(8)} KB  ${name}`);
const total = scripts.reduce((sum, name) => sum + served(name), 0);
console.log(`${kb(total).toFixed(1).padStart(8)} KB  scripts of /map together`);
if (worker)
  console.log(
    `${kb(served(`assets/${worker}`))
      .toFixed(1)
      .padStart(8)} KB  MapLibre's worker, loaded beside them`,
  );
