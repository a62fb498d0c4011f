import { TarimError } from '@tarim/kernel';
import { definitionOf } from '../crs.ts';
import { rasterErrors } from '../errors.ts';
import type { Affine } from '../grid.ts';
import type { Directory } from './directory.ts';
import { TAG } from './tags.ts';

/** Keys of GeoTIFF 1.1 that we use. */
const KEY = {
  ModelType: 1024,
  RasterType: 1025,
  Citation: 1026,
  GeographicType: 2048,
  GeogCitation: 2049,
  Datum: 2050,
  AngularUnits: 2054,
  Ellipsoid: 2056,
  SemiMajor: 2057,
  SemiMinor: 2058,
  InvFlattening: 2059,
  ProjectedType: 3072,
  PcsCitation: 3073,
  Projection: 3074,
  CoordTrans: 3075,
  LinearUnits: 3076,
  StdParallel1: 3078,
  StdParallel2: 3079,
  NatOriginLong: 3080,
  NatOriginLat: 3081,
  FalseEasting: 3082,
  FalseNorthing: 3083,
  FalseOriginLong: 3084,
  FalseOriginLat: 3085,
  FalseOriginEasting: 3086,
  FalseOriginNorthing: 3087,
  CenterLong: 3088,
  ScaleAtNatOrigin: 3092,
} as const;

const USER = 32_767;

