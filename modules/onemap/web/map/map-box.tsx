import { type RegionPack, type UiLanguage, useRegion } from '@tarim/ui/light';
import { styleOf } from '@tarim/ui/map-base';
import { Map as MapLibre, NavigationControl, ScaleControl } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { degrees } from './coordinates.ts';
import { useTexts } from './texts.tsx';

/** How far around the region one may wander, degrees. */
const MARGIN = 8;

/** The base map of the region pack; pictures can be taken of it, which printing needs. */
export function makeMap(container: HTMLElement, region: RegionPack, language: UiLanguage): MapLibre {
  const [west, south, east, north] = region.bbox;
  return new MapLibre({
    container,
    style: styleOf(region, language),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 14 },
    attributionControl: false,
    maxBounds: [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN],
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
}

export function MapBox({
  language,
  prepare,
  onLost,
}: {
  language: UiLanguage;
  prepare: (map: MapLibre) => void;
  onLost: () => void;
}): ReactNode {
  const { t, n } = useTexts();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const [works, setWorks] = useState(true);
  const [at, setAt] = useState('');
  const lost = useRef(onLost);
  lost.current = onLost;
  useEffect(() => {
    if (!region) return;
    let made: MapLibre;
    try {
      made = makeMap(box.current!, region, language);
    } catch {
      setWorks(false);
      return;
    }
    made.addControl(new NavigationControl({ visualizePitch: false }), 'top-right');
    made.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right');
    // Not `load`, which waits for every tile: layers are there before their ground.
    made.once('style.load', () => prepare(made));
    made.on('mousemove', ({ lngLat }) =>
      setAt(`${degrees(lngLat.lat, ['N', 'S'])} ${degrees(lngLat.lng, ['E', 'W'])}`),
    );
    return () => {
      lost.current();
      made.remove();
    };
  }, [region, language, prepare]);
  return (
    <div className="om-map">
      <div ref={box} className="om-canvas" />
      {works ? null : <p className="om-told">{t('noWebgl')}</p>}
      <div className="om-foot">
        {at ? <span>{at} CGCS2000</span> : null}
        {region?.demoOutlines ? <span>{n(region.outlineNote)}</span> : null}
      </div>
    </div>
  );
}
