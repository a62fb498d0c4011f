import { column, type DatasetField, type DatasetLook } from '@tarim/platform';
import { AQI_POLLUTANTS } from '../contract.ts';

/** Colours of the six levels (HJ 633), as packages/ui draws them. */
export const AQI_STEPS: NonNullable<DatasetLook['steps']> = {
  field: 'aqi',
  classes: [
    { from: 0, colour: '#00e400' },
    { from: 51, colour: '#ffff00' },
    { from: 101, colour: '#ff7e00' },
    { from: 151, colour: '#ff0000' },
    { from: 201, colour: '#99004c' },
    { from: 301, colour: '#7e0023' },
  ],
};

const nameOf = (key: string) => key.toLowerCase().replace('.', '').replace('_', '');

/**
 * Fields of an hour or day of air: index, level, primary pollutants, concentrations as rounded for the index.
 * @param shown condition in SQL under which a factor's concentration is told; default: always
 */
export function airColumns(shown?: (code: string) => string): DatasetField[] {
  return [
    column.instant('time', '时间', 'Time', 'd.time'),
    column.integer('aqi', '空气质量指数', 'AQI', 'd.aqi'),
    column.integer('level', '级别', 'Level', 'case when d.aqi is not null then d.level end'),
    column.text(
      'primary',
      '首要污染物',
      'Primary pollutants',
      `case when d.aqi is not null then array_to_string(d.primary_pollutants, ',') end`,
    ),
    column.text('standard', '评价标准', 'Standard', 'd.standard'),
    ...AQI_POLLUTANTS.map(({ key, code, unit, label }) => {
      const value = `(d.result -> 'values' ->> '${key}')::float8`;
      return column.number(
        nameOf(key),
        label,
        label,
        shown ? `case when ${shown(code)} then ${value} end` : value,
        { unit },
      );
    }),
  ];
}
