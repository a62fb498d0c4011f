/**
 * What a browser loads before the first map tile: the scripts of `/map` as they are served (brotli), with MapLibre's worker and what that
 * imports. `node bench/onemap-bundle.ts` after `node apps/web/build.mjs`; the goal is under 400 KB.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
}
const dist = fileURLToPath(new URL('../apps/web/dist/', import.meta.url));
const made: Readonly<Record<string, Chunk>> = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

/** A chunk with all that it imports at once. */
function filesOf(key: string, found: Set<string> = new Set()): Set<string> {
  const { file, imports = [] } = made[key]!;
  if (found.has(file)) return found;
  found.add(file);
  for (const one of imports) filesOf(one, found);
  return found;
}
const served = (name: string): number =>
  existsSync(`${dist}${name}.br`)
    ? statSync(`${dist}${name}.br`).size
    : brotliCompressSync(readFileSync(`${dist}${name}`)).length;
const kb = (bytes: number): string => (Math.round(bytes / 100) / 10).toFixed(1).padStart(8);
const sum = (names: Iterable<string>): number => [...names].reduce((all, name) => all + served(name), 0);

const page = filesOf('map.html');
// The words of one language come before anything is shown.
const words = Object.keys(made).find((key) => key.endsWith('onemap/i18n/map/zh-CN.json'));
if (words) filesOf(words, page);
const workerKey = Object.keys(made).find((key) => made[key]!.name === 'map-worker');
if (!workerKey) throw new Error('the build has no worker of the map');
const worker = [...filesOf(workerKey)].filter((name) => !page.has(name));
for (const name of page) console.log(`${kb(served(name))} KB  ${name}`);
console.log(`${kb(sum(page))} KB  scripts of /map together`);
console.log(`${kb(sum(worker))} KB  MapLibre's worker, what it does not share with the page`);
console.log(`${kb(sum(page) + sum(worker))} KB  all before the first tile`);
