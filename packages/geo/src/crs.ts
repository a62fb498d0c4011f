import { TarimError } from '@tarim/kernel';
import gcoordModule from 'gcoord';
import proj4 from 'proj4';
import { geoErrors } from './errors.ts';
import { type Geometry, mapPositions, type Position } from './geojson.ts';

/**
 * Coordinate reference systems (坐标参考系). Everything is stored as longitude/latitude on CGCS2000 (EPSG:4490);
 * WGS 84 (EPSG:4326) agrees with it within centimetres and is taken as equal, as the field does at map scales.
 */
export type Crs = 'EPSG:4490' | 'EPSG:4326' | 'EPSG:3857' | GaussKruger;

/** CGCS2000 Gauss–Krüger zone (高斯–克吕格投影, GB/T 17278-2009): false easting 500 km, scale 1 on the central meridian. */
export interface GaussKruger {
  readonly kind: 'gauss-kruger';
  readonly width: 3 | 6;
  /** 3°: number × 3 is the central meridian; 6°: number × 6 − 3. */
  readonly zone: number;
  /** True when the zone number stands before the easting (带号前缀): 29 500 000 instead of 500 000. */
  readonly prefixed?: boolean;
}

/** Offset systems of Chinese web maps (“火星坐标” GCJ-02, 百度 BD-09): not reference systems, never stored. */
export type OffsetSystem = 'GCJ-02' | 'BD-09';

// gcoord is CommonJS without named exports for Node, while its types describe the ES module.
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default'];

const LONLAT = '+proj=longlat +ellps=GRS80 +no_defs';
const NAMED: Readonly<Record<string, string>> = {
  'EPSG:4490': LONLAT,
  'EPSG:4326': LONLAT,
  'EPSG:3857':
    '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
};

/** Longitude of the central meridian of a Gauss–Krüger zone, in degrees. */
export function centralMeridian({ width, zone }: Pick<GaussKruger, 'width' | 'zone'>): number {
  return width === 3 ? zone * 3 : zone * 6 - 3;
}

/** The Gauss–Krüger zone that a longitude falls into. */
export function gaussKrugerZone(lon: number, width: 3 | 6, prefixed = false): GaussKruger {
  const zone = width === 3 ? Math.floor((lon + 1.5) / 3) : Math.floor(lon / 6) + 1;
  return { kind: 'gauss-kruger', width, zone, prefixed };
}

function definition(crs: Crs): string {
  if (typeof crs === 'string') {
    const text = NAMED[crs];
    if (!text) throw new TarimError(geoErrors.crsUnknown, { crs });
    return text;
  }
  const lon = centralMeridian(crs);
  if (!Number.isInteger(crs.zone) || lon < 70 || lon > 140) {
    throw new TarimError(geoErrors.crsUnknown, { crs: `Gauss–Krüger ${crs.width}° zone ${crs.zone}` });
  }
  const easting = 500_000 + (crs.prefixed ? crs.zone * 1_000_000 : 0);
  return `+proj=tmerc +lat_0=0 +lon_0=${lon} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
}

/**
 * A function from positions of one system to another (longitude/latitude in degrees, projected in metres).
 * @throws TarimError GEO_CRS_UNKNOWN
 */
export function transformer(from: Crs, to: Crs): (position: Position) => Position {
  const [a, b] = [definition(from), definition(to)];
  if (a === b) return (position) => [position[0]!, position[1]!];
  const converter = proj4(a, b);
  return ([x, y]) => converter.forward([x!, y!]);
}

/** A geometry in another system. */
export function transform<G extends Geometry>(geometry: G, from: Crs, to: Crs): G {
  return mapPositions(geometry, transformer(from, to));
}

export interface Deoffset<G> {
  readonly geometry: G;
  /** Stays with the data: coordinates that came from an offset map are good to some metres at best. */
  readonly origin: {
    readonly system: OffsetSystem;
    readonly method: string;
    readonly accuracyMetres: number;
  };
}

/**
 * Takes GCJ-02 or BD-09 coordinates back to WGS 84. The offset has no published inverse; the result is an approximation
 * and is marked so. Outside the offset's area gcoord leaves positions as they are.
 */
export function fromOffset<G extends Geometry>(geometry: G, system: OffsetSystem): Deoffset<G> {
  const source = system === 'GCJ-02' ? gcoord.GCJ02 : gcoord.BD09;
  const convert = ([lon, lat]: Position): Position =>
    gcoord.transform([lon!, lat!], source, gcoord.WGS84) as Position;
  return {
    geometry: mapPositions(geometry, convert),
    origin: { system, method: 'gcoord 1.0.7', accuracyMetres: system === 'GCJ-02' ? 1 : 5 },
  };
}
