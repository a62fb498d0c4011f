import { rowsToXlsx } from '@tarim/platform';
import { COLUMNS } from './columns.ts';
import { NOTES_SHEET } from './read-table.ts';

/** The table to fill in, with a row of units, and a sheet that says how. */
export function importTemplate(): Promise<Uint8Array> {
  return rowsToXlsx([
    { name: 'AQI预报', rows: [COLUMNS.map((one) => one.title), COLUMNS.map((one) => one.unit)] },
    {
      name: NOTES_SHEET,
      rows: [
        ['说明', 'Notes'],
        [
          '来源：作预报的单位或系统；同一来源、起报日、城市、预报日再次导入即为修订',
          'Source: who forecasts. The same source, issue, city and target again is a revision',
        ],
        [
          '日期写作 2026-11-25；预报日距起报日 0–7 天',
          'Dates as 2026-11-25; the target 0 to 7 days after the issue',
        ],
        ['城市编码与城市名称填其一即可', 'Either the code or the name of the city'],
        [
          'AQI 或 AQI 下限与上限，至少填一种，均为 0–500 的整数',
          'An AQI, or both ends of its range, or all: integers from 0 to 500',
        ],
        ['级别：1–6、一级–六级或 优–严重污染，可留空', 'Level: 1–6, I–VI or its Chinese name; may be empty'],
        ['首要污染物以“、”分开，可留空', 'Primary pollutants parted by commas; may be empty'],
        [
          '浓度可留空；CO 的单位是 mg/m³，其余为 µg/m³',
          'Concentrations may be empty; CO in mg/m³, the others in µg/m³',
        ],
      ],
    },
  ]);
}
