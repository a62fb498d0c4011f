import type { ImageCollection } from '../sql/stac-collections.ts';
import { STAC_VERSION } from './stac.ts';
import { EXTENSIONS, eoBands, mediaTypeOf, rasterBands, rolesOf, systemOf } from './stac-assets.ts';

type Fields = Record<string, unknown>;

const same = <T>(values: readonly T[]): T | undefined => {
  const texts = new Set(values.map((one) => JSON.stringify(one)));
  return texts.size === 1 ? values[0] : undefined;
};
const range = (least: number | null, most: number | null): object | null =>
  least === null || most === null ? null : { minimum: least, maximum: most };

/** Pictures of one kind as a STAC Collection 1.0.0; everything in it is counted from those that the reader sees. */
export function stacCollectionOf(one: ImageCollection, root: string, zh: boolean): object {
  const { id, licences, box, from, to, rasters, sources } = one;
  const self = `${root}/collections/${id}`;
  const json = 'application/json';
  const eo = rasters.map((raster) => eoBands(raster.bands));
  const summaries: Fields = {};
  const add = (name: string, value: unknown) => {
    if (value !== null && (!Array.isArray(value) || value.length > 0)) summaries[name] = value;
  };
  add('platform', one.platforms);
  add('gsd', range(one.leastGsd, one.mostGsd));
  add('eo:cloud_cover', range(one.leastCloud, one.mostCloud));
  for (const name of ['proj:code', 'proj:epsg'])
    add(
      name,
      one.epsgs.map((epsg) => systemOf(epsg)[name]),
    );
  add('tarim:simulated', one.simulated);
  const bands = new Map(eo.flatMap((of) => of ?? []).map((band) => [JSON.stringify(band), band]));
  add('eo:bands', [...bands.values()]);
  const layout = same(rasters.map((raster) => rasterBands(raster, { statistics: false })));
  const light = same(eo) ?? null;
  const data: Fields = {
    title: 'GeoTIFF',
    type: same(rasters.map(mediaTypeOf)) ?? mediaTypeOf(null),
    roles: same(rasters.map(rolesOf)) ?? ['data'],
    ...(light ? { 'eo:bands': light } : {}),
    ...(layout ? { 'raster:bands': layout } : {}),
  };
  const extensions = [
    ...(one.mostCloud !== null || bands.size > 0 ? [EXTENSIONS.eo] : []),
    ...(one.epsgs.length > 0 ? [EXTENSIONS.projection] : []),
    ...(layout ? [EXTENSIONS.raster] : []),
    EXTENSIONS.itemAssets,
  ];
  return {
    type: 'Collection',
    stac_version: STAC_VERSION,
    stac_extensions: extensions,
    id,
    title: id,
    description: zh
      ? `影像集 ${id}：${one.count} 幅，${day(from)} 至 ${day(to)}`
      : `Imagery ${id}: ${one.count} pictures, ${day(from)} to ${day(to)}`,
    // Of several licences each picture tells its own.
    license:
      licences.length > 1 ? 'various' : /^[\w.+-]+$/.test(licences[0] ?? '') ? licences[0] : 'proprietary',
    ...(sources.length > 0 ? { providers: sources.map((name) => ({ name, roles: ['producer'] })) } : {}),
    extent: {
      spatial: { bbox: [box] },
      temporal: { interval: [[from.toISOString(), to.toISOString()]] },
    },
    ...(Object.keys(summaries).length > 0 ? { summaries } : {}),
    item_assets: { data },
    links: [
      { rel: 'self', href: self, type: json },
      { rel: 'root', href: root, type: json },
      { rel: 'parent', href: root, type: json },
      { rel: 'items', href: `${self}/items`, type: 'application/geo+json' },
    ],
  };
}

const day = (time: Date): string => time.toISOString().slice(0, 10);
