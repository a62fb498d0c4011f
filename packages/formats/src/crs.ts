import { epsgDefinition, type Position } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import proj4 from 'proj4';
import { formatErrors, told } from './errors.ts';

/** How positions of a file become longitude/latitude on CGCS2000. */
export interface Conversion {
  readonly name: string;
  /** Null when they already are. */
  readonly convert: ((position: Position) => Position) | null;
  readonly notes: readonly Problem[];
}

const LONLAT = '+proj=longlat +ellps=GRS80 +no_defs';

/** Datums that agree with CGCS2000 within a few decimetres, as map data need. */
const EQUAL_DATUM =
  /china[_ ]?(geodetic[_ ]coordinate[_ ]system[_ ])?2000|cgcs[_ ]?2000|wgs[_ ]?(19)?84|world geodetic system 1984|itrf/i;

function projected(definition: string): (position: Position) => Position {
  const converter = proj4(definition, LONLAT);
  return ([x, y]) => converter.forward([x!, y!]);
}

function ofEpsg(code: number): Conversion | null {
  const name = `EPSG:${code}`;
  const definition = epsgDefinition(code);
  if (definition === null) return null;
  if (definition.startsWith('+proj=longlat')) return { name, convert: null, notes: [] };
  return { name, convert: projected(definition), notes: [told(formatErrors.crsConverted, { from: name })] };
}

/**
 * The conversion for what a file or a person calls its reference system: `EPSG:4490`, `urn:ogc:def:crs:EPSG::4547`,
 * `CRS84`, or well-known text. Beijing 54 and Xi'an 80 are refused: their shift to CGCS2000 is not published.
 * @throws TarimError FORMATS_CRS_UNKNOWN, FORMATS_DATUM_UNSUPPORTED
 */
export function conversionFrom(text: string): Conversion {
  const trimmed = text.trim();
  if (/CRS:?84$/i.test(trimmed)) return { name: 'OGC:CRS84', convert: null, notes: [] };
  const epsg =
    /^(?:EPSG:|urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)?(\d{4,6})$/i.exec(
      trimmed,
    );
  if (epsg) {
    const known = ofEpsg(Number(epsg[1]));
    if (known) return known;
    throw new TarimError(formatErrors.crsUnknown, { crs: trimmed });
  }
  if (/^(GEOGCS|PROJCS|GEOGCRS|PROJCRS|GEODCRS)\s*\[/i.test(trimmed)) return ofWkt(trimmed);
  throw new TarimError(formatErrors.crsUnknown, { crs: trimmed.slice(0, 100) });
}

function ofWkt(wkt: string): Conversion {
  const name = /\["([^"]*)"/.exec(wkt)?.[1] ?? 'WKT';
  const datum = /(?:DATUM|ENSEMBLE)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1] ?? name;
  if (!EQUAL_DATUM.test(datum)) throw new TarimError(formatErrors.datumUnsupported, { datum });
  if (/^(GEOGCS|GEOGCRS|GEODCRS)/i.test(wkt)) {
    if (!/UNIT\s*\[\s*"degree"/i.test(wkt)) throw new TarimError(formatErrors.crsUnknown, { crs: name });
    return { name, convert: null, notes: [] };
  }
  try {
    // Only the datum is replaced by ours: a shift that some definition brings along would be applied to an equal datum.
    const convert = projected(wkt.replace(/TOWGS84\s*\[[^\]]*\]\s*,?/i, ''));
    const [lon, lat] = convert([500_000, 4_500_000]) as [number, number];
    if (Number.isNaN(lon) || Number.isNaN(lat)) throw new Error('not a number');
    return { name, convert, notes: [told(formatErrors.crsConverted, { from: name })] };
  } catch {
    throw new TarimError(formatErrors.crsUnknown, { crs: name });
  }
}

/** The system of a file: its own, else the one that a person named, else a refusal. */
export function conversionOf(own: string | null, named: string | undefined): Conversion {
  if (named) return conversionFrom(named);
  if (own) return conversionFrom(own);
  throw new TarimError(formatErrors.crsMissing);
}
