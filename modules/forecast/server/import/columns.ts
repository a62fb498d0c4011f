import type { ForecastPollutant } from '@tarim/science';

export type ColumnKey =
  | 'source'
  | 'issue'
  | 'code'
  | 'city'
  | 'target'
  | 'aqi'
  | 'low'
  | 'high'
  | 'level'
  | 'primary'
  | ForecastPollutant;

export interface Column {
  readonly key: ColumnKey;
  /** As the template has it. */
  readonly title: string;
  /** Other headings that are met, as `headingOf` leaves them. */
  readonly also: readonly string[];
  readonly unit: 'µg/m³' | 'mg/m³' | null;
  /** Above this a daily figure is taken for a mistake of unit or typing. Ours, no standard's. */
  readonly most: number | null;
}

const column = (
  key: ColumnKey,
  title: string,
  also: readonly string[],
  unit: Column['unit'] = null,
  most: number | null = null,
): Column => ({ key, title, also, unit, most });

export const COLUMNS: readonly Column[] = [
  column('source', '来源', ['预报来源', '预报单位', 'SOURCE']),
  column('issue', '起报日期', ['起报日', '发布日期', 'ISSUE', 'ISSUEDATE']),
  column('code', '城市编码', ['城市代码', '行政区划代码', 'CITYCODE']),
  column('city', '城市', ['城市名称', 'CITY']),
  column('target', '预报日期', ['预报日', '日期', 'TARGET', 'TARGETDATE']),
  column('aqi', 'AQI', ['AQI预报值']),
  column('low', 'AQI下限', ['AQI低值', 'AQI最小值', 'AQILOW', 'AQIMIN']),
  column('high', 'AQI上限', ['AQI高值', 'AQI最大值', 'AQIHIGH', 'AQIMAX']),
  column('level', '级别', ['空气质量级别', '等级', 'LEVEL']),
  column('primary', '首要污染物', ['PRIMARY']),
  column('SO2', 'SO2', ['二氧化硫'], 'µg/m³', 3_000),
  column('NO2', 'NO2', ['二氧化氮'], 'µg/m³', 2_000),
  column('CO', 'CO', ['一氧化碳'], 'mg/m³', 100),
  column('O3_8h', 'O3-8h', ['O38H', '臭氧8小时', 'O3日最大8小时'], 'µg/m³', 1_500),
  column('PM10', 'PM10', ['可吸入颗粒物'], 'µg/m³', 10_000),
  column('PM2.5', 'PM2.5', ['PM25', '细颗粒物'], 'µg/m³', 3_000),
];

export const columnByKey = new Map(COLUMNS.map((one) => [one.key, one]));
export const CONCENTRATIONS = COLUMNS.filter((one) => one.unit !== null) as readonly (Column & {
  readonly key: ForecastPollutant;
  readonly unit: NonNullable<Column['unit']>;
  readonly most: number;
})[];

/** `PM₂.₅ (µg/m³)` → heading `PM25`, unit `μg/m3`: compatibility forms, blanks and marks do not matter. */
export function headingOf(text: string): { heading: string; unit: string | null } {
  const plain = text.normalize('NFKC').trim();
  const [, name = plain, unit = null] = /^(.*?)\s*[([]([^)\]]*)[)\]]\s*$/.exec(plain) ?? [];
  return { heading: name.toUpperCase().replace(/[\s_.·*-]/g, ''), unit };
}

const byHeading = new Map(
  COLUMNS.flatMap((one) => [one.title, ...one.also].map((title) => [headingOf(title).heading, one] as const)),
);

export function columnOf(heading: string): Column | null {
  return byHeading.get(heading) ?? null;
}

const UNITS: Readonly<Record<NonNullable<Column['unit']>, ReadonlySet<string>>> = {
  'µg/m³': new Set(['μg/m3', 'ug/m3', '微克/立方米']),
  'mg/m³': new Set(['mg/m3', '毫克/立方米']),
};

/** Whether a unit, as people write it, is that of the column. */
export function isUnitOf(column: Column, text: string): boolean {
  const unit = text.normalize('NFKC').toLowerCase().replace(/\s|\^/g, '').replace('µ', 'μ');
  return column.unit === null || UNITS[column.unit].has(unit);
}
