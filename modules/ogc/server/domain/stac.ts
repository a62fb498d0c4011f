import type { Geometry } from '@tarim/geo';
import type { DatasetRow } from '@tarim/platform';
import { boxAcross } from './footprint.ts';
import {
  classesOf,
  EXTENSIONS,
  eoBands,
  gridOf,
  mediaTypeOf,
  type RasterClass,
  type RasterFacts,
  rasterBands,
  rolesOf,
  systemOf,
} from './stac-assets.ts';

export const STAC_VERSION = '1.0.0';

/** A picture as a STAC Item 1.0.0, of what the reader sees of it. `root` is the address of the catalogue. */
export function stacItem(row: DatasetRow, geometry: Geometry, root: string): object {
  const { properties: told } = row;
  const collection = `${root}/collections/${told.collection}`;
  const self = `${collection}/items/${row.id}`;
  const raster = (told.raster ?? null) as RasterFacts | null;
  const has = (name: string) => told[name] !== null && told[name] !== undefined;
  const given = (name: string, from: string) => (has(from) ? { [name]: told[from] } : {});
  const eo = raster && eoBands(raster.bands);
  const extensions = [
    ...(has('cloudCover') || eo ? [EXTENSIONS.eo] : []),
    ...(has('epsg') || raster ? [EXTENSIONS.projection] : []),
    ...(raster ? [EXTENSIONS.raster] : []),
    ...(has('classes') ? [EXTENSIONS.classification] : []),
    ...(has('size') || has('sha256') ? [EXTENSIONS.file] : []),
  ];
  return {
    type: 'Feature',
    stac_version: STAC_VERSION,
    stac_extensions: extensions,
    id: String(row.id),
    collection: told.collection,
    geometry,
    bbox: [...boxAcross(geometry)],
    properties: {
      ...given('title', 'title'),
      datetime: new Date(String(told.takenAt)).toISOString(),
      ...(has('recordedAt') ? { created: new Date(String(told.recordedAt)).toISOString() } : {}),
      ...given('platform', 'platform'),
      ...given('gsd', 'gsd'),
      ...given('eo:cloud_cover', 'cloudCover'),
      ...(has('epsg') || raster ? systemOf(told.epsg ?? raster?.epsg) : {}),
      ...given('tarim:source', 'source'),
      ...given('tarim:licence', 'licence'),
      ...given('tarim:simulated', 'simulated'),
    },
    links: [
      { rel: 'self', href: self, type: 'application/geo+json' },
      { rel: 'root', href: root, type: 'application/json' },
      { rel: 'parent', href: collection, type: 'application/json' },
      { rel: 'collection', href: collection, type: 'application/json' },
    ],
    assets: has('sha256')
      ? {
          data: {
            href: `${self}/asset`,
            type: mediaTypeOf(raster),
            roles: rolesOf(raster),
            ...given('title', 'title'),
            ...given('file:size', 'size'),
            // Multihash (sha2-256, 32 bytes), as the extension wants it.
            'file:checksum': `1220${told.sha256}`,
            ...(raster ? gridOf(raster) : {}),
            ...(eo ? { 'eo:bands': eo } : {}),
            ...(raster ? { 'raster:bands': rasterBands(raster) } : {}),
            ...(has('classes')
              ? { 'classification:classes': classesOf(told.classes as readonly RasterClass[]) }
              : {}),
          },
          ...(has('quality') ? { quality: qualityAsset(told.quality as QualityFile, self, raster) } : {}),
        }
      : {},
  };
}

/** Beside the bands, on their grid: what hides the ground (clouds, shadows), as its agency classed it. */
export interface QualityFile {
  readonly sha256: string;
  readonly size: number;
  readonly kind: string;
}

const qualityAsset = ({ sha256, size, kind }: QualityFile, self: string, raster: RasterFacts | null) => ({
  href: `${self}/asset?part=quality`,
  type: mediaTypeOf(raster),
  roles: ['data-mask'],
  title: kind,
  'file:size': size,
  'file:checksum': `1220${sha256}`,
  ...(raster ? gridOf(raster) : {}),
});
