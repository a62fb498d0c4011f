import { type GeoJSONSource, Map as MapLibre, NavigationControl, Popup, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactNode, useEffect, useRef } from 'react';

export interface MapPoint {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly colour: string;
  readonly title: string;
  /** Points that just reported beat. */
  readonly beat?: boolean;
}

setWorkerUrl(workerUrl);

const BOUNDS: [number, number, number, number] = [73.2, 34.2, 96.6, 49.4];
const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** Points on the region's outlines. No outside tiles, no glyph server: works without internet. */
export function PointMap({
  points,
  onSelect,
  height = 480,
  note,
}: {
  points: readonly MapPoint[];
  onSelect: (id: number) => void;
  height?: number | string;
  note: string;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | null>(null);
  const ready = useRef(false);
  const latest = useRef(points);
  latest.current = points;
  const select = useRef(onSelect);
  select.current = onSelect;

  useEffect(() => {
    let instance: MapLibre;
    try {
      instance = new MapLibre({
        container: box.current!,
        style: {
          version: 8,
          sources: {},
          layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef3f2' } }],
        },
        bounds: BOUNDS,
        attributionControl: false,
        maxBounds: [66, 30, 103, 53],
      });
    } catch {
      // Without WebGL the list beside the map still tells everything.
      return;
    }
    map.current = instance;
    instance.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    instance.on('load', () => {
      instance.addSource('prefecture', { type: 'geojson', data: '/api/region/outlines/prefecture' });
      instance.addSource('county', { type: 'geojson', data: '/api/region/outlines/county' });
      instance.addLayer({
        id: 'land',
        type: 'fill',
        source: 'prefecture',
        paint: { 'fill-color': '#ffffff' },
      });
      instance.addLayer({
        id: 'counties',
        type: 'line',
        source: 'county',
        minzoom: 5.5,
        paint: { 'line-color': '#d3dfdd', 'line-width': 0.6 },
      });
      instance.addLayer({
        id: 'prefectures',
        type: 'line',
        source: 'prefecture',
        paint: { 'line-color': '#9fb8b6', 'line-width': 1 },
      });
      instance.addSource('points', { type: 'geojson', data: EMPTY });
      instance.addLayer({
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
      instance.addLayer({
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
      ready.current = true;
      draw(instance, latest.current);
    });
    const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10 });
    instance.on('mousemove', 'points', (event) => {
      const feature = event.features?.[0];
      if (!feature) return;
      instance.getCanvas().style.cursor = 'pointer';
      popup.setLngLat(event.lngLat).setText(String(feature.properties.title)).addTo(instance);
    });
    instance.on('mouseleave', 'points', () => {
      instance.getCanvas().style.cursor = '';
      popup.remove();
    });
    instance.on('click', 'points', (event) => {
      const id = event.features?.[0]?.properties.id as number | undefined;
      if (id !== undefined) select.current(id);
    });
    return () => instance.remove();
  }, []);

  useEffect(() => {
    if (ready.current && map.current) draw(map.current, points);
  }, [points]);

  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      <div className="map-note">{note}</div>
    </div>
  );
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
