import { TarimError } from '@tarim/kernel';
import type { BaseMap, BaseMapInput, BaseMapSettings } from '../../contract.ts';
import { onemapErrors as E } from '../errors.ts';
import { refusedCrs } from './matrix-sets.ts';
import { tileOrigins } from './tile-address.ts';

type Kind = BaseMapInput['kind'];
export type Source = BaseMap['sources'][number];

/** Servers of Tianditu; a browser asks several at once. */
const TIANDITU_SERVERS = Array.from({ length: 8 }, (_, index) => `t${index}`);
const TIANDITU = 'https://{s}.tianditu.gov.cn';
/** The names that belong on each of its maps. */
const TIANDITU_NAMES = { vec: 'cva', img: 'cia', ter: 'cta' } as const;
/** Deepest zooms of its published matrix sets. */
export const TIANDITU_ZOOM = { min: 1, max: 18 } as const;

/** A template and what stands for `{s}` in it. */
interface Template {
  readonly address: string;
  readonly subdomains: readonly string[];
  readonly tileSize: number;
  readonly scheme: Source['scheme'];
}

const needed = <K extends keyof BaseMapSettings>(
  settings: BaseMapSettings,
  name: K,
): NonNullable<BaseMapSettings[K]> => {
  const value = settings[name];
  if (value === undefined || value === '') throw new TarimError(E.baseMapIncomplete, { field: name });
  return value as NonNullable<BaseMapSettings[K]>;
};

/**
 * What browsers ask for, lowest first, still without the key.
 * @throws TarimError ONEMAP_BASE_MAP_INCOMPLETE, ONEMAP_MATRIX_SET_REFUSED
 */
function templatesOf(kind: Kind, settings: BaseMapSettings): Template[] {
  const subdomains = settings.subdomains ?? [];
  const tileSize = settings.tileSize ?? 256;
  if (kind === 'tianditu') return tianditu(settings);
  if (kind === 'wmts') {
    const scheme = 'xyz';
    return [{ address: wmtsAddress(settings), subdomains, tileSize, scheme }];
  }
  return [{ address: needed(settings, 'url'), subdomains, tileSize, scheme: kind }];
}

function tianditu(settings: BaseMapSettings): Template[] {
  const layer = needed(settings, 'tianditu');
  const own = settings.url?.replace(/\/+$/, '');
  const subdomains = own ? (settings.subdomains ?? []) : TIANDITU_SERVERS;
  const layers = settings.labels ? [layer, TIANDITU_NAMES[layer]] : [layer];
  return layers.map((one) => ({
    // `w` is its matrix set of EPSG:3857; `c` is the geographic one.
    address: `${own ?? TIANDITU}/${one}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${one}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}`,
    subdomains,
    tileSize: 256,
    scheme: 'xyz',
  }));
}

/** OGC 07-057r7: GetTile by KVP (section 8.1) or by a template of resources (section 10.2). */
function wmtsAddress(settings: BaseMapSettings): string {
  const url = needed(settings, 'url');
  const matrixSet = needed(settings, 'matrixSet');
  const reason = refusedCrs(needed(settings, 'crs'), matrixSet);
  if (reason) throw new TarimError(E.matrixSetRefused, { set: matrixSet, crs: settings.crs ?? '' });
  const matrix = `${encodeURIComponent(settings.matrixPrefix ?? '')}{z}`;
  if (settings.encoding === 'rest') {
    const values: Readonly<Record<string, string>> = {
      tilematrixset: encodeURIComponent(matrixSet),
      tilematrix: matrix,
      tilerow: '{y}',
      tilecol: '{x}',
      style: encodeURIComponent(settings.style || 'default'),
      layer: encodeURIComponent(settings.layer ?? ''),
    };
    return url.replace(/\{(\w+)\}/g, (whole, name: string) => values[name.toLowerCase()] ?? whole);
  }
  const own: readonly (readonly [string, string])[] = [
    ['SERVICE', 'WMTS'],
    ['REQUEST', 'GetTile'],
    ['VERSION', '1.0.0'],
    ['LAYER', encodeURIComponent(needed(settings, 'layer'))],
    ['STYLE', encodeURIComponent(settings.style || 'default')],
    ['TILEMATRIXSET', encodeURIComponent(matrixSet)],
    ['FORMAT', encodeURIComponent(settings.format || 'image/png')],
    ['TILEMATRIX', matrix],
    ['TILEROW', '{y}'],
    ['TILECOL', '{x}'],
  ];
  const [path, query = ''] = url.split('?', 2) as [string, string?];
  const kept = query
    .split('&')
    .filter((one) => one !== '' && !own.some(([name]) => name === one.split('=')[0]!.toUpperCase()));
  return `${path}?${[...kept, ...own.map(([name, value]) => `${name}=${value}`)].join('&')}`;
}

/** Servers that browsers are sent to; every rule about a base map is asked here. @throws TarimError with the first that is broken */
export function originsOf(input: Pick<BaseMapInput, 'kind' | 'settings'>, hasKey: boolean): string[] {
  const origins = templatesOf(input.kind, input.settings).flatMap(({ address, subdomains }) =>
    tileOrigins(address, { needs: ['z', 'x', 'y'], subdomains, hasKey }),
  );
  return [...new Set(origins)];
}

/** @throws TarimError when the input cannot be a base map */
export function checkBaseMap(input: BaseMapInput, hasKey: boolean): void {
  if (input.minZoom > input.maxZoom) throw new TarimError(E.baseMapZooms);
  if (input.attribution.zh.trim() === '') throw new TarimError(E.baseMapIncomplete, { field: 'attribution' });
  if (input.names.zh.trim() === '') throw new TarimError(E.baseMapIncomplete, { field: 'names' });
  if (input.defaultFor !== 'none' && !input.enabled) throw new TarimError(E.baseMapDefaultOff);
  originsOf(input, hasKey);
}

/** What the map draws, with the key in its place. */
export function sourcesOf(kind: Kind, settings: BaseMapSettings, key: string | null): Source[] {
  return templatesOf(kind, settings).map(({ address, subdomains, tileSize, scheme }) => {
    const whole = address.replaceAll('{key}', encodeURIComponent(key ?? ''));
    const tiles = subdomains.length > 0 ? subdomains.map((one) => whole.replaceAll('{s}', one)) : [whole];
    return { tiles, tileSize, scheme };
  });
}
