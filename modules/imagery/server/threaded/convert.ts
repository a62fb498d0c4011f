import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Polygon } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import {
  type BandSource,
  type Grid,
  metresOf,
  produceCog,
  type Raster,
  SAMPLE_TYPES,
  type SampleType,
} from '@tarim/raster';
import type { ClassEntry, ClassOrigin, QualityKind, SceneBand } from '../../contract.ts';
import {
  bandRolesOf,
  COMMON_NAMES,
  requireCell,
  requireReflectances,
  type SceneScaling,
  sampleTypeOf,
  sceneScalingOf,
} from '../domain/bands.ts';
import { colourOfClass, itemsOfClasses } from '../domain/class-table.ts';
import { imageryErrors as E } from '../errors.ts';
import { sceneBandsOf } from './bands.ts';
import type { Bench } from './bench.ts';
import { type BroughtFile, type ConvertParams, gridOf, named, openBrought } from './brought.ts';
import { type CountedClasses, countClasses, type OwnClasses, ownClasses } from './classes.ts';
import { convertQuality } from './quality.ts';
import { placer, surveyOf } from './survey.ts';

export interface Converted {
  readonly cog: string;
  readonly quality: { readonly path: string; readonly kind: QualityKind } | null;
  readonly grid: Grid;
  readonly type: SampleType;
  /** NaN is told as text: the facts are kept as JSON. */
  readonly noData: number | 'nan' | null;
  readonly reflectance: boolean;
  readonly bands: readonly SceneBand[];
  readonly gsd: number;
  readonly footprint: Polygon;
  readonly validShare: number;
  readonly cloudShare: number | null;
  /** Of a thematic raster. */
  readonly classes: CountedClasses | null;
  /** What its classes are called, and who says so; null: nobody. */
  readonly classTable: SceneClassTable | null;
  /** Colours that the raster itself has for its classes, by value. */
  readonly palette: Readonly<Record<string, string>> | null;
}

export interface SceneClassTable {
  readonly entries: readonly ClassEntry[];
  readonly origin: ClassOrigin;
}

/** Share of the work that the bands are, and where counting classes ends. */
const BANDS_SHARE = 0.85;
const CLASSES_SHARE = 0.98;
/** Packing: DEFLATE is what every program reads; its sixth level is the usual middle. */
export const PACKING = { compression: 'deflate', level: 6 } as const;

interface OpenBand {
  readonly file: BroughtFile;
  readonly raster: Raster;
  /** Within the file, from 1. */
  readonly band: number;
}

/**
 * A scene as it was brought becomes a COG of all bands on the grid of the finest, and its quality band another one on the same grid. By
 * windows: of the scene only the blocks in work are in memory.
 * @throws TarimError of reading and of what does not fit the sensor
 */
export async function convertScene(params: ConvertParams, bench: Bench): Promise<Converted> {
  try {
    return await convert(params, bench);
  } catch (error) {
    throw named(error, ...params.files);
  }
}

async function convert(params: ConvertParams, bench: Bench): Promise<Converted> {
  const { sensor, told, takenAt } = params;
  mkdirSync(params.folder, { recursive: true });
  const scaling = sceneScalingOf(sensor, told.baseline, takenAt);
  const open = openBands(params);
  let plan: ReturnType<typeof planOf>;
  try {
    plan = planOf(params, open, scaling);
  } finally {
    for (const raster of new Set(open.map((one) => one.raster))) raster.close();
  }
  const { grid, type, noData, roles, sources, gsd, rgb, classTable } = plan;
  const palette =
    type === 'uint8' && roles.length === 1 ? paletteOf(classTable?.entries ?? [], plan.palette) : null;
  const cog = join(params.folder, 'scene.tif');
  const produced = await produceCog(
    cog,
    {
      grid,
      type,
      bands: roles.map((role) => ({
        description: COMMON_NAMES[role],
        ...(scaling.scale === 1 && scaling.offset === 0
          ? {}
          : { scale: scaling.scale, offset: scaling.offset }),
        ...(role === 'class' && classTable ? { items: itemsOfClasses(classTable.entries) } : {}),
      })),
      noData,
      overviews: sensor === 'thematic' ? 'mode' : 'average',
      rgb,
      ...(palette ? { palette } : {}),
      items: { TARIM_SENSOR: sensor, ...(params.simulated ? { TARIM_SIMULATED: 'yes' } : {}) },
      ...PACKING,
    },
    'copy',
    { grid, sources, type, noData },
    {
      threads: bench.threads,
      signal: bench.signal,
      onProgress: (done, total) => bench.progress((BANDS_SHARE * done) / total),
    },
  );
  const survey = surveyOf(cog, roles);
  if (survey === null) throw new TarimError(E.empty);
  const bands = sceneBandsOf(roles, scaling, produced.summaries, survey);
  if (told.baseline !== null && sensor === 'sentinel-2-l2a')
    requireReflectances(
      told.baseline,
      bands.map(({ role, statistics }) => ({ role, mean: statistics?.mean ?? 0 })),
    );
  const quality = await convertQuality(params, grid, PACKING, bench, BANDS_SHARE);
  const classes =
    sensor === 'thematic'
      ? await countClasses(cog, bench, (done, total) =>
          bench.progress(BANDS_SHARE + ((CLASSES_SHARE - BANDS_SHARE) * done) / total),
        )
      : null;
  return {
    cog,
    quality: quality && { path: quality.path, kind: quality.kind },
    grid,
    type,
    noData: Number.isNaN(noData) ? 'nan' : noData,
    reflectance: scaling.reflectance,
    bands,
    gsd,
    footprint: survey.footprint,
    validShare: survey.validShare,
    cloudShare: quality?.cloudShare ?? null,
    classes,
    classTable,
    palette: classes && ownColours(classes, plan.palette),
  };
}

