import { epsgDefinition } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import proj4 from 'proj4';
import { rasterErrors } from './errors.ts';

const LONLAT = '+proj=longlat +ellps=GRS80 +no_defs';

/** Albers equal-area of China as land surveys use it (阿尔伯斯等积圆锥投影, standard parallels 25° and 47°, meridian 105°). */
export const CHINA_ALBERS =
  'proj:+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs';

/**
 * PROJ text of a system: `EPSG:…` of CGCS2000 and WGS 84 (`geo/epsg.ts`), `CHINA-ALBERS`, or `proj:` and the text itself.
 * @throws TarimError RASTER_CRS_UNKNOWN
 */
export function definitionOf(crs: string): string {
  if (crs.startsWith('proj:')) return crs.slice(5);
  const code = /^EPSG:(\d{4,6})$/.exec(crs);
  const known = code ? epsgDefinition(Number(code[1])) : null;
  if (known === null) throw new TarimError(rasterErrors.crsUnknown, { crs });
  return known;
}

/** A system as a person names it. @throws TarimError RASTER_CRS_UNKNOWN */
export function parseCrs(text: string): string {
  const trimmed = text.trim();
  if (/^china-albers$/i.test(trimmed)) return CHINA_ALBERS;
  const crs = /^\d{4,6}$/.test(trimmed) ? `EPSG:${trimmed}` : trimmed.replace(/^epsg:/i, 'EPSG:');
  definitionOf(crs);
  return crs;
}

export const isGeographic = (crs: string): boolean => definitionOf(crs).includes('+proj=longlat');

export type Convert = (x: number, y: number) => [number, number];

/** Positions of one system in another. @throws TarimError RASTER_CRS_UNKNOWN */
export function converter(from: string, to: string): Convert {
  const [a, b] = [definitionOf(from), definitionOf(to)];
  if (a === b) return (x, y) => [x, y];
  try {
    const { forward } = proj4(a, b);
    return (x, y) => forward([x, y]) as [number, number];
  } catch {
    throw new TarimError(rasterErrors.crsUnknown, { crs: from });
  }
}

/** To longitude and latitude in degrees on CGCS2000. */
export const toLonLat = (from: string): Convert => converter(from, `proj:${LONLAT}`);
