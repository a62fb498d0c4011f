import GeoJSONVT from 'geojson-vt';
import vtpbf from 'vt-pbf';
import type { FeatureCollection } from './geojson.ts';

export interface TileOptions {
  readonly maxZoom?: number;
  /** Width of the overlap around a tile, in tile units of which there are 4096. */
  readonly buffer?: number;
  /** Douglas–Peucker tolerance of geojson-vt in tile units; shared borders simplify alike because their vertices are equal. */
  readonly tolerance?: number;
  /** The most encoded tiles that are kept. */
  readonly cacheTiles?: number;
}

export interface TileSource {
  /**
   * One Mapbox Vector Tile (spec 2.1, EPSG:3857 XYZ grid), uncompressed; empty when nothing lies there,
   * null when there is no such tile (beyond `maxZoom` or off the grid).
   */
  tile(z: number, x: number, y: number): Uint8Array | null;
  readonly maxZoom: number;
}

const EXTENT = 4096;

/** Slices feature collections, one a layer, into vector tiles on demand and keeps the last ones. */
export function createTileSource(
  layers: Readonly<Record<string, FeatureCollection>>,
  options: TileOptions = {},
): TileSource {
  const { maxZoom = 14, buffer = 64, tolerance = 3, cacheTiles = 512 } = options;
  const sliced = Object.entries(layers).map(
    ([name, data]) =>
      [name, new GeoJSONVT(data, { maxZoom, buffer, tolerance, extent: EXTENT, indexMaxZoom: 4 })] as const,
  );
  const cache = new Map<string, Uint8Array>();

  return {
    maxZoom,
    tile(z, x, y) {
      if (!onGrid(z, x, y, maxZoom)) return null;
      const key = `${z}/${x}/${y}`;
      const kept = cache.get(key);
      if (kept) {
        cache.delete(key);
        cache.set(key, kept);
        return kept;
      }
      const found: Record<string, object> = {};
      for (const [name, index] of sliced) {
        const tile = index.getTile(z, x, y);
        if (tile && tile.features.length > 0) found[name] = tile;
      }
      const bytes = vtpbf.fromGeojsonVt(found, { version: 2, extent: EXTENT });
      cache.set(key, bytes);
      if (cache.size > cacheTiles) cache.delete(cache.keys().next().value!);
      return bytes;
    },
  };
}

function onGrid(z: number, x: number, y: number, maxZoom: number): boolean {
  const side = 2 ** z;
  return (
    [z, x, y].every(Number.isInteger) && z >= 0 && z <= maxZoom && x >= 0 && y >= 0 && x < side && y < side
  );
}
