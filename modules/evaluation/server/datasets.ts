import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';
import { REGION_REVISION } from '@tarim/region/queries';
import { PLACE_COLUMNS, PLACE_GEOMETRY } from '@tarim/registry/queries';
import { AQI_STEPS, airColumns } from './air-columns.ts';

const REVISION = {
  station: `select max(computed_at) || ' ' || (select id from registry.revision) from evaluation.aqi`,
  city: `select concat_ws(' ', (select max(computed_at) from evaluation.city_aqi), (${REGION_REVISION}))`,
  verdict: `select max(computed_at) || ' ' || (select id from registry.revision) from evaluation.verdict`,
};
const VERDICTS = wordsOf({
  meets: ['达标', 'Meets'],
  exceeds: ['超标', 'Exceeds'],
  'not-judged': ['未评价', 'Not judged'],
});
const PERIODS = wordsOf({ hour: ['小时', 'Hour'], day: ['日', 'Day'] });
const PERIOD = `case d.period when 1 then 'hour' else 'day' end`;
const common = {
  owner: { zh: '监测站', en: 'Monitoring station' },
  sharing: 'on-request',
  action: 'evaluation.read',
} as const;

/** 站点空气质量 */
function stations(id: string, period: 1 | 2): DatasetDefinition {
  const [zh, en] = period === 1 ? ['小时', 'hourly'] : ['日', 'daily'];
  return {
    ...common,
    id,
    titles: { zh: `站点空气质量（${zh}）`, en: `Air quality of stations, ${en}` },
    abstracts: {
      zh: `各空气自动站${zh}空气质量指数、首要污染物与浓度，按当时有效的 HJ 633 评价；未经最终审核。`,
      en: `AQI, primary pollutants and concentrations of automatic stations, ${en}, by the edition of HJ 633 in force; before final review.`,
    },
    keywords: { zh: ['AQI', '空气质量', '站点'], en: ['AQI', 'air quality', 'station'] },
    element: 'air',
    source: { zh: '自动监测数据经本平台评价', en: 'Automatic readings, judged by this platform' },
    rhythm: period === 1 ? 'PT1H' : 'P1D',
    madeOf: ['monitoring-points', 'record', 'rollup'],
    fields: [
      ...airColumns(),
      ...PLACE_COLUMNS,
      column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
    ],
    relation: {
      from: `(select * from evaluation.aqi where period = ${period}) d left join registry.place p on p.point_id = d.point_id`,
      id: { sql: 'evaluation.hour_of(d.time) * 2147483648 + d.point_id', type: 'integer' },
      geometry: PLACE_GEOMETRY,
      time: 'd.time',
      unitPath: 'p.unit_path',
      simulated: 'p.simulated',
      revision: REVISION.station,
    },
    look: { colour: '#2f80c4', steps: AQI_STEPS, labelField: 'pointName' },
  };
}

/** 城市空气质量 */
function cities(id: string, period: 1 | 2): DatasetDefinition {
  const [zh, en] = period === 1 ? ['小时', 'hourly'] : ['日', 'daily'];
  return {
    ...common,
    id,
    titles: { zh: `城市空气质量（${zh}）`, en: `Air quality of cities, ${en}` },
    abstracts: {
      zh: `各地（州、市）与兵团城市${zh}空气质量指数，由公开站点平均浓度评价；与上传的官方日评价值是两套数。`,
      en: `AQI of prefectures and Corps cities, ${en}, from mean concentrations of their public stations; not the uploaded official figures.`,
    },
    keywords: { zh: ['AQI', '城市', '空气质量'], en: ['AQI', 'city', 'air quality'] },
    element: 'air',
    source: { zh: '自动监测数据经本平台评价', en: 'Automatic readings, judged by this platform' },
    rhythm: period === 1 ? 'PT1H' : 'P1D',
    madeOf: ['record', 'rollup', period === 1 ? 'air-station-hours' : 'air-station-days'],
    fields: [
      column.text('cityCode', '城市代码', 'City code', 'd.city_code'),
      column.text('cityName', '城市', 'City', 'c.name'),
      column.text('cityNameEn', '城市英文名称', 'English name', 'c.name_en'),
      column.text('unitPath', '行政单元', 'Unit', 'c.path'),
      ...airColumns(),
    ],
    relation: {
      from: `(select * from evaluation.city_aqi where period = ${period}) d left join region.place c on c.code = d.city_code`,
      id: { sql: `d.city_code || '-' || evaluation.hour_of(d.time)::text`, type: 'text' },
      geometry: { type: 'Point', lon: 'c.lon', lat: 'c.lat' },
      time: 'd.time',
      unitPath: 'c.path',
      revision: REVISION.city,
    },
    look: { colour: '#2f80c4', steps: AQI_STEPS, labelField: 'cityName' },
  };
}

