import type { Capabilities } from '../../contract.ts';

export type RefusedReason = NonNullable<Capabilities['matrixSets'][number]['refused']>;

/** Numbers of spherical Mercator: EPSG:3857 and the names that it had before it was registered. */
const MERCATOR = new Set(['3857', '900913', '3785', '102100', '102113']);
/** WGS 84, CGCS2000 and CRS84: degrees, not the plane that the map draws. */
const GEOGRAPHIC = new Set(['4326', '4490', 'CRS84']);
/** Tianditu's name of its geographic set. */
const GEOGRAPHIC_NAME = /^c$|4326|4490|CRS84/i;

/** Code at the end of `EPSG:3857`, `urn:ogc:def:crs:EPSG:6.18.3:3857`, `http://www.opengis.net/def/crs/EPSG/0/3857`. */
const codeOf = (crs: string): string => /([A-Za-z0-9]+)\s*$/.exec(crs)?.[1]?.toUpperCase() ?? '';

/** Why a matrix set in this system cannot be drawn; null: it can. */
export function refusedCrs(crs: string, set: string): RefusedReason | null {
  const code = codeOf(crs);
  if (GEOGRAPHIC.has(code)) return 'geographic';
  if (!MERCATOR.has(code)) return 'other-crs';
  // A set that is called by another system than it names is not believed.
  return GEOGRAPHIC_NAME.test(set) ? 'geographic' : null;
}

/** A tile matrix as the capabilities give it (OGC 07-057r7, table 8). */
export interface Matrix {
  readonly id: string;
  readonly scaleDenominator: number;
  readonly corner: readonly [number, number];
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** Side of the square of EPSG:3857, metres. */
const WORLD = 2 * 20_037_508.342789244;
/** Standardised rendering pixel (07-057r7, 6.1), metres. */
const PIXEL = 0.00028;
/** Documents round their numbers. */
const TOLERANCE = 0.001;
const DEEPEST = 24;

type Judged = Pick<
  Capabilities['matrixSets'][number],
  'refused' | 'prefix' | 'tileSize' | 'minZoom' | 'maxZoom'
>;
const no = (refused: RefusedReason): Judged => ({
  refused,
  prefix: '',
  tileSize: 256,
  minZoom: 0,
  maxZoom: 0,
});

/** Whether the matrices of a set are the zooms of the map: the world halved step by step, tiles of one size, names that end in the zoom. */
export function judgeMatrixSet(set: string, crs: string, matrices: readonly Matrix[]): Judged {
  const refused = refusedCrs(crs, set);
  if (refused) return no(refused);
  const [first] = matrices;
  if (!first) return no('not-zooms');
  const { tileWidth } = first;
  if (tileWidth !== 256 && tileWidth !== 512) return no('tile-size');
  if (matrices.some((one) => one.tileWidth !== tileWidth || one.tileHeight !== tileWidth))
    return no('tile-size');
  const zooms: number[] = [];
  for (const { scaleDenominator, corner } of matrices) {
    const exact = Math.log2(WORLD / (scaleDenominator * PIXEL * tileWidth));
    const zoom = Math.round(exact);
    const [x, y] = corner;
    const atCorner =
      Math.abs(x + WORLD / 2) < WORLD * TOLERANCE && Math.abs(y - WORLD / 2) < WORLD * TOLERANCE;
    if (!(Math.abs(exact - zoom) < TOLERANCE * 2) || zoom < 0 || zoom > DEEPEST || !atCorner)
      return no('not-zooms');
    zooms.push(zoom);
  }
  const prefixes = new Set(
    matrices.map(({ id }, index) => {
      const end = String(zooms[index]);
      return id.endsWith(end) ? id.slice(0, id.length - end.length) : null;
    }),
  );
  const [prefix] = prefixes;
  if (prefixes.size !== 1 || prefix === null || prefix === undefined || /\d$/.test(prefix))
    return no('names');
  return {
    refused: null,
    prefix,
    tileSize: tileWidth,
    minZoom: Math.min(...zooms),
    maxZoom: Math.max(...zooms),
  };
}
