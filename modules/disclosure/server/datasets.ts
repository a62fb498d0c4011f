import { AQI_STEPS, airColumns } from '@tarim/evaluation/queries';
import { column, type DatasetDefinition } from '@tarim/platform';
import { REGION_REVISION } from '@tarim/region/queries';
import { PLACE_COLUMNS, PLACE_GEOMETRY } from '@tarim/registry/queries';
import { OUTLET_KINDS } from './use-cases/enterprises.ts';
import { WATER_KINDS } from './use-cases/water-stations.ts';

/*
 * What the portal shows, as data sets for everybody. The same three fences as in `published.ts`, in SQL: the registry's word, what
 * is held back from the portal, factors that are held back. Rows that they keep out are not in the relation at all, so that no
 * right, key or filter can reach them here.
 */
const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Points of some kinds that the portal shows (see `publishedPoints`). */
const shownPoints = (kinds: readonly string[]) => `(
  select q.* from registry.place q where q.public and q.active and q.kind in (${quoted(kinds)})
  and not exists (select 1 from disclosure.publication h where not h.public
    and (h.subject = 'point' and h.key = q.point_id::text or h.subject = 'enterprise' and h.key = q.enterprise_id::text)))`;

/** Whether a factor is told everywhere, and at a point (see `hides`). */
const shownCode = (code: string) =>
  `not exists (select 1 from disclosure.publication h where h.subject = 'code' and not h.public and h.key = ${code})`;
const shownAt = (pointId: string, code: string) =>
  `${shownCode(code)} and not exists (select 1 from registry.factor f where f.point_id = ${pointId} and f.code = ${code} and not f.public)`;

/** Changes with the settings, the register, the figures and the hour (a silent station drops out as time goes). */
const revisionOf = (
  figures: string,
) => `select concat_ws(' ', date_trunc('hour', now()), (select id from registry.revision), (${REGION_REVISION}),
  (select count(*) || ' ' || max(changed_at) from disclosure.publication), (${figures}))`;

/** As on the portal: figures older than this are not “now”. */
const NOW = `now() - interval '6 hours'`;
const WATER_NOW = `now() - interval '2 days'`;
/** How far back the portal tells of exceedances. */
const MONTH = `now() - interval '30 days'`;

const common = {
  sharing: 'open',
  owner: { zh: '信息公开岗位', en: 'Public disclosure' },
  source: {
    zh: '本平台公众门户，自动监测数据，未经最终审核',
    en: 'Public portal of this platform; automatic readings before final review',
  },
  rhythm: 'PT1H',
} as const;

