import { boxOf, type Geometry } from '@tarim/geo';
import type { DatasetRow } from '@tarim/platform';

export const STAC_VERSION = '1.0.0';
const EO = 'https://stac-extensions.github.io/eo/v1.1.0/schema.json';
const PROJECTION = 'https://stac-extensions.github.io/projection/v1.1.0/schema.json';
const FILE = 'https://stac-extensions.github.io/file/v2.1.0/schema.json';

/** A picture as a STAC Item 1.0.0. `root` is the address of the catalogue. */
export function stacItem(row: DatasetRow, geometry: Geometry, root: string): object {
  const { properties: told } = row;
  const collection = `${root}/collections/${told.collection}`;
  const self = `${collection}/items/${row.id}`;
  const cloud = told.cloudCover !== null && told.cloudCover !== undefined;
  const projected = told.epsg !== null && told.epsg !== undefined;
  return {
    type: 'Feature',
    stac_version: STAC_VERSION,
    stac_extensions: [...(cloud ? [EO] : []), ...(projected ? [PROJECTION] : []), FILE],
    id: String(row.id),
    collection: told.collection,
    geometry,
    bbox: boxAcross(geometry),
    properties: {
      title: told.title,
      datetime: new Date(String(told.takenAt)).toISOString(),
      created: new Date(String(told.recordedAt)).toISOString(),
      ...(told.platform ? { platform: told.platform } : {}),
      ...(told.gsd ? { gsd: told.gsd } : {}),
      ...(cloud ? { 'eo:cloud_cover': told.cloudCover } : {}),
      ...(projected ? { 'proj:epsg': told.epsg } : {}),
      'tarim:source': told.source,
      'tarim:licence': told.licence,
      'tarim:simulated': told.simulated,
    },
    links: [
      { rel: 'self', href: self, type: 'application/geo+json' },
      { rel: 'root', href: root, type: 'application/json' },
      { rel: 'parent', href: collection, type: 'application/json' },
      { rel: 'collection', href: collection, type: 'application/json' },
    ],
    assets: {
      data: {
        href: `${self}/asset`,
        type: 'image/tiff; application=geotiff',
        roles: ['data'],
        title: told.title,
        'file:size': told.size,
        // Multihash (sha2-256, 32 bytes), as the extension wants it.
        'file:checksum': `1220${told.sha256}`,
      },
    },
  };
}

/** A footprint over the antimeridian has two parts: its box begins in the east (RFC 7946, 5.2). */
function boxAcross(geometry: Geometry): number[] {
  if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 2) {
    const parts = geometry.coordinates.map((coordinates) => boxOf({ type: 'Polygon', coordinates }));
    const [east, west] = parts[0]![0] < parts[1]![0] ? parts : parts.toReversed();
    if (west![2] === 180 && east![0] === -180)
      return [west![0], Math.min(west![1], east![1]), east![2], Math.max(west![3], east![3])];
  }
  return [...boxOf(geometry)];
}
