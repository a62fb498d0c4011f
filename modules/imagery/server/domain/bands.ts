import { TarimError } from '@tarim/kernel';
import { LANDSAT_REFLECTANCE, type SampleType, SENSOR_BANDS, sentinel2Scaling } from '@tarim/raster';
import type { BandRole, Sensor } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';

/** A band as it was brought. */
export interface BroughtBand {
  /** What the file says of it. */
  readonly description: string | null;
  readonly fileName: string;
  /** It stands alone in its file: then the file's name is that of the band. */
  readonly alone: boolean;
}

/** Names of the bands in our files: common names of the EO extension of STAC, which other programs know. */
export const COMMON_NAMES: Readonly<Record<BandRole, string>> = {
  B: 'blue',
  G: 'green',
  R: 'red',
  N: 'nir',
  S1: 'swir16',
  S2: 'swir22',
  alpha: 'alpha',
  class: 'class',
  other: 'other',
};
const BY_WORD: Readonly<Record<string, BandRole>> = {
  b: 'B',
  g: 'G',
  r: 'R',
  n: 'N',
  s1: 'S1',
  s2: 'S2',
  blue: 'B',
  green: 'G',
  red: 'R',
  nir: 'N',
  nir08: 'N',
  swir1: 'S1',
  swir2: 'S2',
  swir16: 'S1',
  swir22: 'S2',
  alpha: 'alpha',
};

/** How files of a sensor are stacked, where nothing else is told. */
const STACKS: Readonly<Record<Sensor, Readonly<Record<number, readonly BandRole[]>>>> = {
  'sentinel-2-l2a': { 4: ['B', 'G', 'R', 'N'], 6: ['B', 'G', 'R', 'N', 'S1', 'S2'] },
  'landsat-c2-l2': {
    4: ['B', 'G', 'R', 'N'],
    6: ['B', 'G', 'R', 'N', 'S1', 'S2'],
    // From the coastal band on.
    7: ['other', 'B', 'G', 'R', 'N', 'S1', 'S2'],
  },
  gaofen: { 4: ['B', 'G', 'R', 'N'] },
  drone: { 3: ['R', 'G', 'B'], 4: ['R', 'G', 'B', 'alpha'] },
  thematic: { 1: ['class'] },
};
const NEEDED: Readonly<Record<Sensor, readonly BandRole[]>> = {
  'sentinel-2-l2a': ['B', 'G', 'R', 'N'],
  'landsat-c2-l2': ['B', 'G', 'R', 'N'],
  gaofen: ['B', 'G', 'R', 'N'],
  drone: ['R', 'G', 'B'],
  thematic: ['class'],
};
const TYPES: Readonly<Record<Sensor, readonly SampleType[]>> = {
  'sentinel-2-l2a': ['uint16', 'int16'],
  'landsat-c2-l2': ['uint16'],
  gaofen: ['uint8', 'uint16', 'int16', 'float32'],
  drone: ['uint8'],
  thematic: ['uint8', 'int8', 'uint16', 'int16'],
};
/** Metres of a cell, with room for resampled files. */
const CELLS: Readonly<Record<Sensor, readonly [number, number]>> = {
  'sentinel-2-l2a': [5, 125],
  'landsat-c2-l2': [12, 125],
  gaofen: [0.3, 60],
  drone: [0.002, 5],
  thematic: [0.01, 100_000],
};

/** `_B02_` or `B2.` in names of products; letters and numbers around it would be another name. */
const bandNumber = (text: string): string | null => {
  const found = /(?:^|[^A-Za-z0-9])B(0?[1-9]|1[0-2]|8A)(?=[^A-Za-z0-9]|$)/i.exec(text);
  return found ? found[1]!.toUpperCase().replace(/^0/, '') : null;
};

function roleOfName(sensor: Sensor, platform: string | null, text: string | null): BandRole | null {
  if (text === null) return null;
  const word = BY_WORD[text.trim().toLowerCase()];
  if (word) return word;
  const number = bandNumber(text);
  if (number === null || (sensor !== 'sentinel-2-l2a' && sensor !== 'landsat-c2-l2')) return null;
  const older = /landsat[-_ ]?[457]\b/i.test(platform ?? '');
  const table = SENSOR_BANDS[sensor === 'sentinel-2-l2a' ? 'sentinel-2' : older ? 'landsat-5' : 'landsat-8'];
  const role = Object.entries(table).find(([, name]) => name.replace(/^B0?/, '') === number)?.[0];
  return (role as BandRole | undefined) ?? 'other';
}

