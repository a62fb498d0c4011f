import type { GeosPool } from '@tarim/geo';
import type { Limits } from '../limits.ts';

export interface ReadOptions {
  /** Of the file, as a person names it: stands before what the file says. */
  readonly crs?: string;
  /** Of a file with several. Default: the first. */
  readonly layer?: string;
  /** Columns of a table that hold the place: longitude and latitude (or easting and northing), or well-known text. */
  readonly place?: { readonly x: string; readonly y: string } | { readonly wkt: string } | null;
  /** Repairs polygons that cross themselves. */
  readonly pool?: Pick<GeosPool, 'validity' | 'makeValid'>;
  readonly limits?: Limits;
}
