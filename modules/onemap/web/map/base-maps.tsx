import { call } from '@tarim/platform/contract';
import type { ErrorEvent, Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { type BaseMap, listBaseMaps } from '../../contract.ts';
import { useTexts } from './texts.tsx';

/** Of sources and layers of a base map. */
const OWN = /^base-/;
/** Layers above a base map: those of data, and one's own. */
const ABOVE = /^(om-|own-|tool-)/;
/** Tiles that fail before somebody is told; one may lie outside of what a service has. */
const FAILURES_TOLD = 3;

/** Draws a base map over the region pack's own, which stays below and shows where tiles fail; null takes it away. */
export function drawBase(map: MapLibre, base: BaseMap | null): void {
  const wanted = base ? base.sources.map((_, index) => `base-${base.id}-${index}`) : [];
  for (const { id } of map.getStyle().layers) if (OWN.test(id) && !wanted.includes(id)) map.removeLayer(id);
  for (const id of Object.keys(map.getStyle().sources))
    if (OWN.test(id) && !wanted.includes(id)) map.removeSource(id);
  if (!base) return;
  const above = map.getStyle().layers.find((one) => ABOVE.test(one.id))?.id;
  for (const [index, source] of base.sources.entries()) {
    const id = wanted[index]!;
    if (map.getSource(id)) continue;
    map.addSource(id, {
      type: 'raster',
      tiles: [...source.tiles],
      tileSize: source.tileSize,
      scheme: source.scheme,
      minzoom: base.minZoom,
      maxzoom: base.maxZoom,
    });
    map.addLayer({ id, type: 'raster', source: id, paint: { 'raster-opacity': base.opacity } }, above);
  }
}

/** The base maps that this reader may have; the one to begin with is marked. None while they are read, nor when that fails. */
export function useBaseMaps(): readonly BaseMap[] {
  const [all, setAll] = useState<readonly BaseMap[]>([]);
  useEffect(() => {
    call(listBaseMaps, {})
      .then((answer) => setAll(answer.baseMaps))
      .catch(() => {});
  }, []);
  return all;
}

/** Says once for each base map that its tiles do not come. */
export function useFailedTiles(
  map: MapLibre | null,
  base: BaseMap | null,
  onFailed: (base: BaseMap) => void,
): void {
  useEffect(() => {
    if (!map || !base) return;
    let failures = 0;
    const subscription = map.on('error', (event: ErrorEvent & { sourceId?: string }) => {
      if (!event.sourceId?.startsWith(`base-${base.id}-`)) return;
      failures += 1;
      if (failures === FAILURES_TOLD) onFailed(base);
    });
    return () => subscription.unsubscribe();
  }, [map, base, onFailed]);
}

export function BasePicker({
  all,
  base,
  onBase,
}: {
  all: readonly BaseMap[];
  base: BaseMap | null;
  onBase: (id: number | null) => void;
}): ReactNode {
  const { t, n } = useTexts();
  if (all.length === 0) return null;
  return (
    <label className="om-row om-base">
      <span>{t('base.title')}</span>
      <select
        value={base?.id ?? ''}
        onChange={(event) => onBase(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{t('base.region')}</option>
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {n(one.names)}
            {one.offset ? ` · ${t('base.offsetShort')}` : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whose map it is; and that it does not fit, where it does not. */
export function BaseFoot({ base }: { base: BaseMap | null }): ReactNode {
  const { t, n } = useTexts();
  if (!base) return null;
  return (
    <div className="om-credit">
      {base.offset ? <strong>{t('base.offset')}</strong> : null}
      <span>{n(base.attribution)}</span>
    </div>
  );
}
