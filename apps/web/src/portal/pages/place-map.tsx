import { useRegion } from '@tarim/ui/light';
import { useBaseMap } from '@tarim/ui/map-base';
import { Marker } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useI18n } from '../i18n.ts';
import type { MarkedPlace } from './place-field.tsx';

const ZOOM = 12;

/** The map on which a place is marked: loaded when somebody wants it, because it is heavy. */
export default function PlaceMap({
  place,
  onChange,
}: {
  place: MarkedPlace | null;
  onChange: (place: MarkedPlace) => void;
}): ReactNode {
  const { t, language } = useI18n();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const { map, works } = useBaseMap(box, region, language, () => {}, { follow: false });
  useEffect(() => {
    if (!map) return;
    map.getCanvas().style.cursor = 'crosshair';
    const click = map.on('click', ({ lngLat }) => change.current({ lon: lngLat.lng, lat: lngLat.lat }));
    return () => click.unsubscribe();
  }, [map]);
  useEffect(() => {
    if (!map || !place) return;
    const marker = new Marker({ color: '#c05a12' }).setLngLat([place.lon, place.lat]).addTo(map);
    if (!map.getBounds().contains([place.lon, place.lat]))
      map.jumpTo({ center: [place.lon, place.lat], zoom: ZOOM });
    return () => void marker.remove();
  }, [map, place]);
  return works ? (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the map is one control, its name says for what
    <div ref={box} className="place-map" dir="ltr" aria-label={t('report.map')} />
  ) : (
    <p className="muted">{t('report.noMap')}</p>
  );
}
