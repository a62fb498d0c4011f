import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { maplibreShared } from './maplibre-shared.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const pages = Object.fromEntries(
  ['portal', 'console', 'map', 'field']
    .filter((name) => existsSync(here(`./${name}.html`)))
    .map((name) => [name, here(`./${name}.html`)]),
);

/** An entry a face: the portal shares nothing heavy with the console. `sw` is the programme of the field face without network. */
export default defineConfig({
  root: here('.'),
  plugins: [maplibreShared(), react()],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // The console's libraries are large; they are loaded page by page.
    chunkSizeWarningLimit: 2_000,
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      input: { ...pages, sw: here('./src/field/sw.ts') },
      output: {
        // A service worker rules the folder that it lies in, and keeps its name.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
