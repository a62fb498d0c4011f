import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, test } from 'vitest';
import type { FeatureCollection } from './geojson.ts';
import { createTileSource } from './tiles.ts';

const layer: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '650100', name: '乌鲁木齐市' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [87, 43],
            [88, 43],
            [88, 44],
            [87, 44],
            [87, 43],
          ],
        ],
      },
    },
  ],
};

/** XYZ tile of a position by the formula of the OSM wiki. */
function tileOf(lon: number, lat: number, z: number): [number, number] {
  const n = 2 ** z;
  const phi = (lat * Math.PI) / 180;
  return [
    Math.floor(((lon + 180) / 360) * n),
    Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * n),
  ];
}

describe('vector tiles', () => {
  const source = createTileSource({ units: layer }, { maxZoom: 10, cacheTiles: 2 });

  test('an independent reader finds the feature where it belongs', () => {
    const [x, y] = tileOf(87.5, 43.5, 8);
    const tile = new VectorTile(new PbfReader(source.tile(8, x, y)!));
    const feature = tile.layers.units!.feature(0);
    expect(tile.layers.units!.version).toBe(2);
    expect(feature.properties).toEqual({ code: '650100', name: '乌鲁木齐市' });
    const geometry = feature.toGeoJSON(x, y, 8).geometry as { coordinates: number[][][] };
    const lons = geometry.coordinates[0]!.map(([lon]) => lon!);
    expect(Math.min(...lons)).toBeGreaterThan(86.9);
    expect(Math.max(...lons)).toBeLessThan(88.1);
  });

  test('empty where nothing lies, null off the grid', () => {
    expect(source.tile(8, 0, 0)).toHaveLength(0);
    expect(source.tile(11, 0, 0)).toBeNull();
    expect(source.tile(2, 4, 0)).toBeNull();
    expect(source.tile(2, 0.5, 0)).toBeNull();
  });

  test('a tile kept in the cache is the same object; old ones are dropped', () => {
    const [x, y] = tileOf(87.5, 43.5, 6);
    const first = source.tile(6, x, y);
    expect(source.tile(6, x, y)).toBe(first);
    source.tile(6, 0, 0);
    source.tile(6, 1, 0);
    expect(source.tile(6, x, y)).not.toBe(first);
    expect(source.tile(6, x, y)).toEqual(first);
  });
});
