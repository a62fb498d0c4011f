import { expect, test } from 'vitest';
import type { BaseMapInput } from '../../contract.ts';
import { checkBaseMap, originsOf, sourcesOf } from './base-map.ts';

const base: BaseMapInput = {
  names: { zh: '影像', en: '' },
  kind: 'xyz',
  settings: { url: 'https://tiles.example/{z}/{x}/{y}.png' },
  attribution: { zh: '测试', en: '' },
  minZoom: 0,
  maxZoom: 18,
  opacity: 1,
  position: 0,
  enabled: true,
  audience: 'signed-in',
  coordinates: 'CGCS2000',
  defaultFor: 'none',
};
const codeOf = (change: Partial<BaseMapInput>): string | null => {
  try {
    const input = { ...base, ...change };
    checkBaseMap(input, Boolean(input.key));
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const at = (url: string, more: object = {}) => codeOf({ settings: { url, ...more } });

test('addresses that browsers may not be sent to are refused', () => {
  const tile = '/{z}/{x}/{y}.png';
  expect(at(`https://tiles.example${tile}`)).toBeNull();
  expect(at(`http://10.0.0.7:8080${tile}`)).toBeNull();
  expect(at(`http://[::1]:8080${tile}`)).toBeNull();
  // Another letter case and blanks before it: browsers would read them all the same.
  for (const url of [
    `javascript:alert(1)//${tile}`,
    `JavaScript:x${tile}`,
    `file:///etc${tile}`,
    `data:text/html,${tile}`,
  ])
    expect(at(url)).toBe('ONEMAP_TILE_ADDRESS_SCHEME');
  expect(at(`https://someone:secret@tiles.example${tile}`)).toBe('ONEMAP_TILE_ADDRESS_CREDENTIALS');
  for (const url of [
    ` javascript:x${tile}`,
    `//tiles.example${tile}`,
    `tiles${tile}`,
    `https:\\\\tiles.example${tile}`,
  ])
    expect(at(url)).toBe('ONEMAP_TILE_ADDRESS_UNREADABLE');
  // Characters of a host that would end a directive of the page's policy.
  for (const host of ['a;script-src', "a'unsafe-eval'", 'a,b', '*', '*.example'])
    expect(at(`https://${host}${tile}`)).toBe('ONEMAP_TILE_ADDRESS_UNREADABLE');
  expect(at(`https://tiles.example${tile}#top`)).toBe('ONEMAP_TILE_ADDRESS_UNREADABLE');
  expect(at('https://tiles.example/{z}/{x}.png')).toBe('ONEMAP_TILE_ADDRESS_INCOMPLETE');
  expect(at('https://tiles.example/{z}/{x}/{y}/{q}.png')).toBe('ONEMAP_TILE_ADDRESS_PLACEHOLDER');
  // The number of a tile chooses no server.
  expect(at('https://t{x}.example/{z}/{x}/{y}.png')).toBe('ONEMAP_TILE_ADDRESS_PLACEHOLDER');
  expect(at('https://{s}.example/{z}/{x}/{y}.png')).toBe('ONEMAP_TILE_ADDRESS_SUBDOMAINS');
  expect(at('https://tiles.example/{z}/{x}/{y}.png', { subdomains: ['a'] })).toBe(
    'ONEMAP_TILE_ADDRESS_SUBDOMAINS',
  );
  expect(at('https://{s}.example/{z}/{x}/{y}.png', { subdomains: ['a', 'b'] })).toBeNull();
});

test('a key has its own field and stands in no address', () => {
  expect(at('https://tiles.example/{z}/{x}/{y}.png?tk=0123456789abcdef')).toBe('ONEMAP_TILE_ADDRESS_KEY');
  expect(at('https://tiles.example/{z}/{x}/{y}.png?Access_Token=abc')).toBe('ONEMAP_TILE_ADDRESS_KEY');
  expect(at('https://tiles.example/{z}/{x}/{y}.png?tk={key}')).toBe('ONEMAP_BASE_MAP_KEY_MISSING');
  const settings = { url: 'https://tiles.example/{z}/{x}/{y}.png?tk={key}' };
  expect(codeOf({ settings, key: 'abc' })).toBeNull();
  expect(sourcesOf('xyz', settings, 'a b')[0]!.tiles).toEqual([
    'https://tiles.example/{z}/{x}/{y}.png?tk=a%20b',
  ]);
  expect(codeOf({ kind: 'tianditu', settings: { tianditu: 'vec' } })).toBe('ONEMAP_BASE_MAP_KEY_MISSING');
});

test('Tianditu is asked for its matrix set of EPSG:3857, with its names above', () => {
  const settings = { tianditu: 'img', labels: true } as const;
  const [picture, names] = sourcesOf('tianditu', settings, 'k');
  expect(picture!.tiles).toHaveLength(8);
  expect(picture!.tiles[0]).toBe(
    'https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=k',
  );
  expect(names!.tiles[0]).toContain('/cia_w/wmts?');
  expect(originsOf({ kind: 'tianditu', settings }, true)).toContain('https://t7.tianditu.gov.cn');
  const own = { ...settings, url: 'https://map.example/' };
  expect(originsOf({ kind: 'tianditu', settings: own }, true)).toEqual(['https://map.example']);
});

test('a WMTS by KVP and by REST becomes numbered tiles; sets in degrees are refused', () => {
  const kvp = {
    encoding: 'kvp',
    url: 'https://wmts.example/service?map=a&service=x',
    layer: '影像 2025',
    matrixSet: 'GoogleMapsCompatible',
    matrixPrefix: 'EPSG:3857:',
    crs: 'urn:ogc:def:crs:EPSG::3857',
  } as const;
  expect(sourcesOf('wmts', kvp, null)[0]!.tiles).toEqual([
    `https://wmts.example/service?map=a&SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${encodeURIComponent('影像 2025')}&STYLE=default&TILEMATRIXSET=GoogleMapsCompatible&FORMAT=image%2Fpng&TILEMATRIX=EPSG%3A3857%3A{z}&TILEROW={y}&TILECOL={x}`,
  ]);
  const rest = {
    ...kvp,
    encoding: 'rest',
    url: 'https://wmts.example/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png',
    matrixPrefix: '',
  } as const;
  expect(sourcesOf('wmts', rest, null)[0]!.tiles).toEqual([
    'https://wmts.example/default/GoogleMapsCompatible/{z}/{y}/{x}.png',
  ]);
  const refused = (crs: string, matrixSet: string) =>
    codeOf({ kind: 'wmts', settings: { ...kvp, crs, matrixSet } });
  for (const crs of ['EPSG:4490', 'urn:ogc:def:crs:EPSG::4326', 'urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4548'])
    expect(refused(crs, 'set')).toBe('ONEMAP_MATRIX_SET_REFUSED');
  // Tianditu's set of degrees, whatever is said of it.
  expect(refused('EPSG:3857', 'c')).toBe('ONEMAP_MATRIX_SET_REFUSED');
  expect(refused('http://www.opengis.net/def/crs/EPSG/0/3857', 'w')).toBeNull();
});

test('a base map needs somebody to name, zooms in order, and to be on where it is the default', () => {
  expect(codeOf({ attribution: { zh: ' ', en: '' } })).toBe('ONEMAP_BASE_MAP_INCOMPLETE');
  expect(codeOf({ minZoom: 9, maxZoom: 8 })).toBe('ONEMAP_BASE_MAP_ZOOMS');
  expect(codeOf({ enabled: false, defaultFor: 'corps' })).toBe('ONEMAP_BASE_MAP_DEFAULT_OFF');
  expect(codeOf({ kind: 'wmts', settings: { url: 'https://a.example' } })).toBe('ONEMAP_BASE_MAP_INCOMPLETE');
});