const verdictColumns = [
  column.text('code', '因子', 'Factor', 'd.code'),
  column.text('period', '时段', 'Period', PERIOD, { codes: PERIODS }),
  column.instant('time', '时间', 'Time', 'd.time'),
  column.text('verdict', '结论', 'Verdict', 'd.verdict', { codes: VERDICTS }),
  column.text('measure', '量', 'Measure', 'd.measure', {
    codes: wordsOf({ converted: ['折算值', 'Converted'], actual: ['实测值', 'Actual'] }),
  }),
  column.number('value', '数值', 'Value', 'd.value'),
  column.text('unit', '单位', 'Unit of value', 'd.unit'),
  column.number('upper', '上限', 'Upper limit', 'd.upper_limit'),
  column.number('lower', '下限', 'Lower limit', 'd.lower_limit'),
  column.number('exceedMultiple', '超标倍数', 'Multiple above the limit', 'd.exceed_multiple'),
  column.text('standard', '执行标准', 'Standard', 'd.standard'),
  ...PLACE_COLUMNS,
  column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
];
const verdicts = {
  ...common,
  keywords: { zh: ['达标', '超标', '排放口'], en: ['verdict', 'exceedance', 'outlet'] },
  element: 'pollution-source',
  source: { zh: '自动监测数据按登记限值评价', en: 'Automatic readings against registered limits' },
  rhythm: 'PT1H',
  madeOf: ['monitoring-points', 'record', 'rollup'],
  fields: verdictColumns,
} as const;

/** 排放口最新评价：一个因子一个时段一行 */
const newest: DatasetDefinition = {
  ...verdicts,
  id: 'outlet-verdicts',
  titles: { zh: '排放口最新评价', en: 'Newest verdicts on outlets' },
  abstracts: {
    zh: '各排放口每个因子最近一次小时与日评价。全部历史由 SensorThings 接口提供。',
    en: 'Newest hourly and daily verdict on each factor of each outlet. History is served by SensorThings.',
  },
  relation: {
    from: `evaluation.latest_verdict l join evaluation.verdict d using (point_id, code, period, time) left join registry.place p on p.point_id = l.point_id`,
    id: { sql: `l.point_id::text || '-' || l.code || '-' || l.period::text`, type: 'text' },
    geometry: PLACE_GEOMETRY,
    time: 'd.time',
    unitPath: 'p.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: REVISION.verdict,
  },
  look: {
    colour: '#8a9599',
    by: {
      field: 'verdict',
      values: { meets: '#2fa05f', exceeds: '#c62828', 'not-judged': '#9aa8ab' },
    },
    labelField: 'pointName',
  },
};

/** 超标时段：未超标的不列 */
const exceedances: DatasetDefinition = {
  ...verdicts,
  id: 'outlet-exceedances',
  titles: { zh: '排放口超标时段', en: 'Exceedances of outlets' },
  abstracts: {
    zh: '超过登记限值的小时与日，未经最终审核，不作为处罚依据。',
    en: 'Hours and days above a registered limit, before final review; no ground for a penalty by themselves.',
  },
  relation: {
    from: `(select * from evaluation.verdict where verdict = 'exceeds') d left join registry.place p on p.point_id = d.point_id`,
    id: {
      sql: `d.point_id::text || '-' || d.code || '-' || d.period::text || '-' || evaluation.hour_of(d.time)::text`,
      type: 'text',
    },
    geometry: PLACE_GEOMETRY,
    time: 'd.time',
    unitPath: 'p.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: REVISION.verdict,
  },
  look: { colour: '#c62828', labelField: 'pointName' },
};

export const evaluationDatasets: readonly DatasetDefinition[] = [
  stations('air-station-hours', 1),
  stations('air-station-days', 2),
  cities('air-city-hours', 1),
  cities('air-city-days', 2),
  newest,
  exceedances,
];
