import { Button } from 'antd';
import { type GeoJSONSource, LngLatBounds, type Map as MapLibre, Popup } from 'maplibre-gl';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage, useName, useText } from '../language.tsx';
import { useRegion } from '../light/use-region.ts';
import { useBaseMap } from './base.ts';
import type { ShownArea } from './outline-map.tsx';

export interface ColouredArea {
  readonly id: string;
  readonly geometry: ShownArea;
  readonly colour: string;
}
export interface LegendEntry {
  readonly colour: string;
  readonly text: string;
}
/** A place above the areas. */
export interface ColouredPoint {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly colour: string;
  /** Shown beside the pointer. */
  readonly title: string;
}

type Position = [lon: number, lat: number];
const AREAS = 'coloured';
const SITE = 'site';
const POINTS = 'coloured-points';
const NO_POINTS: readonly ColouredPoint[] = [];
/** Nearer than this an outline of the pack shows nothing more. */
const NEAREST = 11;
const SITE_COLOUR = '#111827';
const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/**
 * Areas each in a colour of its own with their legend, and above them one area that may be drawn: a click adds a corner, a
 * double click or the first corner closes it, Backspace takes the last corner back, Escape gives up.
 */
export function ColouredMap({
  areas,
  legend,
  points = NO_POINTS,
  site = null,
  onDraw,
  onSelect,
  onPoint,
  height = 480,
  nearest = NEAREST,
}: {
  areas: readonly ColouredArea[];
  legend: readonly LegendEntry[];
  points?: readonly ColouredPoint[];
  site?: ShownArea | null;
  /** Absent: nothing can be drawn. */
  onDraw?: (site: ShownArea | null) => void;
  onSelect?: (id: string) => void;
  onPoint?: (id: number) => void;
  height?: number | string;
  /** Zoom that the map does not go beyond by itself; a small site wants more. */
  nearest?: number;
}): ReactNode {
  const t = useText('ui');
  const nameOf = useName();
  const { language } = useLanguage();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const [corners, setCorners] = useState<readonly Position[] | null>(null);
  const select = useRef({ onSelect, onPoint });
  select.current = { onSelect, onPoint };
  const drawing = useRef(false);
  drawing.current = corners !== null;
  const prepare = useCallback((map: MapLibre) => {
    addAreas(map, (id) => drawing.current || select.current.onSelect?.(id));
    addPoints(map, (id) => drawing.current || select.current.onPoint?.(id));
  }, []);
  const { map, works } = useBaseMap(box, region, language, prepare, { follow: false });
  useEffect(() => {
    if (!map) return;
    show(
      map,
      AREAS,
      areas.map(({ id, colour, geometry }) => feature(geometry, { id, colour })),
    );
  }, [map, areas]);
  useEffect(() => {
    if (!map) return;
    show(map, POINTS, points.map(pointFeature));
  }, [map, points]);
  const fitted = useRef<unknown>(null);
  useEffect(() => {
    if (!map || corners !== null) return;
    show(map, SITE, site ? [feature(site, {})] : []);
    const wanted = site ?? areas;
    if (fitted.current === wanted) return;
    fitted.current = wanted;
    const bounds = boundsOf(site ? [site.coordinates] : areas.map((one) => one.geometry.coordinates));
    if (bounds) map.fitBounds(bounds, { padding: 50, maxZoom: nearest, duration: 0 });
  }, [map, site, areas, corners, nearest]);
  useDrawing(map, corners, setCorners, onDraw);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      {onDraw && works ? (
        <div className="map-tools">
          {corners === null ? (
            <>
              <Button size="small" onClick={() => setCorners([])}>
                {t('map.draw')}
              </Button>
              {site ? (
                <Button size="small" onClick={() => onDraw(null)}>
                  {t('map.clear')}
                </Button>
              ) : null}
            </>
          ) : (
            <>
              <span>{t('map.drawHint')}</span>
              <Button
                size="small"
                disabled={corners.length === 0}
                onClick={() => setCorners(corners.slice(0, -1))}
              >
                {t('map.undo')}
              </Button>
              <Button
                size="small"
                type="primary"
                disabled={corners.length < 3}
                onClick={() => {
                  onDraw(closed(corners));
                  setCorners(null);
                }}
              >
                {t('map.finish')}
              </Button>
              <Button size="small" onClick={() => setCorners(null)}>
                {t('map.giveUp')}
              </Button>
            </>
          )}
        </div>
      ) : null}
      {legend.length > 0 ? (
        <div className="map-legend">
          {legend.map((one) => (
            <div key={one.text}>
              <i style={{ background: one.colour }} />
              {one.text}
            </div>
          ))}
        </div>
      ) : null}
      {region?.demoOutlines ? <div className="map-note">{nameOf(region.outlineNote)}</div> : null}
    </div>
  );
}

const closed = (corners: readonly Position[]): ShownArea => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0]!]],
});

const feature = (geometry: ShownArea, properties: Record<string, string>): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry: geometry as GeoJSON.Polygon | GeoJSON.MultiPolygon,
});

