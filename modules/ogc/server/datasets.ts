import type { DatasetDefinition } from '@tarim/platform';

/** Of a composite: how it was made, and those of its scenes that are still in the catalogue, in their order. */
const DERIVED = `case when d.derived is null then null else d.derived || jsonb_build_object('items', (
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'collection', i.collection, 'title', i.title) order by x.nth), '[]')
  from jsonb_array_elements(d.derived->'inputs') with ordinality x(input, nth)
  join ogc.image i on i.scene_id = (x.input->>'id')::int and i.removed_at is null)) end`;

/** 影像 */
const images: DatasetDefinition = {
  id: 'images',
  titles: { zh: '影像', en: 'Imagery' },
  abstracts: {
    zh: '登记在册的遥感与航拍影像：范围、时间、分辨率、云量与来源。影像文件由 STAC 目录取得。',
    en: 'Registered imagery from satellites and aircraft: footprint, time, resolution, cloud cover and source. Files come from the STAC catalogue.',
  },
  keywords: { zh: ['影像', '遥感', '航拍', '卫星'], en: ['imagery', 'remote sensing', 'satellite'] },
  element: 'base',
  owner: { zh: '平台管理', en: 'Platform administration' },
  source: { zh: '登记时注明的来源', en: 'As told at registration' },
  sharing: 'on-request',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'collection', titles: { zh: '影像集', en: 'Collection' }, type: 'text', sql: 'd.collection' },
    { name: 'title', titles: { zh: '名称', en: 'Title' }, type: 'text', sql: 'd.title' },
    { name: 'takenAt', titles: { zh: '拍摄时间', en: 'Taken' }, type: 'instant', sql: 'd.taken_at' },
    { name: 'platform', titles: { zh: '平台', en: 'Platform' }, type: 'text', sql: 'd.platform' },
    {
      name: 'gsd',
      titles: { zh: '地面分辨率', en: 'Ground sample distance' },
      type: 'number',
      unit: 'm',
      sql: 'd.gsd',
    },
    {
      name: 'cloudCover',
      titles: { zh: '云量', en: 'Cloud cover' },
      type: 'number',
      unit: '%',
      sql: 'd.cloud_cover',
    },
    { name: 'epsg', titles: { zh: '坐标系 EPSG', en: 'EPSG code' }, type: 'integer', sql: 'd.epsg' },
    { name: 'source', titles: { zh: '来源', en: 'Source' }, type: 'text', sql: 'd.source' },
    { name: 'licence', titles: { zh: '许可', en: 'Licence' }, type: 'text', sql: 'd.licence' },
    { name: 'size', titles: { zh: '文件大小', en: 'File size' }, type: 'integer', unit: 'B', sql: 'd.size' },
    { name: 'sha256', titles: { zh: '文件校验', en: 'Checksum' }, type: 'text', sql: 'd.sha256' },
    {
      name: 'raster',
      titles: { zh: '栅格（尺寸、波段、投影）', en: 'Raster (size, bands, projection)' },
      type: 'json',
      sql: 'd.raster',
    },
    {
      name: 'quality',
      titles: { zh: '质量波段', en: 'Quality band' },
      type: 'json',
      sql: 'd.quality',
    },
    {
      name: 'derived',
      titles: { zh: '合成自（方法、时段、各景）', en: 'Composite of (method, period, scenes)' },
      type: 'json',
      sql: DERIVED,
    },
    {
      name: 'classes',
      titles: { zh: '类别（专题栅格）', en: 'Classes (thematic rasters)' },
      type: 'json',
      sql: 'd.classes',
    },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
    { name: 'recordedAt', titles: { zh: '登记时间', en: 'Recorded' }, type: 'instant', sql: 'd.recorded_at' },
  ],
  relation: {
    from: '(select * from ogc.image where removed_at is null) d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Polygon', wkb: 'd.footprint', box: 'd.box' },
    time: 'd.taken_at',
    open: 'd.public',
    simulated: 'd.simulated',
    revision: 'select revision from ogc.image_revision',
    exact: true,
  },
  look: { colour: '#6d597a', labelField: 'title' },
};

export const ogcDatasets: readonly DatasetDefinition[] = [images];
