import { closeSync, openSync, writeSync } from 'node:fs';
import type { Patch } from '@tarim/raster';
import { choice, number } from '../arguments.ts';
import { COUNT, NUMBER } from './schema.ts';

/** Options and output of the commands that give patches. */
export const PATCH_OPTIONS = {
  'min-area': number({ from: 0, to: 1e12 }, 400),
  'min-hole': number({ from: 0, to: 1e12 }, 0),
  open: choice(['4', '8']),
  close: choice(['4', '8']),
  simplify: number({ from: 0, to: 1_000 }, 0.75),
};

export const PATCH_HELP = `--min-area M2        最小图斑面积，平方米，缺省 400   least area of a patch, square metres
  --min-hole M2        小于此面积的孔洞填上   holes smaller than this are closed
  --open 4|8 --close 4|8   形态学开、闭运算的邻域   morphological opening and closing before that
  --simplify CELLS     化简阶梯边界的三角形面积，像元，缺省 0.75，0 为不化简
                       triangles of the outline's steps that are taken off; 0 keeps them`;

export const patchOptions = (options: {
  readonly 'min-area': number;
  readonly 'min-hole': number;
  readonly open: '4' | '8' | null;
  readonly close: '4' | '8' | null;
  readonly simplify: number;
}) => ({
  leastArea: options['min-area'],
  leastHole: options['min-hole'],
  open: options.open && (Number(options.open) as 4 | 8),
  close: options.close && (Number(options.close) as 4 | 8),
  simplify: options.simplify,
});

export const PATCH_COUNTS = {
  patches: COUNT,
  components: { ...COUNT, description: 'before small ones were dropped' },
  observed: { ...COUNT, description: 'cells that could be judged' },
  observedShare: { ...NUMBER, description: 'of all cells of the grid' },
  area: { ...NUMBER, description: 'of all patches, square metres, geodesic' },
  seconds: NUMBER,
} as const;

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Patches that have properties in common. */
export interface PatchGroup {
  readonly patches: readonly Patch[];
  readonly properties: object;
}

/** A GeoJSON file (RFC 7946), feature by feature; the largest patch first. */
export function writePatches(path: string, groups: readonly PatchGroup[]): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, '{"type":"FeatureCollection","features":[');
    const order = groups
      .flatMap(({ patches, properties }) => patches.map((patch) => ({ patch, properties })))
      .sort((a, b) => b.patch.area - a.patch.area);
    for (const [i, { patch, properties }] of order.entries()) {
      const { geometry } = patch;
      const feature = {
        type: 'Feature',
        id: i + 1,
        // Seven digits are a centimetre.
        geometry: {
          ...geometry,
          coordinates: geometry.coordinates.map((ring) =>
            ring.map((at) => at.map((value) => round(value, 7))),
          ),
        },
        properties: {
          ...properties,
          area: round(patch.area, 1),
          cells: patch.cells,
          perimeter: round(patch.perimeter, 1),
          compactness: round(patch.compactness, 4),
          elongation: round(patch.elongation, 3),
          direction: round(patch.direction, 1),
          centre: patch.centre.map((value) => round(value, 7)),
          ...patch.values,
        },
      };
      writeSync(file, `${i === 0 ? '' : ','}\n${JSON.stringify(feature)}`);
    }
    writeSync(file, '\n]}\n');
  } finally {
    closeSync(file);
  }
}
