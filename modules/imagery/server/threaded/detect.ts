import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createGeosPool, type Polygon } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import {
  detectChange,
  type Input,
  metresOf,
  openRaster,
  patchesOf,
  type Scene as RasterScene,
  type Role,
  rasterErrors,
  type ThresholdMethod,
} from '@tarim/raster';
import type { ChangeClass, ChangeParameters, CloudKind, SceneBand } from '../../contract.ts';
import { attributesOf, type Means } from '../domain/attributes.ts';
import { changeConfidence, classify } from '../domain/classify.ts';
import { commonGrid } from '../domain/common-area.ts';
import { imageryErrors as E } from '../errors.ts';
import type { Bench } from './bench.ts';

/** A converted scene, as comparing it needs it. */
export interface ComparedScene {
  readonly path: string;
  readonly bands: readonly SceneBand[];
  readonly reflectance: boolean;
  /** What tells clouds; a composite has none left, and no data where nothing was clear. */
  readonly quality: { readonly path: string; readonly kind: CloudKind } | null;
}

export interface ChangeParams {
  readonly before: ComparedScene;
  readonly after: ComparedScene;
  readonly roles: readonly Role[];
  readonly parameters: Omit<ChangeParameters, 'bbox'>;
  readonly box: readonly [number, number, number, number] | null;
  /** Begins the references of patches: says what is compared and how. */
  readonly prefix: string;
  readonly folder: string;
}