/** 空气质量实况（站点） */
const airStations: DatasetDefinition = {
  ...common,
  id: 'published-air-stations',
  titles: { zh: '空气质量实况（公开站点）', en: 'Air quality now, public stations' },
  abstracts: {
    zh: '公众门户展示的空气自动站最近一小时空气质量指数与浓度；静默超过 6 小时的站点没有数值。',
    en: 'AQI and concentrations of the newest hour of the stations that the portal shows; none of stations silent for over 6 hours.',
  },
  keywords: { zh: ['实时', 'AQI', '空气质量', '公开'], en: ['AQI', 'air quality', 'now', 'public'] },
  element: 'air',
  action: 'evaluation.read',
  madeOf: ['monitoring-points', 'air-station-hours'],
  fields: [
    ...PLACE_COLUMNS,
    ...airColumns((code) => shownAt('p.point_id', `'${code}'`)),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
  ],
  relation: {
    from: `${shownPoints(['air'])} p left join lateral (
      select * from evaluation.station_hour x where x.point_id = p.point_id and x.time >= ${NOW} order by x.time desc limit 1) d on true`,
    id: { sql: 'p.point_id', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    time: 'd.time',
    unitPath: 'p.unit_path',
    simulated: 'p.simulated',
    revision: revisionOf('select stations from evaluation.judged'),
  },
  look: { colour: '#9aa5a8', steps: AQI_STEPS, labelField: 'pointName' },
};

/** Of the city that a point counts for: `cityCodeOf` in SQL. */
const CITY = `case when split_part(q.unit_path, '/', 2) = 'BT' and split_part(q.unit_path, '/', 4) like '659%'
  then split_part(q.unit_path, '/', 4) else nullif(split_part(q.unit_path, '/', 3), '') end`;

/** 空气质量实况（城市） */
const airCities: DatasetDefinition = {
  ...common,
  id: 'published-air-cities',
  titles: { zh: '空气质量实况（城市）', en: 'Air quality now, cities' },
  abstracts: {
    zh: '有公开站点的地（州、市）与兵团城市最近一小时空气质量指数。',
    en: 'AQI of the newest hour of prefectures and Corps cities that have public stations.',
  },
  keywords: { zh: ['实时', 'AQI', '城市', '公开'], en: ['AQI', 'city', 'now', 'public'] },
  element: 'air',
  action: 'evaluation.read',
  madeOf: ['published-air-stations', 'air-city-hours'],
  fields: [
    column.text('cityCode', '城市代码', 'City code', 's.city_code'),
    column.text('cityName', '城市', 'City', 'c.name'),
    column.text('cityNameEn', '城市英文名称', 'English name', 'c.name_en'),
    column.text('unitPath', '行政单元', 'Unit', 'c.path'),
    column.integer('stations', '公开站点数', 'Public stations', 's.stations'),
    ...airColumns((code) => shownCode(`'${code}'`)),
    column.boolean('simulated', '模拟', 'Simulated', 's.simulated'),
  ],
  relation: {
    from: `(select ${CITY} as city_code, count(*)::int as stations, bool_or(q.simulated) as simulated, avg(q.lon) as lon, avg(q.lat) as lat
      from ${shownPoints(['air'])} q group by 1) s
      join region.place c on c.code = s.city_code left join lateral (
      select * from evaluation.city_hour x where x.city_code = s.city_code and x.time >= ${NOW} order by x.time desc limit 1) d on true`,
    id: { sql: 's.city_code', type: 'text' },
    geometry: { type: 'Point', lon: 'coalesce(c.lon, s.lon)', lat: 'coalesce(c.lat, s.lat)' },
    time: 'd.time',
    unitPath: 'c.path',
    simulated: 's.simulated',
    revision: revisionOf('select cities from evaluation.judged'),
  },
  look: { colour: '#9aa5a8', steps: AQI_STEPS, labelField: 'cityName' },
};

/** 水质自动站实况 */
const water: DatasetDefinition = {
  ...common,
  id: 'published-water-stations',
  titles: { zh: '水质自动站实况（公开站点）', en: 'Water stations now' },
  abstracts: {
    zh: '公众门户展示的水站最近一次小时数据，一个因子一行；不由单个小时评定水质类别。',
    en: 'Newest hour of the water stations that the portal shows, one row a factor. No class of water is judged from one hour.',
  },
  keywords: { zh: ['水质', '自动站', '实时', '公开'], en: ['water quality', 'station', 'now', 'public'] },
  element: 'water',
  action: 'telemetry.read',
  rhythm: 'PT4H',
  madeOf: ['monitoring-points', 'record', 'rollup'],
  fields: [
    ...PLACE_COLUMNS,
    column.instant('time', '时间', 'Time', 'r.time'),
    column.text('code', '因子', 'Factor', 'd.code'),
    column.number('value', '数值', 'Value', 'case when d.invalid is null then d.value end'),
    column.text('unit', '单位', 'Unit of value', 'u.unit'),
    column.text('invalid', '无效原因', 'Why not valid', 'd.invalid'),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
  ],
  relation: {
    from: `${shownPoints(WATER_KINDS)} p join lateral (
        select * from telemetry.hour x where x.point_id = p.point_id order by x.time desc limit 1) r on r.time >= ${WATER_NOW}
      join lateral telemetry.means(r.slots, r.values, r.invalid) d on ${shownAt('p.point_id', 'd.code')}
      left join registry.factor u on u.point_id = p.point_id and u.code = d.code`,
    id: { sql: `p.point_id::text || '-' || d.code`, type: 'text' },
    geometry: PLACE_GEOMETRY,
    time: 'r.time',
    unitPath: 'p.unit_path',
    simulated: 'p.simulated',
    revision: revisionOf(`select date_trunc('minute', now())`),
  },
  look: { colour: '#11a0a0', labelField: 'pointName' },
};

/** 公开的超标时段 */
const exceedances: DatasetDefinition = {
  ...common,
  id: 'published-exceedances',
  titles: { zh: '公开排放口超标时段（近 30 日）', en: 'Exceedances of public outlets, 30 days' },
  abstracts: {
    zh: '公众门户展示的排污单位排放口近 30 日超过登记限值的小时与日；未经最终审核，不作为处罚依据。',
    en: 'Hours and days of the last 30 days above a registered limit at outlets that the portal shows; before final review.',
  },
  keywords: { zh: ['超标', '排污单位', '公开'], en: ['exceedance', 'enterprise', 'public'] },
  element: 'pollution-source',
  action: 'evaluation.read',
  madeOf: ['monitoring-points', 'outlet-exceedances'],
  fields: [
    ...PLACE_COLUMNS,
    column.text('code', '因子', 'Factor', 'd.code'),
    column.text('period', '时段', 'Period', `case d.period when 1 then 'hour' else 'day' end`),
    column.instant('time', '时间', 'Time', 'd.time'),
    column.number('value', '数值', 'Value', 'd.value'),
    column.text('unit', '单位', 'Unit of value', 'd.unit'),
    column.number('upper', '上限', 'Upper limit', 'd.upper_limit'),
    column.number('lower', '下限', 'Lower limit', 'd.lower_limit'),
    column.number('exceedMultiple', '超标倍数', 'Multiple above the limit', 'd.exceed_multiple'),
    column.text('standard', '执行标准', 'Standard', 'd.standard'),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
  ],
  relation: {
    from: `${shownPoints(OUTLET_KINDS)} p join evaluation.exceedance d
      on d.point_id = p.point_id and d.time >= ${MONTH} and p.enterprise_id is not null and ${shownAt('p.point_id', 'd.code')}`,
    id: {
      sql: `d.point_id::text || '-' || d.code || '-' || d.period::text || '-' || evaluation.hour_of(d.time)::text`,
      type: 'text',
    },
    geometry: PLACE_GEOMETRY,
    time: 'd.time',
    unitPath: 'p.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: revisionOf('select verdicts from evaluation.judged'),
  },
  look: { colour: '#c62828', labelField: 'pointName' },
};

export const disclosureDatasets: readonly DatasetDefinition[] = [airStations, airCities, water, exceedances];
