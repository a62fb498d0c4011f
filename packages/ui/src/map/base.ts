import workerUrl from 'virtual:map-worker';
import { type LngLatBoundsLike, Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { UiLanguage } from '../languages.ts';
import type { RegionPack } from '../light/use-region.ts';

setWorkerUrl(workerUrl);

/** How far around the region one may wander, degrees. */
const MARGIN = 8;
const INK = '#4b6468';
/** From here on the finer of two layers is drawn; its names a little later. */
const FINE_ZOOM = 5.5;

/**
 * Base map from the region pack's own vector tiles: no outside tiles, no glyph server (names are drawn with the
 * reader's fonts), so it works without internet. Demonstration outlines are dashed, an authority's own are solid.
 */
export function styleOf(region: RegionPack, language: UiLanguage): StyleSpecification {
  const layers: LayerSpecification[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': '#eef3f2' } },
  ];
  const [first] = region.layers;
  if (first)
    layers.push({
      id: 'land',
      type: 'fill',
      source: first.id,
      'source-layer': 'outline',
      paint: { 'fill-color': '#ffffff' },
    });
  // Finer outlines below coarser ones; names on top of both.
  for (const [index, layer] of [...region.layers.entries()].reverse()) {
    const fine = index > 0;
    const line = (demo: boolean): LayerSpecification => ({
      id: `${layer.id}-${demo ? 'demo' : 'own'}`,
      type: 'line',
      source: layer.id,
      'source-layer': 'outline',
      minzoom: fine ? FINE_ZOOM : 0,
      filter: ['==', ['get', 'demo'], demo],
      paint: {
        'line-color': demo ? '#9fb8b6' : '#4f7f7c',
        'line-width': fine ? 0.7 : 1.1,
        ...(demo ? { 'line-dasharray': [4, 2] } : {}),
      },
    });
    layers.push(line(true), line(false));
  }
  for (const [index, layer] of region.layers.entries()) layers.push(names(layer.id, index > 0, language));
  return {
    version: 8,
    sources: Object.fromEntries(
      region.layers.map((layer) => [
        layer.id,
        {
          type: 'vector',
          tiles: [`${location.origin}${layer.tiles}?r=${region.revision}`],
          minzoom: layer.minZoom,
          maxzoom: layer.maxZoom,
        },
      ]),
    ),
    layers,
  };
}

function names(source: string, fine: boolean, language: UiLanguage): LayerSpecification {
  return {
    id: `${source}-names`,
    type: 'symbol',
    source,
    'source-layer': 'label',
    minzoom: fine ? FINE_ZOOM + 1.5 : 3.4,
    maxzoom: fine ? 24 : FINE_ZOOM + 2,
    layout: {
      // Arabic script needs a plug-in for its joins; Uyghur readers get the Chinese name instead of broken letters.
      'text-field': language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'],
      'text-font': ['Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'],
      'text-size': fine ? 11 : 12,
      'text-max-width': 7,
    },
    paint: { 'text-color': INK, 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
  };
}

/**
 * A map in a box, made when the region pack is there and again for another language. `prepare` adds a page's own
 * sources and layers. `works` is false where the browser has no WebGL; `follow` keeps the region in view when the box
 * changes its size, which a page that zooms to something else does not want.
 */
export function useBaseMap(
  box: RefObject<HTMLDivElement | null>,
  region: RegionPack | null,
  language: UiLanguage,
  prepare: (map: MapLibre) => void,
  options: { readonly follow: boolean } = { follow: true },
): { map: MapLibre | null; works: boolean } {
  const [map, setMap] = useState<MapLibre | null>(null);
  const [works, setWorks] = useState(true);
  const newest = useRef(prepare);
  newest.current = prepare;
  const followRegion = useRef(options.follow);
  followRegion.current = options.follow;
  useEffect(() => {
    if (!region) return;
    const [west, south, east, north] = region.bbox;
    const bounds: LngLatBoundsLike = [west, south, east, north];
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: box.current!,
        style: styleOf(region, language),
        bounds,
        fitBoundsOptions: { padding: 14 },
        attributionControl: false,
        maxBounds: [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN],
      });
    } catch {
      setWorks(false);
      return;
    }
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    // Not `load`, which waits for every tile: points are there before their ground.
    made.once('style.load', () => {
      newest.current(made);
      setMap(made);
    });
    // The box finds its size as the page around it fills; the region stays whole until somebody moves the map.
    let touched = false;
    made.on('movestart', (event) => {
      touched ||= 'originalEvent' in event && event.originalEvent !== undefined;
    });
    made.on('resize', () => {
      if (!touched && followRegion.current) made.fitBounds(bounds, { padding: 14, duration: 0 });
    });
    return () => {
      setMap(null);
      made.remove();
    };
  }, [box, region, language]);
  return { map, works };
}
