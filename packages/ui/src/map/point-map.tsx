import { type GeoJSONSource, LngLatBounds, type Map as MapLibre, Popup } from 'maplibre-gl';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useLanguage, useName, useText } from '../language.tsx';
import { useRegion } from '../light/use-region.ts';
import { useBaseMap } from './base.ts';

export interface MapPoint {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly colour: string;
  readonly title: string;
  /** Points that just reported beat. */
  readonly beat?: boolean;
}

/** A line between points, drawn under them. */
export interface MapLine {
  readonly coordinates: readonly (readonly [lon: number, lat: number])[];
  readonly colour: string;
}

const NO_LINES: readonly MapLine[] = [];
/** Nearer than this an outline of the pack shows nothing more. */
const NEAREST = 12;

function boundsOf(points: readonly MapPoint[], lines: readonly MapLine[]): LngLatBounds {
  const bounds = new LngLatBounds();
  for (const { lon, lat } of points) bounds.extend([lon, lat]);
  for (const [lon, lat] of lines.flatMap((one) => one.coordinates)) bounds.extend([lon, lat]);
  return bounds;
}
const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** Points on the region's outlines, with the pack's word on what the outlines are. */
export function PointMap({
  points,
  lines = NO_LINES,
  onSelect,
  height = 480,
  note,
  fit = false,
}: {
  points: readonly MapPoint[];
  lines?: readonly MapLine[];
  onSelect: (id: number) => void;
  height?: number | string;
  /** What is to be known about the points. */
  note?: string;
  /** Begins where the points and lines are instead of with the whole region. */
  fit?: boolean;
}): ReactNode {
  const t = useText('ui');
  const nameOf = useName();
  const { language } = useLanguage();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const select = useRef(onSelect);
  select.current = onSelect;
  const { map, works } = useBaseMap(
    box,
    region,
    language,
    useCallback((made: MapLibre) => addPoints(made, (id) => select.current(id)), []),
    { follow: !fit },
  );
  const fitted = useRef<MapLibre | null>(null);
  useEffect(() => {
    if (!map || !fit || fitted.current === map) return;
    const bounds = boundsOf(points, lines);
    if (bounds.isEmpty()) return;
    fitted.current = map;
    map.fitBounds(bounds, { padding: 50, maxZoom: NEAREST, duration: 0 });
  }, [map, fit, points, lines]);
  useEffect(() => {
    if (map) draw(map, points);
  }, [map, points]);
  useEffect(() => {
    if (map) drawLines(map, lines);
  }, [map, lines]);
  const notes = [region?.demoOutlines ? nameOf(region.outlineNote) : null, note].filter(Boolean);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      {notes.length > 0 ? <div className="map-note">{notes.join(' · ')}</div> : null}
    </div>
  );
}

function addPoints(map: MapLibre, onSelect: (id: number) => void): void {
  map.addSource('lines', { type: 'geojson', data: EMPTY });
  map.addLayer({
    id: 'lines',
    type: 'line',
    source: 'lines',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': 3, 'line-opacity': 0.75 },
  });
  map.addSource('points', { type: 'geojson', data: EMPTY });
  map.addLayer({
    id: 'halo',
    type: 'circle',
    source: 'points',
    filter: ['==', ['get', 'beat'], true],
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 7, 9, 14],
      'circle-color': ['get', 'colour'],
      'circle-opacity': 0.25,
    },
  });
  map.addLayer({
    id: 'points',
    type: 'circle',
    source: 'points',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3.6, 9, 8],
      'circle-color': ['get', 'colour'],
      'circle-stroke-color': '#24424a',
      'circle-stroke-width': 0.7,
    },
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10 });
  map.on('mousemove', 'points', (event) => {
    const feature = event.features?.[0];
    if (!feature) return;
    map.getCanvas().style.cursor = 'pointer';
    popup.setLngLat(event.lngLat).setText(String(feature.properties.title)).addTo(map);
  });
  map.on('mouseleave', 'points', () => {
    map.getCanvas().style.cursor = '';
    popup.remove();
  });
  map.on('click', 'points', (event) => {
    const id = event.features?.[0]?.properties.id as number | undefined;
    if (id !== undefined) onSelect(id);
  });
}

function draw(map: MapLibre, points: readonly MapPoint[]): void {
  const source = map.getSource('points') as GeoJSONSource | undefined;
  source?.setData({
    type: 'FeatureCollection',
    features: points.map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { beat: false, ...properties },
    })),
  });
}

function drawLines(map: MapLibre, lines: readonly MapLine[]): void {
  const source = map.getSource('lines') as GeoJSONSource | undefined;
  source?.setData({
    type: 'FeatureCollection',
    features: lines.map(({ coordinates, colour }) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: coordinates.map(([lon, lat]) => [lon, lat]) },
      properties: { colour },
    })),
  });
}
