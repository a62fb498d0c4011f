import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { putOwn } from './draw-layers.ts';
import { useTexts } from './texts.tsx';

export type Drawn = FeatureCollection;
export const EMPTY: Drawn = { type: 'FeatureCollection', features: [] };
const TOOLS = ['distance', 'area', 'point', 'line', 'polygon'] as const;
type Tool = (typeof TOOLS)[number];
type Measure = typeof import('./measure.ts');

/** 量算与标绘: distances and areas on the ellipsoid; points, lines and areas that stay in the view and can be taken away. */
export function Tools({
  map,
  tool,
  onTool,
  drawn,
  onDrawn,
}: {
  map: MapLibre | null;
  tool: string | null;
  onTool: (tool: string | null) => void;
  drawn: Drawn;
  onDrawn: (drawn: Drawn) => void;
}): ReactNode {
  const { t } = useTexts();
  const [corners, setCorners] = useState<readonly Position[]>([]);
  const [measure, setMeasure] = useState<Measure | null>(null);
  useEffect(() => {
    // The ellipsoid comes with the first tool.
    if (tool && !measure) void import('./measure.ts').then(setMeasure);
  }, [tool, measure]);
  useEffect(() => {
    setCorners([]);
    if (map) map.getCanvas().style.cursor = tool ? 'crosshair' : '';
    if (tool) map?.doubleClickZoom.disable();
    else map?.doubleClickZoom.enable();
  }, [tool, map]);
  useEffect(() => {
    if (!map || !tool) return;
    const keep = (geometry: Geometry) =>
      onDrawn({ ...drawn, features: [...drawn.features, { type: 'Feature', properties: {}, geometry }] });
    const click = map.on('click', ({ lngLat }) => {
      const at: Position = [round(lngLat.lng), round(lngLat.lat)];
      if (tool === 'point') keep({ type: 'Point', coordinates: at });
      else setCorners([...corners, at]);
    });
    const double = map.on('dblclick', () => {
      // Both clicks of a double click came as corners already, at the same place.
      const all = corners.filter((one, i) => i === 0 || String(one) !== String(corners[i - 1]));
      if (tool === 'line' && all.length > 1) keep({ type: 'LineString', coordinates: [...all] });
      if (tool === 'polygon' && all.length > 2) keep({ type: 'Polygon', coordinates: [[...all, all[0]!]] });
      if (tool === 'line' || tool === 'polygon') onTool(null);
    });
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Backspace') setCorners(corners.slice(0, -1));
    };
    addEventListener('keydown', key);
    return () => {
      click.unsubscribe();
      double.unsubscribe();
      removeEventListener('keydown', key);
    };
  }, [map, tool, corners, drawn, onDrawn, onTool]);
  useEffect(() => {
    if (map?.getSource('tool')) putOwn(map, 'tool', sketch(tool, corners));
  }, [map, tool, corners]);
  return (
    <>
      <label className="om-choice">
        <select
          aria-label={t('tool.title')}
          value={tool ?? ''}
          onChange={(event) => onTool(event.target.value || null)}
        >
          <option value="">{t('tool.title')}</option>
          {TOOLS.map((one) => (
            <option key={one} value={one}>
              {t(`tool.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {drawn.features.length > 0 ? (
        <>
          <button type="button" onClick={() => onDrawn({ ...drawn, features: drawn.features.slice(0, -1) })}>
            {t('tool.undo')}
          </button>
          <a className="om-button" download="tarim-drawing.geojson" href={addressOf(drawn)}>
            GeoJSON
          </a>
        </>
      ) : null}
      {tool ? (
        <output className="om-measure" aria-live="polite">
          {t('tool.hint')} {measure ? measured(measure, tool as Tool, corners) : null}
        </output>
      ) : null}
    </>
  );
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const addressOf = (data: Drawn): string =>
  `data:application/geo+json;charset=utf-8,${encodeURIComponent(JSON.stringify(data))}`;

function sketch(tool: string | null, corners: readonly Position[]): FeatureCollection {
  if (tool === null) return EMPTY;
  const feature = (geometry: Geometry): Feature => ({ type: 'Feature', properties: {}, geometry });
  const features = corners.map((coordinates) => feature({ type: 'Point', coordinates }));
  if (corners.length > 1) features.push(feature({ type: 'LineString', coordinates: [...corners] }));
  if (corners.length > 2 && (tool === 'area' || tool === 'polygon'))
    features.push(feature({ type: 'Polygon', coordinates: [[...corners, corners[0]!]] }));
  return { type: 'FeatureCollection', features };
}

function measured({ areaOf, lengthOf }: Measure, tool: Tool, corners: readonly Position[]): string {
  if (corners.length < 2 || tool === 'point') return '';
  if ((tool === 'area' || tool === 'polygon') && corners.length > 2) {
    const km2 = areaOf(corners) / 1e6;
    return `${km2.toLocaleString('zh-CN', { maximumFractionDigits: 3 })} km²`;
  }
  const km = lengthOf(corners) / 1000;
  return `${km.toLocaleString('zh-CN', { maximumFractionDigits: 3 })} km`;
}
