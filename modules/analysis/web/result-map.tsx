import { formatNumber, useLanguage, useRegion, useText } from '@tarim/ui';
import { useBaseMap } from '@tarim/ui/map';
import {
  type ExpressionSpecification,
  type GeoJSONSource,
  LngLatBounds,
  type MapGeoJSONFeature,
  type Map as MapLibre,
} from 'maplibre-gl';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { ResultStyle } from '../contract.ts';

export interface Features {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly id?: number;
    readonly geometry: GeoJSON.Geometry;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

const SOURCE = 'result';
const PLAIN = '#2a788e';
const LAYERS = ['result-fill', 'result-line', 'result-point'];
/** Values or errors: which of them colours the cells. */
export type Shown = 'value' | 'error';

/** The result over the base map, in the colours of its style; a click tells a feature. */
export function ResultMap({
  features,
  style,
  shown = 'value',
  onPick,
  height = 520,
}: {
  features: Features | undefined;
  style: ResultStyle | null;
  shown?: Shown;
  onPick?: (properties: Record<string, unknown>, id: number | null) => void;
  height?: number;
}): ReactNode {
  const t = useText('analysis');
  const { language } = useLanguage();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const prepare = useCallback((map: MapLibre) => addLayers(map, (one) => tell(one, pick.current)), []);
  const { map, works } = useBaseMap(box, region, language, prepare, { follow: false });
  useEffect(() => {
    if (!map || !features) return;
    (map.getSource(SOURCE) as GeoJSONSource | undefined)?.setData(features as unknown as GeoJSON.GeoJSON);
    const bounds = boundsOf(features);
    if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 11, duration: 0 });
  }, [map, features]);
  useEffect(() => {
    if (!map) return;
    const colour = colourOf(style, shown);
    map.setPaintProperty('result-fill', 'fill-color', colour);
    map.setPaintProperty('result-line', 'line-color', colour);
    map.setPaintProperty('result-point', 'circle-color', colour);
  }, [map, style, shown]);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      {style ? <Legend style={style} /> : null}
    </div>
  );
}

function Legend({ style }: { style: ResultStyle }): ReactNode {
  const t = useText('analysis');
  const rows =
    style.kind === 'classes'
      ? style.classes.map((one, k) => ({
          colour: one.colour,
          text: rangeText(one.from, style.classes[k + 1]?.from ?? null),
        }))
      : style.values.map((one) => ({ colour: one.colour, text: t(`value.${one.value}`) }));
  return (
    <div className="analysis-legend">
      {style.kind === 'classes' && style.unit ? <strong>{style.unit}</strong> : null}
      {rows.map((row) => (
        <div key={row.text}>
          <i style={{ background: row.colour }} />
          {row.text}
        </div>
      ))}
    </div>
  );
}

function rangeText(from: number | null, to: number | null): string {
  if (from === null) return to === null ? '—' : `< ${formatNumber(to)}`;
  return to === null ? `≥ ${formatNumber(from)}` : `${formatNumber(from)} – ${formatNumber(to)}`;
}

function colourOf(style: ResultStyle | null, shown: Shown): ExpressionSpecification | string {
  if (!style) return PLAIN;
  if (style.kind === 'values') {
    const pairs = style.values.flatMap((one) => [one.value, one.colour]);
    return ['match', ['get', style.property], ...pairs, PLAIN] as unknown as ExpressionSpecification;
  }
  const [first, ...others] = style.classes;
  if (!first) return PLAIN;
  const steps = others.flatMap((one) => [one.from ?? 0, one.colour]);
  const step = others.length === 0 ? first.colour : ['step', ['get', shown], first.colour, ...steps];
  return ['case', ['==', ['get', shown], null], '#ffffff', step] as unknown as ExpressionSpecification;
}

function addLayers(map: MapLibre, onPick: (feature: MapGeoJSONFeature) => void): void {
  map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  // Under lines and names of the base map, above its ground.
  const first = map.getStyle().layers.find((one) => one.type === 'line')?.id;
  map.addLayer(
    {
      id: 'result-fill',
      type: 'fill',
      source: SOURCE,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': PLAIN, 'fill-opacity': 0.72 },
    },
    first,
  );
  map.addLayer({
    id: 'result-line',
    type: 'line',
    source: SOURCE,
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': PLAIN, 'line-width': 3.2 },
  });
  map.addLayer({
    id: 'result-point',
    type: 'circle',
    source: SOURCE,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-color': PLAIN,
      'circle-radius': ['case', ['has', 'origin'], 9, 5],
      'circle-stroke-color': ['case', ['has', 'origin'], '#c05a12', '#ffffff'],
      'circle-stroke-width': ['case', ['has', 'origin'], 3, 1.4],
    },
  });
  for (const layer of LAYERS) {
    map.on('click', layer, (event) => event.features?.[0] && onPick(event.features[0]));
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = '';
    });
  }
}

function tell(
  feature: MapGeoJSONFeature,
  onPick: ((properties: Record<string, unknown>, id: number | null) => void) | undefined,
): void {
  onPick?.(feature.properties, typeof feature.id === 'number' ? feature.id : null);
}

function boundsOf({ features }: Features): LngLatBounds | null {
  const bounds = new LngLatBounds();
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number' && typeof value[1] === 'number') bounds.extend([value[0], value[1]]);
    else for (const one of value) visit(one);
  };
  for (const { geometry } of features) if ('coordinates' in geometry) visit(geometry.coordinates);
  return bounds.isEmpty() ? null : bounds;
}
