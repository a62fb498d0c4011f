import { urlOf } from '@tarim/platform/contract';
import { useLanguage, useRegion, useRouteQuery, useText } from '@tarim/ui';
import { useBaseMap } from '@tarim/ui/map';
import { type GeoJSONSource, type Map as MapLibre, Popup } from 'maplibre-gl';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { getTileJson, type TileJson } from '../contract.ts';
import { useClassName } from './class-names.ts';

export interface MapPatch {
  readonly id: number;
  readonly geometry: GeoJSON.Geometry;
  readonly colour: string;
  readonly title: string;
}

const TILES = 'scene';
const PATCHES = 'patches';
const NONE: readonly MapPatch[] = [];
const MOST_SHOWN = 12;

/** A scene over the base map in one of its styles, patches above it; a click on a patch tells it. */
export function SceneMap({
  id,
  style,
  patches = NONE,
  chosen = null,
  onPatch,
  height = 'min(520px, 92vw)',
}: {
  id: number;
  style: string | undefined;
  patches?: readonly MapPatch[];
  chosen?: number | null;
  onPatch?: (id: number) => void;
  height?: number | string;
}): ReactNode {
  const t = useText('imagery');
  const { language } = useLanguage();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPatch);
  pick.current = onPatch;
  const [opacity, setOpacity] = useState(100);
  const prepare = useCallback((map: MapLibre) => addPatches(map, (one) => pick.current?.(one)), []);
  const { map, works } = useBaseMap(box, region, language, prepare, { follow: false });
  const tileJson = useRouteQuery(getTileJson, { params: { id }, query: style ? { style } : {} });
  const told = tileJson.data;
  useEffect(() => {
    if (map && told && !tileJson.isPlaceholderData) showTiles(map, told);
  }, [map, told, tileJson.isPlaceholderData]);
  const fitted = useRef(0);
  useEffect(() => {
    if (!map || !told || fitted.current === id) return;
    fitted.current = id;
    map.setMaxBounds(null);
    map.fitBounds(told.bounds as [number, number, number, number], { padding: 24, duration: 0 });
  }, [map, told, id]);
  useEffect(() => {
    if (map?.getLayer(TILES)) map.setPaintProperty(TILES, 'raster-opacity', opacity / 100);
  }, [map, opacity]);
  useEffect(() => {
    if (!map) return;
    (map.getSource(PATCHES) as GeoJSONSource | undefined)?.setData({
      type: 'FeatureCollection',
      features: patches.map((one) => ({
        type: 'Feature',
        id: one.id,
        geometry: one.geometry,
        properties: { id: one.id, colour: one.colour, title: one.title, chosen: one.id === chosen },
      })),
    });
  }, [map, patches, chosen]);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} data-tiles={told?.tiles[0] ?? ''} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      <div className="map-tools">
        <label style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
          {t('map.opacity')}
          <input
            type="range"
            min={0}
            max={100}
            value={opacity}
            onChange={(event) => setOpacity(Number(event.target.value))}
            style={{ width: 90 }}
          />
        </label>
      </div>
      {told?.legend ? <Legend legend={told.legend} /> : null}
    </div>
  );
}

function Legend({ legend }: { legend: NonNullable<TileJson['legend']> }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  if (legend.kind === 'ramp')
    return (
      <div className="map-legend">
        <div
          style={{
            width: 160,
            height: 10,
            borderRadius: 3,
            background: `linear-gradient(to right, ${legend.stops.join()})`,
          }}
        />
        <div style={{ justifyContent: 'space-between' }}>
          <span>{Number(legend.range[0].toPrecision(3))}</span>
          <span>{Number(legend.range[1].toPrecision(3))}</span>
        </div>
      </div>
    );
  // The largest, where there is no room for all.
  const shown = legend.classes
    ? [...legend.classes]
        .sort((a, b) => b.area - a.area)
        .slice(0, MOST_SHOWN)
        .sort((a, b) => a.value - b.value)
        .map((one) => ({ value: String(one.value), colour: one.colour, name: nameOf(one) }))
    : Object.entries(legend.colours)
        .slice(0, MOST_SHOWN)
        .map(([value, colour]) => ({ value, colour, name: t('map.class', { value }) }));
  return (
    <div className="map-legend" style={{ maxHeight: 'calc(100% - 60px)', overflowY: 'auto' }}>
      {shown.map(({ value, colour, name }) => (
        <div key={value}>
          <i style={{ background: colour }} />
          {name}
        </div>
      ))}
    </div>
  );
}

function showTiles(map: MapLibre, { tiles, tileSize, minzoom, maxzoom, bounds }: TileJson): void {
  if (map.getLayer(TILES)) map.removeLayer(TILES);
  if (map.getSource(TILES)) map.removeSource(TILES);
  map.addSource(TILES, {
    type: 'raster',
    // By the address that the page itself came from, whatever a proxy calls us.
    tiles: tiles.map(
      (one) =>
        `${location.origin}${new URL(one.replace(/[{}]/g, '~')).pathname.replace(/~(.)~/g, '{$1}')}${new URL(one).search}`,
    ),
    tileSize,
    minzoom,
    maxzoom,
    bounds: bounds as [number, number, number, number],
  });
  // Under lines and names of the base map and under the patches.
  const first = map.getStyle().layers.find((one) => one.type === 'line' || one.id.startsWith(PATCHES))?.id;
  map.addLayer({ id: TILES, type: 'raster', source: TILES, paint: { 'raster-fade-duration': 150 } }, first);
}

function addPatches(map: MapLibre, onPick: (id: number) => void): void {
  map.addSource(PATCHES, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({
    id: 'patches-fill',
    type: 'fill',
    source: PATCHES,
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': ['case', ['get', 'chosen'], 0.35, 0.12] },
  });
  map.addLayer({
    id: 'patches-line',
    type: 'line',
    source: PATCHES,
    paint: { 'line-color': ['get', 'colour'], 'line-width': ['case', ['get', 'chosen'], 4, 2] },
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 8 });
  map.on('click', 'patches-fill', (event) => {
    const id = event.features?.[0]?.properties.id;
    if (typeof id === 'number') onPick(id);
  });
  map.on('mousemove', 'patches-fill', (event) => {
    map.getCanvas().style.cursor = 'pointer';
    const title = event.features?.[0]?.properties.title;
    if (title) popup.setLngLat(event.lngLat).setText(String(title)).addTo(map);
  });
  map.on('mouseleave', 'patches-fill', () => {
    map.getCanvas().style.cursor = '';
    popup.remove();
  });
}

/** Addresses that other programs open, absolute. */
export const absolute = (path: string): string => `${location.origin}${path}`;
export const tileJsonUrl = (id: number, style: string | undefined): string =>
  absolute(urlOf(getTileJson, { id }, style ? { style } : {}));
