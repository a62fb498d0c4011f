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
  const derived = (told.derived ?? null) as Derived | null;
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
      ...(derived ? periodOf(derived) : {}),
      ...(has('recordedAt') ? { created: new Date(String(told.recordedAt)).toISOString() } : {}),
      ...given('platform', 'platform'),
      ...given('gsd', 'gsd'),
      ...given('eo:cloud_cover', 'cloudCover'),
      ...(has('epsg') || raster ? systemOf(told.epsg ?? raster?.epsg) : {}),
      ...given('tarim:source', 'source'),
      ...given('tarim:licence', 'licence'),
      ...given('tarim:simulated', 'simulated'),
      ...(derived
        ? {
            'tarim:composite': {
              method: derived.method,
              order: derived.order,
              version: derived.version,
              scenes: derived.inputs.length,
            },
          }
        : {}),
    },
    links: [
      { rel: 'self', href: self, type: 'application/geo+json' },
      { rel: 'root', href: root, type: 'application/json' },
      { rel: 'parent', href: collection, type: 'application/json' },
      { rel: 'collection', href: collection, type: 'application/json' },
      ...(derived?.items ?? []).map(({ id, collection: of, title }) => ({
        rel: 'derived_from',
        href: `${root}/collections/${of}/items/${id}`,
        type: 'application/geo+json',
        title,
      })),
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

/** How an item was made of others. */
interface Derived {
  readonly method: string;
  readonly order: string;
  readonly version: string;
  readonly from: string;
  readonly to: string;
  readonly inputs: readonly unknown[];
  /** Those that are still in the catalogue. */
  readonly items: ReadonlyArray<{ readonly id: number; readonly collection: string; readonly title: string }>;
}

/** `datetime` is the middle of it. */
const periodOf = ({ from, to }: Derived) => ({
  start_datetime: new Date(from).toISOString(),
  end_datetime: new Date(to).toISOString(),
});

/**
 * Beside the bands, on their grid: what hides the ground (clouds, shadows), as its agency classed it; of a composite, how many clear
 * observations each cell has, none being no data.
 */
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