export interface FoundPatch {
  readonly ref: string;
  readonly geometry: Polygon;
  readonly area: number;
  readonly lon: number;
  readonly lat: number;
  readonly confidence: number;
  readonly class: ChangeClass | null;
  readonly classConfidence: number;
  readonly indexChange: Readonly<Record<string, number>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ChangeResult {
  readonly threshold: number;
  readonly gsd: number;
  readonly cells: number;
  readonly observed: number;
  readonly changed: number;
  readonly components: number;
  /** How IR-MAD ended. */
  readonly end: string | null;
  readonly patches: readonly FoundPatch[];
}

/** More cannot be looked at by people, nor be what people did between two dates. */
export const MOST_PATCHES = 20_000;
const DETECTION_SHARE = 0.8;
const DEFAULTS = { leastHole: 0, simplify: 0.75, dilate: 60, k: 3 } as const;

/**
 * Two scenes compared on a common grid, and what changed as patches with a first guess of what they are.
 * @throws TarimError IMAGERY_NO_OVERLAP, IMAGERY_NOTHING_SEEN, IMAGERY_TOO_MANY_PATCHES, of reading
 */
export async function detectPatches(params: ChangeParams, bench: Bench): Promise<ChangeResult> {
  mkdirSync(params.folder, { recursive: true });
  const { before, after, roles, parameters, box } = params;
  const grid = commonGrid(gridAt(before.path), gridAt(after.path), box);
  const magnitude = join(params.folder, 'magnitude.tif');
  const [first, second] = [sceneOf(before, roles, parameters), sceneOf(after, roles, parameters)];
  let found: Awaited<ReturnType<typeof detectChange>>;
  try {
    found = await detectChange(grid, first, second, {
      method: parameters.method,
      threshold: parameters.threshold as ThresholdMethod | number,
      k: parameters.k ?? DEFAULTS.k,
      magnitude,
      keepMagnitude: true,
      packing: { compression: 'zstd', level: 1 },
      threads: bench.threads,
      signal: bench.signal,
      onProgress: (done, total) => bench.progress((DETECTION_SHARE * done) / total),
    });
  } catch (error) {
    throw told(error);
  }
  if (bench.signal.aborted) throw new TarimError(E.cancelled);
  const gsd = metresOf(grid);
  const pool = createGeosPool(1);
  try {
    const means = [
      ...bandsOf('before', first, roles),
      ...bandsOf('after', second, roles),
      {
        name: 'magnitude',
        source: { path: magnitude, band: 1 },
        input: { name: 'm', scale: 1, offset: 0 },
      },
    ];
    const { patches, counts } = await patchesOf(
      found.mask,
      grid,
      {
        leastArea: parameters.leastArea,
        leastHole: parameters.leastHole ?? DEFAULTS.leastHole,
        open: parameters.cleanUp ? 4 : null,
        close: parameters.cleanUp ? 4 : null,
        simplify: parameters.simplify ?? DEFAULTS.simplify,
        values: means,
      },
      pool,
    );
    if (patches.length > MOST_PATCHES)
      throw new TarimError(E.tooManyPatches, { patches: patches.length, limit: MOST_PATCHES });
    const meansAt = (date: 'before' | 'after'): Means[] =>
      patches.map(({ values }) =>
        Object.fromEntries(roles.map((role) => [role, values[`${date}.${role}`] ?? null])),
      );
    const [a, b] = [meansAt('before'), meansAt('after')];
    const judged = attributesOf(roles, a, b, patches, !(before.reflectance && after.reflectance));
    return {
      threshold: found.threshold,
      gsd,
      cells: grid.width * grid.height,
      observed: found.observed,
      changed: found.changed,
      components: counts.components,
      end: found.transform?.end ?? null,
      patches: patches.map((patch, i): FoundPatch => {
        const { attributes, indexChange } = judged[i]!;
        const guess = classify(attributes);
        const [lon, lat] = patch.centre;
        const size = patch.values.magnitude ?? found.threshold;
        return {
          // The same comparison finds the same cells, and so the same middle.
          ref: `${params.prefix}@${lon.toFixed(6)},${lat.toFixed(6)}`,
          geometry: patch.geometry,
          area: patch.area,
          lon,
          lat,
          confidence: changeConfidence(size, found.threshold),
          class: guess.class,
          classConfidence: guess.confidence,
          indexChange,
          properties: {
            rule: guess.rule,
            cells: patch.cells,
            perimeter: patch.perimeter,
            compactness: patch.compactness,
            elongation: patch.elongation,
            magnitude: size,
            before: a[i],
            after: b[i],
          },
        };
      }),
    };
  } finally {
    await pool.close();
  }
}

function gridAt(path: string) {
  const raster = openRaster(path);
  try {
    return raster.grid();
  } finally {
    raster.close();
  }
}

/** Bands of a converted scene by their roles, and what hides the ground in it. */
export function sceneOf(
  { path, bands, reflectance, quality }: ComparedScene,
  roles: readonly Role[],
  { dilate, hideSnow }: Pick<ChangeParameters, 'dilate' | 'hideSnow'>,
): RasterScene {
  const chosen = roles.map((role) => bands.find((band) => band.role === role)!);
  const alpha = bands.find((band) => band.role === 'alpha');
  return {
    sources: chosen.map(({ number }) => ({ path, band: number, resampling: 'bilinear' as const })),
    inputs: chosen.map(
      ({ role, scale, offset }): Input => ({ name: role, scale, offset, clip: reflectance }),
    ),
    masks: [
      ...(quality
        ? [
            {
              path: quality.path,
              band: 1,
              kind: quality.kind,
              snow: hideSnow ?? false,
              dilate: dilate ?? DEFAULTS.dilate,
            },
          ]
        : []),
      ...(alpha ? [{ path, band: alpha.number, kind: 'keep-nonzero' as const }] : []),
    ],
  };
}

const bandsOf = (date: string, { sources, inputs }: RasterScene, roles: readonly Role[]) =>
  roles.map((role, i) => ({ name: `${date}.${role}`, source: sources[i]!, input: inputs[i]! }));

/** Errors of rasters in the terms of a comparison. */
function told(error: unknown): unknown {
  if (!(error instanceof TarimError)) return error;
  if (error.code === rasterErrors.noOverlap.code) return new TarimError(E.noOverlap);
  if (error.code === rasterErrors.noData.code) return new TarimError(E.nothingSeen);
  return error;
}