function openBands({ files, told }: ConvertParams): OpenBand[] {
  const rasters: Raster[] = [];
  try {
    return files
      .filter(({ part }) => part === 'bands')
      .flatMap((file) => {
        const raster = openBrought(file, told.epsg);
        rasters.push(raster);
        return raster.bands.map(({ number }) => ({ file, raster, band: number }));
      });
  } catch (error) {
    for (const raster of rasters) raster.close();
    throw error;
  }
}

function planOf(params: ConvertParams, open: readonly OpenBand[], scaling: SceneScaling) {
  const { sensor, platform, told } = params;
  const roles = bandRolesOf(
    sensor,
    open.map(({ file, raster, band }) => ({
      description: raster.bands[band - 1]!.description,
      fileName: file.name,
      alone: raster.bands.length === 1,
    })),
    { roles: told.roles, platform },
  );
  const type = sampleTypeOf(
    sensor,
    open.map(({ raster }) => raster.type),
  );
  const finest = open
    .map(({ raster, file }) => ({ grid: gridOf(raster, file), raster }))
    .reduce((best, one) => (metresOf(one.grid) < metresOf(best.grid) * 0.999 ? one : best));
  const { grid } = finest;
  for (const { raster, file } of open) requireSubstance(raster, file);
  requirePlace(grid);
  const gsd = metresOf(grid);
  requireCell(sensor, gsd);
  const own = open.map(({ raster }) => raster.noData).find((one) => one !== null) ?? null;
  const masked = open.some(({ raster }) => raster.levels[0]!.mask !== null);
  // Numbers of 高分 have no data where they are 0, as their producers deliver them; so do masked photographs once their mask is applied.
  const habit = sensor === 'gaofen' || masked ? (type === 'float32' ? Number.NaN : 0) : null;
  const noData = scaling.noData ?? told.noData ?? own ?? habit;
  const sources = open.map(
    ({ file, raster, band }): BandSource => ({
      path: file.path,
      band,
      // Finer cells are made of coarser ones; classes are never mixed.
      resampling: sensor === 'thematic' || roles.includes('class') ? 'nearest' : 'bilinear',
      ...(raster.crs === null || told.epsg === null ? {} : { crs: raster.crs }),
      ...(noData === null || Number.isNaN(noData) ? {} : { noData }),
    }),
  );
  const thematic = sensor === 'thematic' ? open[0]! : null;
  const named = thematic
    ? ownClasses(thematic.raster)
    : { entries: null, palette: new Map<number, string>() };
  return {
    grid,
    gsd,
    type,
    noData,
    roles,
    sources,
    rgb: sensor === 'drone',
    classTable: thematic && namedClasses(params, named, thematic.file),
    palette: named.palette,
  };
}

/** Names of classes: those that came beside the raster go before its own. */
function namedClasses(
  { told }: ConvertParams,
  { entries }: OwnClasses,
  file: BroughtFile,
): SceneClassTable | null {
  if (told.classes) return told.classes;
  return entries && { entries, origin: { kind: 'raster', name: file.name } };
}

/** Of the classes that there are; a colour table has 256 colours, most of them of nothing. */
const ownColours = ({ counts }: CountedClasses, own: ReadonlyMap<number, string>): Record<string, string> =>
  Object.fromEntries(counts.flatMap(({ value }) => (own.has(value) ? [[value, own.get(value)!]] : [])));

/** A colour table (色表) of what a COG can hold: that of the names, else the raster's own. */
function paletteOf(
  entries: readonly ClassEntry[],
  own: ReadonlyMap<number, string>,
): Record<number, string> | null {
  const colours = new Map(own);
  for (const { value, colour } of entries)
    if (value >= 0 && value <= 255) colours.set(value, colour ?? own.get(value) ?? colourOfClass(value));
  return colours.size > 0 ? Object.fromEntries(colours) : null;
}

/** DEFLATE packs a thousand to one at most; more is blocks that were never written. */
const MOST_HOLLOW = 1_500;
/** Below this a file costs little, whatever it holds. */
const SMALL_BYTES = 1 << 30;

/** A few bytes may claim a country of cells that are not there. @throws TarimError IMAGERY_HOLLOW */
function requireSubstance(raster: Raster, { name, path }: BroughtFile): void {
  const unpacked = raster.width * raster.height * raster.bands.length * SAMPLE_TYPES[raster.type].bytes;
  const { size } = statSync(path);
  if (unpacked > SMALL_BYTES && unpacked / size > MOST_HOLLOW)
    throw new TarimError(E.hollow, {
      name,
      cells: `${raster.width} × ${raster.height}`,
      size: `${(size / 2 ** 20).toFixed(1)} MiB`,
    });
}

/** Corners and middle on the earth, where tiles can show them. @throws TarimError IMAGERY_PLACE_IMPOSSIBLE */
function requirePlace(grid: Grid): void {
  const place = placer(grid);
  for (const [x, y] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [0.5, 0.5],
  ] as const)
    place(x * grid.width, y * grid.height);
}
