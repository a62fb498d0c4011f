import { column, type DatasetDefinition } from '@tarim/platform';
import { REGION_REVISION } from '@tarim/region/queries';

/** 城市空气质量预报 */
const forecasts: DatasetDefinition = {
  id: 'air-forecasts',
  titles: { zh: '城市空气质量预报', en: 'Air quality forecasts of cities' },
  abstracts: {
    zh: '各来源对城市日空气质量指数的预报，逐起报日；baseline 为本平台统计基线，不是业务预报。',
    en: 'Forecasts of the daily AQI of cities by source and day of issue; baseline is the statistical one of this platform, no official forecast.',
  },
  keywords: { zh: ['预报', 'AQI', '城市'], en: ['forecast', 'AQI', 'city'] },
  element: 'air',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '导入的预报与本平台统计基线', en: 'Imported forecasts, and the statistical baseline' },
  sharing: 'on-request',
  action: 'forecast.read',
  rhythm: 'P1D',
  madeOf: ['air-city-days'],
  fields: [
    column.text('source', '来源', 'Source', 'd.source'),
    column.text('cityCode', '城市代码', 'City code', 'd.city_code'),
    column.text('cityName', '城市', 'City', 'c.name'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.date('issueDate', '起报日', 'Issued on', 'd.issue_date'),
    column.date('targetDate', '预报日', 'Forecast for', 'd.target_date'),
    column.integer('aqi', 'AQI', 'AQI', 'd.aqi'),
    column.integer('aqiLow', 'AQI 下限', 'AQI from', 'd.aqi_low'),
    column.integer('aqiHigh', 'AQI 上限', 'AQI to', 'd.aqi_high'),
    column.integer('level', '级别', 'Level', 'd.level'),
    column.text('primary', '首要污染物', 'Primary pollutants', `array_to_string(d.primary_pollutants, ',')`),
    column.boolean('hindcast', '后报', 'Hindcast', 'd.hindcast'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('madeAt', '制作时间', 'Made', 'd.made_at'),
  ],
  relation: {
    from: 'forecast.forecast d left join region.place c on c.code = d.city_code',
    id: {
      sql: `d.source || '-' || d.city_code || '-' || (d.issue_date - date '2000-01-01')::text || '-' || (d.target_date - d.issue_date)::text`,
      type: 'text',
    },
    geometry: { type: 'Point', lon: 'c.lon', lat: 'c.lat' },
    time: 'd.target_date',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select concat_ws(' ', (select max(made_at) from forecast.forecast), (${REGION_REVISION}))`,
  },
  look: { colour: '#2f80c4', labelField: 'cityName' },
};

export const forecastDatasets: readonly DatasetDefinition[] = [forecasts];
