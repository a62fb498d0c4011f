import { type GeoJSONSource, LngLatBounds, type Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage, useName, useText } from '../language.tsx';
import { useRegion } from '../light/use-region.ts';
import { useBaseMap } from './base.ts';

/** GeoJSON area as a person has brought it, before anybody has checked it. */
export interface ShownArea {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown;
}

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const PROPOSED = 'proposed';
const PRESENT = 'present';

/** The outline that holds now and, above it, the one that would take its place; zooms to what is shown. */
export function OutlineMap({
  present,
  proposed,
  height = 420,
}: {
  present: ShownArea | null;
  proposed: ShownArea | null;
  height?: number | string;
}): ReactNode {
  const t = useText('ui');
  const nameOf = useName();
  const { language } = useLanguage();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const shown = proposed ?? present;
  const { map, works } = useBaseMap(box, region, language, addAreas, { follow: shown === null });
  useEffect(() => {
    if (!map) return;
    show(map, PRESENT, present);
    show(map, PROPOSED, proposed);
    const bounds = shown ? boundsOf(shown.coordinates) : null;
    if (bounds) map.fitBounds(bounds, { padding: 36, maxZoom: 10, duration: 500 });
    else if (region) map.fitBounds([...region.bbox] as [number, number, number, number], { padding: 14 });
  }, [map, present, proposed, shown, region]);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      {region?.demoOutlines ? <div className="map-note">{nameOf(region.outlineNote)}</div> : null}
    </div>
  );
}

function addAreas(map: MapLibre): void {
  for (const [id, colour] of [
    [PRESENT, '#0b6f82'],
    [PROPOSED, '#c05a12'],
  ] as const) {
    map.addSource(id, { type: 'geojson', data: EMPTY });
    map.addLayer({
      id: `${id}-fill`,
      type: 'fill',
      source: id,
      paint: { 'fill-color': colour, 'fill-opacity': 0.14 },
    });
    map.addLayer({
      id: `${id}-line`,
      type: 'line',
      source: id,
      paint: { 'line-color': colour, 'line-width': id === PROPOSED ? 2.4 : 1.6 },
    });
  }
}

function show(map: MapLibre, id: string, area: ShownArea | null): void {
  const source = map.getSource(id) as GeoJSONSource | undefined;
  source?.setData(
    area
      ? { type: 'Feature', properties: {}, geometry: area as GeoJSON.Polygon | GeoJSON.MultiPolygon }
      : EMPTY,
  );
}

/** Box around all positions in nested arrays; null when there is none that can be on a map. */
function boundsOf(coordinates: unknown): LngLatBounds | null {
  const bounds = new LngLatBounds();
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number') {
      for (const one of value) visit(one);
      return;
    }
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) bounds.extend([lon, lat]);
  };
  visit(coordinates);
  return bounds.isEmpty() ? null : bounds;
}
