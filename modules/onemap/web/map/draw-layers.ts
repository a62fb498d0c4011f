import type { MapScene } from '@tarim/imagery/contract';
import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibre,
  VectorTileSource,
} from 'maplibre-gl';
import { type Layer, MOST_DATA_ROWS, sceneOfLayer } from '../../contract.ts';
import { drawScene, underLayers } from './scenes/draw-scene.ts';

/** How a layer is shown now. */
export interface Shown {
  readonly id: string;
  readonly opacity: number;
  readonly filter?: { readonly field: string; readonly values: readonly string[] };
  /** Of a scene; absent: its usual one. */
  readonly style?: string;
}
/** Times from … to, ISO 8601 in Beijing time, as the rows have them. */
export type Span = readonly [string, string] | null;

const own = (id: string) => `om-${id}`;

export function colourOf({ look }: Layer): ExpressionSpecification | string {
  if (look.by) {
    const pairs = Object.entries(look.by.values).flat();
    if (pairs.length > 0)
      return [
        'match',
        ['to-string', ['get', look.by.field]],
        ...pairs,
        look.colour,
      ] as unknown as ExpressionSpecification;
  }
  if (look.steps) {
    const [first, ...rest] = look.steps.classes;
    if (first)
      return [
        'step',
        ['to-number', ['get', look.steps.field], 0],
        first.colour,
        ...rest.flatMap((one) => [one.from, one.colour]),
      ] as unknown as ExpressionSpecification;
  }
  return look.colour;
}

function filterOf(layer: Layer, shown: Shown, span: Span): FilterSpecification | null {
  const all: unknown[] = [];
  if (shown.filter && shown.filter.values.length > 0)
    all.push(['in', ['to-string', ['get', shown.filter.field]], ['literal', shown.filter.values]]);
  if (span && layer.timeField) {
    const time = ['to-string', ['get', layer.timeField]];
    const days = layer.fields.find((one) => one.name === layer.timeField)?.type === 'date';
    const [from, to] = days ? span.map((one) => one.slice(0, 10)) : span;
    all.push(['>=', time, from], ['<=', time, to]);
  }
  return all.length === 0 ? null : (['all', ...all] as unknown as FilterSpecification);
}

/**
 * Address of the tiles of a large layer. The server chooses by time and value before it thins features that fall together: here nothing
 * could be brought back that another has stood for.
 */
function tilesOf(layer: Layer, shown: Shown, span: Span): string {
  const query = new URLSearchParams({ r: layer.revision });
  if (span && layer.timeField) query.set('datetime', span.join('/'));
  if (shown.filter && shown.filter.values.length > 0) {
    query.set('field', shown.filter.field);
    query.set('values', shown.filter.values.map(encodeURIComponent).join(','));
  }
  return `${location.origin}/ogc/tiles/${layer.id}/{z}/{x}/{y}.mvt?${query}`;
}

/** Makes the map show exactly these layers in this order (the first on top). Calls with the same state change nothing. */
export function drawLayers(
  map: MapLibre,
  layers: readonly Layer[],
  shown: readonly Shown[],
  span: Span,
  scenes: readonly MapScene[],
): void {
  const wanted = new Set(shown.map((one) => own(one.id)));
  for (const { id } of map.getStyle().layers)
    if (id.startsWith('om-') && !wanted.has(id.replace(/~\w+$/, ''))) map.removeLayer(id);
  for (const id of Object.keys(map.getStyle().sources))
    if (id.startsWith('om-') && !wanted.has(id)) map.removeSource(id);
  /** Scenes with nothing but scenes below them lie under the lines of the base map. */
  let lowest = true;
  for (const one of [...shown].reverse()) {
    const sceneId = sceneOfLayer(one.id);
    if (sceneId !== null) {
      const scene = scenes.find(({ id }) => id === sceneId);
      const above = map.getLayer('own-fill') ? 'own-fill' : undefined;
      if (scene) drawScene(map, own(one.id), scene, one, (lowest ? underLayers(map) : undefined) ?? above);
      continue;
    }
    lowest = false;
    const layer = layers.find((other) => other.id === one.id);
    if (!layer) continue;
    const source = own(layer.id);
    const tiled = layer.rows > MOST_DATA_ROWS;
    if (!map.getSource(source)) {
      if (tiled)
        map.addSource(source, {
          type: 'vector',
          tiles: [tilesOf(layer, one, span)],
          maxzoom: 14,
        });
      else map.addSource(source, { type: 'geojson', data: `${location.origin}/api/onemap/data/${layer.id}` });
    }
    if (tiled) {
      const drawn = map.getSource(source) as VectorTileSource;
      const address = tilesOf(layer, one, span);
      // A source has `tiles` only once it is loaded; what it was made with it tells at once.
      if (drawn.serialize().tiles?.[0] !== address) drawn.setTiles([address]);
    }
    for (const spec of specs(layer, one.opacity, tiled)) {
      if (!map.getLayer(spec.id)) map.addLayer(spec);
      else {
        for (const [name, value] of Object.entries(spec.paint ?? {}))
          if (name.endsWith('opacity')) map.setPaintProperty(spec.id, name as 'fill-opacity', value);
      }
      map.moveLayer(spec.id, map.getLayer('own-fill') ? 'own-fill' : undefined);
      if (!tiled) map.setFilter(spec.id, filterOf(layer, one, span));
    }
  }
}

