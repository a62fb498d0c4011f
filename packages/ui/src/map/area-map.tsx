import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useLanguage, useName, useText } from '../language.tsx';
import { useRegion } from '../light/use-region.ts';
import { useBaseMap } from './base.ts';

export interface AreaColour {
  readonly code: string;
  readonly colour: string;
}

/** Units of a layer of the region pack, each in a colour of its own; units that are not named stay blank. */
export function AreaMap({
  layer,
  areas,
  onSelect,
  height = 480,
}: {
  /** `prefecture` or `county`, as the pack names its layers. */
  layer: string;
  areas: readonly AreaColour[];
  onSelect?: (code: string) => void;
  height?: number | string;
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
    useCallback((made: MapLibre) => addFill(made, layer, (code) => select.current?.(code)), [layer]),
  );
  useEffect(() => {
    if (map?.getLayer(FILL)) map.setPaintProperty(FILL, 'fill-color', colourOf(areas));
  }, [map, areas]);
  return (
    <div className="map-box" style={{ height }}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {works ? null : <div className="map-none">{t('map.unavailable')}</div>}
      {region?.demoOutlines ? <div className="map-note">{nameOf(region.outlineNote)}</div> : null}
    </div>
  );
}

const FILL = 'areas';
const BLANK = '#ffffff';

function colourOf(areas: readonly AreaColour[]): ExpressionSpecification | string {
  if (areas.length === 0) return BLANK;
  const pairs = areas.flatMap(({ code, colour }) => [code, colour]);
  return ['match', ['get', 'code'], ...pairs, BLANK] as unknown as ExpressionSpecification;
}

function addFill(map: MapLibre, layer: string, onSelect: (code: string) => void): void {
  if (!map.getSource(layer)) return;
  // Under every line and name, above the ground.
  const first = map.getStyle().layers.find((one) => one.type === 'line')?.id;
  map.addLayer(
    {
      id: FILL,
      type: 'fill',
      source: layer,
      'source-layer': 'outline',
      paint: { 'fill-color': BLANK, 'fill-opacity': 0.8, 'fill-outline-color': '#9fb8b6' },
    },
    first,
  );
  map.on('mousemove', FILL, () => {
    map.getCanvas().style.cursor = 'pointer';
  });
  map.on('mouseleave', FILL, () => {
    map.getCanvas().style.cursor = '';
  });
  map.on('click', FILL, (event) => {
    const code = event.features?.[0]?.properties.code as string | undefined;
    if (code) onSelect(code);
  });
}
