/** Builds the faces into apps/web/dist, with a compressed copy beside each large file: nobody waits for compression later. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';

await build({ configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)), logLevel: 'warn' });

const dist = fileURLToPath(new URL('./dist/', import.meta.url));

/** Tells the service worker what the field face is made of. */
function fieldFiles() {
  const made = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
  const files = new Set();
  const add = (key) => {
    const { file, css = [], assets = [], imports = [], dynamicImports = [] } = made[key];
    if (files.has(`/${file}`)) return;
    for (const one of [file, ...css, ...assets]) files.add(`/${one}`);
    for (const one of [...imports, ...dynamicImports]) add(one);
  };
  add('field.html');
  const list = [...files].filter((one) => !one.endsWith('.html')).sort();
  return ['/favicon.svg', '/manifest.webmanifest', ...list];
}
const files = fieldFiles();
const page = readFileSync(`${dist}field.html`);
const edition = createHash('sha256').update(page).update(files.join('\n')).digest('hex').slice(0, 12);
writeFileSync(
  `${dist}sw.js`,
  readFileSync(`${dist}sw.js`, 'utf8')
    .replace(/(["'`])__FIELD_FILES__\1/, JSON.stringify(JSON.stringify(files)))
    .replace('__FIELD_EDITION__', edition),
);

const SMALLEST = 1_024;
/** Nearly as small as 11 in a tenth of its time; what a face loads first is worth the time. */
const QUALITY = 9;
const BEST = 11;

/** Files that a browser loads before it shows anything: what the pages name, and the worker of the map with its imports. */
function firstFiles() {
  const made = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
  const files = new Set();
  const add = (key) => {
    const { file, css = [], imports = [] } = made[key];
    if (files.has(file)) return;
    for (const one of [file, ...css]) files.add(one);
    for (const one of imports) add(one);
  };
  for (const [key, one] of Object.entries(made)) if (one.isEntry) add(key);
  return files;
}
const first = firstFiles();
const compress = promisify(brotliCompress);
const assets = fileURLToPath(new URL('./dist/assets/', import.meta.url));
await Promise.all(
  readdirSync(assets)
    .filter((name) => /\.(js|css|svg|json)$/.test(name))
    .map(async (name) => {
      const bytes = readFileSync(assets + name);
      if (bytes.length < SMALLEST) return;
      const quality = first.has(`assets/${name}`) ? BEST : QUALITY;
      const options = { params: { [constants.BROTLI_PARAM_QUALITY]: quality } };
      writeFileSync(`${assets}${name}.br`, await compress(bytes, options));
    }),
);