/** Values of the keys: numbers, or text. */
export function readGeoKeys(directory: Directory): Map<number, number | string> {
  const keys = new Map<number, number | string>();
  const head = directory.numbers(TAG.GeoKeyDirectory);
  if (!head || head.length < 4) return keys;
  const doubles = directory.numbers(TAG.GeoDoubleParams) ?? new Float64Array();
  const ascii = directory.text(TAG.GeoAsciiParams) ?? '';
  const count = Math.min(head[3]!, Math.floor(head.length / 4) - 1);
  for (let i = 1; i <= count; i++) {
    const [key, place, length, value] = head.subarray(i * 4, i * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (place === 0) keys.set(key, value);
    else if (place === TAG.GeoDoubleParams && value < doubles.length) keys.set(key, doubles[value]!);
    else if (place === TAG.GeoAsciiParams)
      keys.set(key, ascii.slice(value, value + length).replace(/\|$/, ''));
  }
  return keys;
}

/**
 * The system that the keys name: `EPSG:…`, or `proj:…` for one that is spelt out (Albers, transverse Mercator, Lambert,
 * sinusoidal). Null when they name none.
 */
export function crsOfKeys(keys: ReadonlyMap<number, number | string>): string | null {
  const number = (key: number) => {
    const value = keys.get(key);
    return typeof value === 'number' ? value : null;
  };
  const projected = number(KEY.ProjectedType);
  if (projected !== null && projected !== USER && projected !== 0) return `EPSG:${projected}`;
  const model = number(KEY.ModelType);
  if (projected === USER || model === 1) return spelt(number);
  const geographic = number(KEY.GeographicType);
  if (geographic !== null && geographic !== USER && geographic !== 0) return `EPSG:${geographic}`;
  return model === 2 && geographic === USER ? `proj:+proj=longlat ${ellipsoid(number)} +no_defs` : null;
}

type Numbers = (key: number) => number | null;

function ellipsoid(number: Numbers): string {
  const a = number(KEY.SemiMajor);
  if (a === null) return '+ellps=GRS80';
  const flattening = number(KEY.InvFlattening);
  const b = number(KEY.SemiMinor);
  // WGS 84 and CGCS2000 differ by a tenth of a millimetre in b: one is taken for the other everywhere.
  if (Math.abs(a - 6_378_137) < 0.5 && flattening !== null && Math.abs(flattening - 298.2572) < 1e-3)
    return '+ellps=GRS80';
  if (flattening) return `+a=${a} +rf=${flattening}`;
  return `+a=${a} +b=${b ?? a}`;
}

function spelt(number: Numbers): string | null {
  const or = (...keys: number[]) => keys.map(number).find((value) => value !== null) ?? 0;
  if ((number(KEY.LinearUnits) ?? 9001) !== 9001) return null;
  const lon = or(KEY.NatOriginLong, KEY.FalseOriginLong, KEY.CenterLong);
  const lat = or(KEY.NatOriginLat, KEY.FalseOriginLat);
  const shift = `+x_0=${or(KEY.FalseEasting, KEY.FalseOriginEasting)} +y_0=${or(KEY.FalseNorthing, KEY.FalseOriginNorthing)}`;
  const parallels = `+lat_1=${or(KEY.StdParallel1)} +lat_2=${or(KEY.StdParallel2)}`;
  const tail = `${shift} ${ellipsoid(number)} +units=m +no_defs`;
  switch (number(KEY.CoordTrans)) {
    case 1:
      return `proj:+proj=tmerc +lat_0=${lat} +lon_0=${lon} +k=${number(KEY.ScaleAtNatOrigin) ?? 1} ${tail}`;
    case 8:
      return `proj:+proj=lcc ${parallels} +lat_0=${lat} +lon_0=${lon} ${tail}`;
    case 11:
      return `proj:+proj=aea ${parallels} +lat_0=${lat} +lon_0=${lon} ${tail}`;
    case 24:
      return `proj:+proj=sinu +lon_0=${lon} ${tail}`;
    default:
      return null;
  }
}

/** Where the cells lie; null when the file does not say. Cells named by their centres are moved by half a cell. */
export function affineOf(directory: Directory, keys: ReadonlyMap<number, number | string>): Affine | null {
  const matrix = directory.numbers(TAG.ModelTransformation);
  const scale = directory.numbers(TAG.ModelPixelScale);
  const tie = directory.numbers(TAG.ModelTiepoint);
  let affine: Affine | null = null;
  if (matrix && matrix.length >= 8)
    affine = [matrix[3]!, matrix[0]!, matrix[1]!, matrix[7]!, matrix[4]!, matrix[5]!];
  else if (scale && scale.length >= 2 && tie && tie.length >= 6) {
    const [sx, sy] = [scale[0]!, scale[1]!];
    affine = [tie[3]! - tie[0]! * sx, sx, 0, tie[4]! + tie[1]! * sy, 0, -sy];
  }
  if (!affine?.every(Number.isFinite) || affine[1] * affine[5] - affine[2] * affine[4] === 0) return null;
  if (keys.get(KEY.RasterType) !== 2) return affine;
  const [a, b, c, d, e, f] = affine;
  return [a - (b + c) / 2, b, c, d - (e + f) / 2, e, f];
}

export interface KeyTags {
  readonly directory: number[];
  readonly doubles: number[];
  readonly ascii: string;
}

/** Keys that say a system, as GDAL and others read them. @throws TarimError RASTER_CRS_UNKNOWN */
export function writeGeoKeys(crs: string): KeyTags {
  const definition = definitionOf(crs);
  const geographic = definition.includes('+proj=longlat');
  const shorts: Array<[number, number]> = [
    [KEY.ModelType, geographic ? 2 : 1],
    [KEY.RasterType, 1],
  ];
  const reals: Array<[number, number]> = [];
  let ascii = '';
  const code = /^EPSG:(\d+)$/.exec(crs);
  if (code) shorts.push([geographic ? KEY.GeographicType : KEY.ProjectedType, Number(code[1])]);
  else {
    const value = (name: string) => Number(new RegExp(`\\+${name}=([-\\d.eE]+)`).exec(definition)?.[1] ?? 0);
    const kind = /\+proj=(\w+)/.exec(definition)?.[1];
    const trans = { tmerc: 1, lcc: 8, aea: 11, sinu: 24 }[kind ?? ''];
    if (!geographic && trans === undefined) throw new TarimError(rasterErrors.crsUnknown, { crs });
    const own = /\+a=/.test(definition);
    if (own) {
      shorts.push(
        [KEY.GeographicType, USER],
        [KEY.Datum, USER],
        [KEY.AngularUnits, 9102],
        [KEY.Ellipsoid, USER],
      );
      reals.push([KEY.SemiMajor, value('a')]);
      if (/\+rf=/.test(definition)) reals.push([KEY.InvFlattening, value('rf')]);
      else reals.push([KEY.SemiMinor, value('b')]);
    } else shorts.push([KEY.GeographicType, 4490], [KEY.AngularUnits, 9102]);
    if (!geographic) {
      shorts.push(
        [KEY.ProjectedType, USER],
        [KEY.Projection, USER],
        [KEY.CoordTrans, trans!],
        [KEY.LinearUnits, 9001],
      );
      ascii = `${kind}|`;
      const lambert = trans === 8;
      if (trans === 8 || trans === 11)
        reals.push([KEY.StdParallel1, value('lat_1')], [KEY.StdParallel2, value('lat_2')]);
      if (trans === 24) reals.push([KEY.CenterLong, value('lon_0')]);
      else {
        reals.push([lambert ? KEY.FalseOriginLong : KEY.NatOriginLong, value('lon_0')]);
        reals.push([lambert ? KEY.FalseOriginLat : KEY.NatOriginLat, value('lat_0')]);
      }
      reals.push([lambert ? KEY.FalseOriginEasting : KEY.FalseEasting, value('x_0')]);
      reals.push([lambert ? KEY.FalseOriginNorthing : KEY.FalseNorthing, value('y_0')]);
      if (trans === 1) reals.push([KEY.ScaleAtNatOrigin, value('k') || 1]);
    }
  }
  const entries: number[][] = [
    ...shorts.map(([key, number]) => [key, 0, 1, number]),
    ...reals.map(([key], i) => [key, TAG.GeoDoubleParams, 1, i]),
    ...(ascii ? [[KEY.PcsCitation, TAG.GeoAsciiParams, ascii.length, 0]] : []),
  ].sort((x, y) => x[0]! - y[0]!);
  return {
    directory: [1, 1, 1, entries.length, ...entries.flat()],
    doubles: reals.map(([, number]) => number),
    ascii,
  };
}