/** The zoom from which areas of a large layer have strokes. */
const STROKES_FROM = 9;

function specs(layer: Layer, opacity: number, tiled: boolean): LayerSpecification[] {
  const base = {
    source: own(layer.id),
    ...(tiled ? { 'source-layer': layer.id } : {}),
    minzoom: layer.look.minZoom ?? 0,
  };
  const colour = colourOf(layer);
  const id = (kind: string) => `${own(layer.id)}~${kind}`;
  if (layer.geometry === 'Point')
    return [
      {
        ...base,
        id: id('circle'),
        type: 'circle',
        paint: {
          'circle-color': colour,
          'circle-opacity': opacity,
          'circle-stroke-opacity': opacity,
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3.4, 9, 7, 14, 9],
          'circle-stroke-color': '#ffffff',
          'circle-stroke-width': 0.8,
        },
      },
    ];
  const line: LayerSpecification = {
    ...base,
    id: id('line'),
    type: 'line',
    paint: { 'line-color': colour, 'line-width': 1.4, 'line-opacity': opacity },
  };
  if (layer.geometry === 'LineString') return [line];
  const fill = (
    paint: number | ExpressionSpecification,
    smooth: boolean | ExpressionSpecification,
  ): LayerSpecification => ({
    ...base,
    id: id('fill'),
    type: 'fill',
    paint: { 'fill-color': colour, 'fill-opacity': paint, 'fill-antialias': smooth },
  });
  if (!tiled) return [fill(opacity * 0.35, true), line];
  // From afar the areas of a large layer are a pattern of a few pixels each: their fills say it. Strokes with their width and corners, and
  // the hair that smooths a fill, would be most of the work of a frame there.
  return [
    fill(
      ['step', ['zoom'], opacity * 0.5, STROKES_FROM, opacity * 0.35],
      ['step', ['zoom'], false, STROKES_FROM, true],
    ),
    { ...line, minzoom: Math.max(base.minzoom, STROKES_FROM) },
  ];
}

const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** Above all layers: what was dropped, drawn or measured here. */
export function addOwnLayers(map: MapLibre): void {
  for (const [source, colour] of [
    ['own', '#7b2cbf'],
    ['tool', '#e4572e'],
  ] as const) {
    map.addSource(source, { type: 'geojson', data: NOTHING });
    map.addLayer({
      id: `${source}-fill`,
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.18 },
    });
    map.addLayer({
      id: `${source}-line`,
      type: 'line',
      source,
      paint: { 'line-color': colour, 'line-width': 2.2 },
    });
    map.addLayer({
      id: `${source}-point`,
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': colour,
        'circle-radius': 5,
        'circle-stroke-color': '#fff',
        'circle-stroke-width': 1.2,
      },
    });
  }
}

export function putOwn(map: MapLibre, source: 'own' | 'tool', data: GeoJSON.FeatureCollection): void {
  (map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
}