/**
 * What each band means: as was told; by the names of bands or files where all of them tell; by the habits of the sensor.
 * @throws TarimError IMAGERY_ROLES_UNFIT, IMAGERY_ROLES_TWICE, IMAGERY_BANDS_UNFIT
 */
export function bandRolesOf(
  sensor: Sensor,
  bands: readonly BroughtBand[],
  {
    roles: told = null,
    platform = null,
  }: { roles?: readonly BandRole[] | null; platform?: string | null } = {},
): BandRole[] {
  if (told && told.length !== bands.length)
    throw new TarimError(E.rolesUnfit, { told: told.length, bands: bands.length });
  const named = bands.map(
    ({ description, fileName, alone }) =>
      roleOfName(sensor, platform, description) ??
      (alone ? roleOfName(sensor, platform, fileName.replace(/\.[A-Za-z0-9]+$/, '')) : null),
  );
  // Names of which only some are known tell nothing of the others.
  const byName = named.every((one) => one !== null) && sensor !== 'thematic' ? (named as BandRole[]) : null;
  const fits = (roles: readonly BandRole[] | null | undefined) =>
    roles && NEEDED[sensor].every((role) => roles.includes(role)) ? roles : null;
  const roles = told ?? fits(byName) ?? STACKS[sensor][bands.length];
  if (!fits(roles))
    throw new TarimError(E.bandsUnfit, {
      sensor,
      bands: bands.length,
      expected: Object.values(STACKS[sensor])
        .map((one) => one.join(' '))
        .join(' / '),
    });
  const twice = roles!.find((role, i) => role !== 'other' && roles!.indexOf(role) !== i);
  if (twice) throw new TarimError(E.rolesTwice, { role: twice });
  return [...roles!];
}

/** @throws TarimError IMAGERY_TYPES_DIFFER, IMAGERY_TYPE_UNFIT */
export function sampleTypeOf(sensor: Sensor, types: readonly SampleType[]): SampleType {
  const [first, ...others] = [...new Set(types)];
  if (others.length > 0) throw new TarimError(E.typesDiffer, { types: [...new Set(types)].join(', ') });
  if (!TYPES[sensor].includes(first!))
    throw new TarimError(E.typeUnfit, { sensor, type: first!, expected: TYPES[sensor].join(', ') });
  return first!;
}

/** @throws TarimError IMAGERY_CELL_UNFIT */
export function requireCell(sensor: Sensor, gsd: number): void {
  const [least, most] = CELLS[sensor];
  if (!(gsd >= least && gsd <= most))
    throw new TarimError(E.cellUnfit, { sensor, gsd: Number(gsd.toPrecision(4)), least, most });
}

export interface SceneScaling {
  readonly scale: number;
  readonly offset: number;
  /** The stored number that means no data; null: the file's own, if any. */
  readonly noData: number | null;
  /** Values are reflectances. */
  readonly reflectance: boolean;
}

/** Products since this day are shifted (ESA, processing baseline 04.00). */
const SHIFTED_SINCE = Date.UTC(2022, 0, 25);

/**
 * How stored numbers of a sensor become values.
 * @param takenAt epoch milliseconds
 * @throws TarimError IMAGERY_BASELINE_MISSING, IMAGERY_BASELINE_DATE, RASTER_PARAMETER_INVALID
 */
export function sceneScalingOf(sensor: Sensor, baseline: string | null, takenAt: number): SceneScaling {
  if (sensor === 'landsat-c2-l2') return { ...LANDSAT_REFLECTANCE, reflectance: true };
  if (sensor !== 'sentinel-2-l2a') return { scale: 1, offset: 0, noData: null, reflectance: false };
  if (baseline === null) throw new TarimError(E.baselineMissing);
  const scaling = sentinel2Scaling(baseline);
  if (scaling.offset === 0 && takenAt >= SHIFTED_SINCE)
    throw new TarimError(E.baselineDate, { baseline, date: new Date(takenAt).toISOString().slice(0, 10) });
  return { ...scaling, reflectance: true };
}

/** Bands whose values say whether the scaling can be true: on average no ground reflects less than nothing. */
const JUDGED: readonly BandRole[] = ['B', 'G', 'R', 'N'];

/** @throws TarimError IMAGERY_BASELINE_CONTRADICTED */
export function requireReflectances(
  baseline: string,
  bands: ReadonlyArray<{ readonly role: BandRole; readonly mean: number }>,
): void {
  const wrong = bands.find(({ role, mean }) => JUDGED.includes(role) && mean < 0);
  if (wrong)
    throw new TarimError(E.baselineContradicted, {
      baseline,
      band: COMMON_NAMES[wrong.role],
      mean: wrong.mean.toFixed(3),
    });
}
