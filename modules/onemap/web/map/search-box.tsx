import { call } from '@tarim/platform/contract';
import type { Feature, Point } from 'geojson';
import { type Map as MapLibre, Marker } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Hit, type Layer, search } from '../../contract.ts';
import { type LonLat, readCoordinates } from './coordinates.ts';
import { atTruePlace, GIVEN_SYSTEMS, type GivenSystem } from './offset.ts';
import { useTexts } from './texts.tsx';

const WAIT_MS = 250;
const CLOSE_ZOOM = 10.5;

/** Finds features of all layers by name, and places by their coordinates. */
export function SearchBox({ layers, map }: { layers: readonly Layer[]; map: MapLibre | null }): ReactNode {
  const { t, n } = useTexts();
  const [words, setWords] = useState('');
  const [hits, setHits] = useState<readonly Hit[] | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const marker = useRef<Marker | null>(null);
  const place = readCoordinates(words);
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === '' || readCoordinates(wanted)) {
      setHits(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      call(search, { query: { q: wanted }, signal: stop.signal })
        .then((answer) => setHits(answer.hits))
        .catch(() => {});
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  const go = (lon: number, lat: number, note?: string) => {
    if (!map) return;
    marker.current?.remove();
    marker.current = new Marker({ color: '#e4572e' }).setLngLat([lon, lat]).addTo(map);
    setNote(note ?? null);
    if (note) marker.current.getElement().title = note;
    map.flyTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM), duration: 700 });
    setHits(null);
  };
  const goFrom = async ({ lon, lat }: LonLat, given: GivenSystem) => {
    const point: Feature = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [lon, lat] },
    };
    const [found] = await atTruePlace([point], given);
    const [x, y] = (found!.geometry as Point).coordinates as [number, number];
    if (given === 'CGCS2000') go(x, y);
    else go(x, y, `${t('coordinates.converted', { system: given })} → ${x.toFixed(6)}, ${y.toFixed(6)}`);
  };
  const titleOf = (id: string) => {
    const layer = layers.find((one) => one.id === id);
    return layer ? n(layer.titles) : id;
  };
  return (
    <div className="om-search">
      <input
        id="om-search"
        type="search"
        value={words}
        placeholder={t('search.hint')}
        aria-label={t('search.title')}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          if (place) go(place.lon, place.lat);
          else if (hits?.[0]) go(hits[0].lon, hits[0].lat);
        }}
      />
      {place ? (
        <ul>
          {GIVEN_SYSTEMS.map((given) => (
            <li key={given}>
              <button type="button" onClick={() => void goFrom(place, given)}>
                {place.lon}, {place.lat} <small>{given}</small>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {note ? (
        <p className="om-note" aria-live="polite">
          {note}
        </p>
      ) : null}
      {hits ? (
        <ul>
          {hits.length === 0 ? <li className="om-empty">{t('search.none')}</li> : null}
          {hits.map((hit) => (
            <li key={`${hit.layer} ${hit.id}`}>
              <button type="button" onClick={() => go(hit.lon, hit.lat)}>
                {hit.label} <small>{titleOf(hit.layer)}</small>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