const pointFeature = ({ lon, lat, ...properties }: ColouredPoint): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lon, lat] },
});

/** Pixels within which a click is meant for the first corner. */
const CATCH = 10;

function useDrawing(
  map: MapLibre | null,
  corners: readonly Position[] | null,
  setCorners: (corners: readonly Position[] | null) => void,
  onDraw: ((site: ShownArea | null) => void) | undefined,
): void {
  const drawn = useRef(onDraw);
  drawn.current = onDraw;
  useEffect(() => {
    if (!map || corners === null) return;
    showCorners(map, corners);
    map.getCanvas().style.cursor = 'crosshair';
    map.doubleClickZoom.disable();
    const finish = (all: readonly Position[]) => {
      if (all.length < 3) return;
      drawn.current?.(closed(all));
      setCorners(null);
    };
    const click = map.on('click', ({ lngLat, point }) => {
      const [first] = corners;
      if (first && corners.length > 2) {
        const at = map.project(first);
        if (Math.hypot(at.x - point.x, at.y - point.y) < CATCH) return finish(corners);
      }
      const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
      setCorners([...corners, [round(lngLat.lng), round(lngLat.lat)]]);
    });
    // Both clicks of a double click came as corners already, at the same place.
    const double = map.on('dblclick', () => finish(corners.length > 3 ? corners.slice(0, -1) : corners));
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setCorners(null);
      if (event.key === 'Backspace' && (event.target as HTMLElement | null)?.tagName !== 'INPUT')
        setCorners(corners.slice(0, -1));
    };
    addEventListener('keydown', key);
    return () => {
      click.unsubscribe();
      double.unsubscribe();
      removeEventListener('keydown', key);
      map.getCanvas().style.cursor = '';
      map.doubleClickZoom.enable();
    };
  }, [map, corners, setCorners]);
}

function showCorners(map: MapLibre, corners: readonly Position[]): void {
  const points = corners.map(
    (coordinates): GeoJSON.Feature => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates },
    }),
  );
  const line: GeoJSON.Feature[] =
    corners.length < 2
      ? []
      : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [...corners] } }];
  const area = corners.length < 3 ? [] : [feature(closed(corners), {})];
  show(map, SITE, [...area, ...line, ...points]);
}

function addAreas(map: MapLibre, onSelect: (id: string) => void): void {
  map.addSource(AREAS, { type: 'geojson', data: EMPTY });
  map.addSource(SITE, { type: 'geojson', data: EMPTY });
  // Under lines and names of the base map, above its ground.
  const first = map.getStyle().layers.find((one) => one.type === 'line')?.id;
  map.addLayer(
    {
      id: 'coloured-fill',
      type: 'fill',
      source: AREAS,
      paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.6 },
    },
    first,
  );
  map.addLayer({
    id: 'coloured-line',
    type: 'line',
    source: AREAS,
    paint: { 'line-color': '#ffffff', 'line-width': 1 },
  });
  map.addLayer({
    id: 'site-fill',
    type: 'fill',
    source: SITE,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': SITE_COLOUR, 'fill-opacity': 0.18 },
  });
  map.addLayer({
    id: 'site-line',
    type: 'line',
    source: SITE,
    paint: { 'line-color': SITE_COLOUR, 'line-width': 2.2 },
  });
  map.addLayer({
    id: 'site-corner',
    type: 'circle',
    source: SITE,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4.5,
      'circle-color': '#ffffff',
      'circle-stroke-color': SITE_COLOUR,
      'circle-stroke-width': 2,
    },
  });
  map.on('click', 'coloured-fill', (event) => {
    if (map.queryRenderedFeatures(event.point, { layers: [POINTS] }).length > 0) return;
    const id = event.features?.[0]?.properties.id as string | undefined;
    if (id) onSelect(id);
  });
}

function addPoints(map: MapLibre, onPoint: (id: number) => void): void {
  map.addSource(POINTS, { type: 'geojson', data: EMPTY });
  map.addLayer({
    id: POINTS,
    type: 'circle',
    source: POINTS,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3.2, 9, 7],
      'circle-color': ['get', 'colour'],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1,
    },
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10 });
  map.on('mousemove', POINTS, (event) => {
    const feature = event.features?.[0];
    if (!feature) return;
    map.getCanvas().style.cursor = 'pointer';
    popup.setLngLat(event.lngLat).setText(String(feature.properties.title)).addTo(map);
  });
  map.on('mouseleave', POINTS, () => {
    map.getCanvas().style.cursor = '';
    popup.remove();
  });
  map.on('click', POINTS, (event) => {
    const id = event.features?.[0]?.properties.id as number | undefined;
    if (id !== undefined) onPoint(id);
  });
}

function show(map: MapLibre, source: string, features: GeoJSON.Feature[]): void {
  (map.getSource(source) as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features });
}

function boundsOf(coordinates: readonly unknown[]): LngLatBounds | null {
  const bounds = new LngLatBounds();
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number') bounds.extend([lon, lat]);
    else for (const one of value) visit(one);
  };
  for (const one of coordinates) visit(one);
  return bounds.isEmpty() ? null : bounds;
}
