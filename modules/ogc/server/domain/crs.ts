import { type Position, transformer } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../errors.ts';

/** Coordinate reference systems of answers and questions (OGC 18-058r1); stored is longitude, latitude on CGCS2000. */
export interface CrsChoice {
  readonly uri: string;
  /** Null: as stored. */
  readonly fromStored: ((position: Position) => Position) | null;
  readonly toStored: (position: Position) => Position;
  /** The first axis is the latitude. */
  readonly latitudeFirst: boolean;
  readonly metres?: true;
}

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
/** What the rows are kept in; its axes are latitude, longitude when it is asked for by name. */
export const STORAGE_CRS = `${EPSG}4490`;
/** Mercator has no poles: beyond these the projection of the web maps ends. */
const MERCATOR_LATITUDE = 85.051_128_779_806_6;

const swap = ([a, b]: Position): Position => [b!, a!];
const same = (position: Position): Position => position;
const toMercator = transformer('EPSG:4490', 'EPSG:3857');
const fromMercator = transformer('EPSG:3857', 'EPSG:4490');

const CHOICES: readonly CrsChoice[] = [
  { uri: CRS84, fromStored: null, toStored: same, latitudeFirst: false },
  { uri: `${EPSG}4490`, fromStored: swap, toStored: swap, latitudeFirst: true },
  { uri: `${EPSG}4326`, fromStored: swap, toStored: swap, latitudeFirst: true },
  {
    uri: `${EPSG}3857`,
    fromStored: ([lon, lat]) =>
      toMercator([lon!, Math.max(-MERCATOR_LATITUDE, Math.min(MERCATOR_LATITUDE, lat!))]),
    toStored: (position) => fromMercator(position),
    latitudeFirst: false,
    metres: true,
  },
];
export const CRS_URIS = CHOICES.map((one) => one.uri);

/** Also `EPSG:4326` and safe CURIEs, which clients send. @throws TarimError OGC_PARAMETER_INVALID */
export function crsOf(name: string, text: string | undefined): CrsChoice {
  if (text === undefined) return CHOICES[0]!;
  const short = /^\[?(?:urn:ogc:def:crs:)?(EPSG|OGC):[0-9.]*:?(\w+)\]?$/i.exec(text);
  const wanted = short
    ? short[1]!.toUpperCase() === 'EPSG'
      ? `${EPSG}${short[2]}`
      : /^CRS84$/i.test(short[2]!)
        ? CRS84
        : ''
    : text.replace(/^https:/, 'http:');
  const choice = CHOICES.find((one) => one.uri === wanted);
  if (!choice)
    throw new TarimError(ogcErrors.parameterInvalid, { name, reason: `${text.slice(0, 80)} is not offered` });
  return choice;
}
