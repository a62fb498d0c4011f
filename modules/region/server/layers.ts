import { createTileSource, type Feature, type FeatureCollection, type TileSource } from '@tarim/geo';
import type { OutlineLayer, OutlineProperties } from '../contract.ts';
import type { Atlas } from './atlas.ts';
import type { Outline } from './sql/outlines.ts';

export const TILE_MAX_ZOOM = 10;

/** Drawn forms of an atlas, made when first asked for and thrown away with it. */
interface Drawings {
  readonly geojson: Map<OutlineLayer, Buffer>;
  readonly tiles: Map<OutlineLayer, TileSource>;
}
const drawings = new WeakMap<Atlas, Drawings>();

function of(atlas: Atlas): Drawings {
  const known = drawings.get(atlas);
  if (known) return known;
  const fresh: Drawings = { geojson: new Map(), tiles: new Map() };
  drawings.set(atlas, fresh);
  return fresh;
}

/** The outlines of a layer as UTF-8 GeoJSON. */
export function outlinesJson(atlas: Atlas, layer: OutlineLayer): Buffer {
  const { geojson } = of(atlas);
  const known = geojson.get(layer);
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(collection(atlas, layer, (outline) => outline.geometry)));
  geojson.set(layer, bytes);
  return bytes;
}

/** Vector tiles of a layer: polygons in `outline`, label points in `label`. */
export function tilesOf(atlas: Atlas, layer: OutlineLayer): TileSource {
  const { tiles } = of(atlas);
  const known = tiles.get(layer);
  if (known) return known;
  const flat = (data: FeatureCollection): FeatureCollection => ({
    ...data,
    features: data.features.map((feature) => ({
      ...feature,
      properties: flatten(feature.properties as OutlineProperties),
    })),
  });
  const source = createTileSource(
    {
      outline: flat(collection(atlas, layer, (outline) => outline.geometry)),
      label: flat(collection(atlas, layer, ({ lon, lat }) => ({ type: 'Point', coordinates: [lon, lat] }))),
    },
    { maxZoom: TILE_MAX_ZOOM },
  );
  tiles.set(layer, source);
  return source;
}

function collection(
  atlas: Atlas,
  layer: OutlineLayer,
  shape: (outline: Outline) => Feature['geometry'],
): FeatureCollection {
  const features = atlas.outlines.flatMap((outline): Feature[] => {
    const unit = atlas.units.get(outline.unitCode);
    if (outline.layer !== layer || !unit) return [];
    const properties: OutlineProperties = {
      code: unit.code,
      name: unit.names.zh,
      names: unit.names,
      path: unit.path,
      level: unit.level,
      demo: outline.demo,
      source: outline.source,
    };
    return [{ type: 'Feature', id: unit.code, properties, geometry: shape(outline) }];
  });
  return { type: 'FeatureCollection', features };
}

/** Tiles hold plain values only: one property a language. */
function flatten({ names, ...rest }: OutlineProperties): Record<string, string | boolean> {
  return { ...rest, name_en: names.en, ...(names.ug ? { name_ug: names.ug } : {}) };
}
