import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const PACKAGE = fileURLToPath(new URL('../../node_modules/maplibre-gl/', import.meta.url));
const VIRTUAL = 'virtual:map-worker';
const RESOLVED = `\0${VIRTUAL}`;

/**
 * Builds MapLibre and its worker from the sources in its package. The files that it ships each hold the whole of what page and worker
 * have in common; built together that is one file, which a browser loads once (a quarter less to load before the first tile). Beside
 * the built faces only: a development server takes the shipped files.
 */
export function maplibreShared(): Plugin {
  let building = false;
  let reference = '';
  return {
    name: 'maplibre-shared',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      if (building)
        reference = this.emitFile({
          type: 'chunk',
          id: `${PACKAGE}src/source/worker.ts`,
          name: 'map-worker',
        });
    },
    resolveId(id) {
      if (id === VIRTUAL) return RESOLVED;
      return building && id === 'maplibre-gl' ? `${PACKAGE}src/index.ts` : null;
    },
    async transform(code, id) {
      if (!building || !id.startsWith(`${PACKAGE}src/`) || !id.endsWith('.ts')) return null;
      // Its classes declare fields for types only, which constructors of their bases have set already; standard fields would clear them.
      const { code: made, map } = await transformWithOxc(code, id, {
        typescript: { removeClassFieldsWithoutInitializer: true },
        assumptions: { setPublicClassFields: true },
      });
      return { code: made, map };
    },
    load(id) {
      if (id !== RESOLVED) return null;
      return building
        ? `export default import.meta.ROLLUP_FILE_URL_${reference};`
        : "export { default } from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';";
    },
  };
}
