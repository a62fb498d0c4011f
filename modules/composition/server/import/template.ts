import { rowsToXlsx } from '@tarim/platform';
import { VOC_SPECIES } from '@tarim/standards';
import { FIELDS, NOTES_SHEET } from './read-table.ts';

/** The table to fill in, a column a species of the list, and a sheet that says how. */
export function componentTemplate(): Promise<Uint8Array> {
  const species = VOC_SPECIES.filter((one) => one.list !== null);
  return rowsToXlsx([
    {
      name: 'VOC组分',
      rows: [
        [FIELDS.code.title, FIELDS.station.title, FIELDS.time.title, ...species.map((one) => one.nameZh)],
      ],
    },
    {
      name: NOTES_SHEET,
      rows: [
        ['说明', 'Notes'],
        [
          '一行一个站点一个小时；站点编码与站点名称填其一即可',
          'A row a station and hour; either the code or the name of the station',
        ],
        [
          '时间写作 2026-11-25 13:00，为该小时的起点（北京时间）',
          'Time as 2026-11-25 13:00: the start of the hour, Beijing time',
        ],
        [
          '列名可用中英文名、CAS 号或 HJ 212 编码；没有监测的列可以删去；间/对二甲苯合量请用一列“间/对二甲苯”代替两个单体',
          'Columns by Chinese or English name, CAS number or code of HJ 212; remove what is not measured; one column m/p-Xylene instead of the two',
        ],
        [
          '未检出写 <检出限（如 <0.02）、0.02L 或 ND；空格表示没有数据',
          'Below detection: <0.02, 0.02L or ND; an empty cell is no figure',
        ],
        [
          '单位在导入时选择：ppbv 或 µg/m³（20 或 25 ℃）',
          'The unit is chosen at the import: ppbv or µg/m³ (20 or 25 °C)',
        ],
        [
          '同一站点同一小时再次导入：文件中的物种以新值为准，原值留为修订；文件没有的物种不变',
          'The same station and hour again: species of the file take the new figure, the former is kept as a revision; others stay',
        ],
      ],
    },
  ]);
}
