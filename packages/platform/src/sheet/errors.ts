import { defineErrors } from '@tarim/kernel';

/** Defects of a file and its rows, common to all sheets that people fill in. Data in `problems`. */
export const sheetErrors = defineErrors({
  headingMissing: {
    code: 'SHEET_HEADING_MISSING',
    status: 422,
    zh: '缺少列“{heading}”',
    en: 'The column {heading} is missing',
  },
  empty: { code: 'SHEET_EMPTY', status: 422, zh: '表中没有数据', en: 'The sheet has no rows' },
  cellMissing: { code: 'CELL_MISSING', status: 422, zh: '必填', en: 'This cell must be filled in' },
  cellLong: {
    code: 'CELL_TOO_LONG',
    status: 422,
    zh: '超过 {most} 个字',
    en: 'Longer than {most} characters',
  },
  notNumber: { code: 'CELL_NOT_NUMBER', status: 422, zh: '不是数字', en: 'Not a number' },
  outOfRange: {
    code: 'CELL_OUT_OF_RANGE',
    status: 422,
    zh: '应在 {low} 与 {high} 之间',
    en: 'Lies outside {low} to {high}',
  },
  notDate: {
    code: 'CELL_NOT_DATE',
    status: 422,
    zh: '不是日期，应如 2026-11-24',
    en: 'Not a day such as 2026-11-24',
  },
  notTime: {
    code: 'CELL_NOT_TIME',
    status: 422,
    zh: '不是时间，应如 2026-11-24 10:30（北京时间）',
    en: 'Not a time such as 2026-11-24 10:30 (Beijing time)',
  },
  future: { code: 'CELL_IN_FUTURE', status: 422, zh: '晚于现在', en: 'Lies in the future' },
  notWord: {
    code: 'CELL_NOT_A_WORD',
    status: 422,
    zh: '应为：{words}',
    en: 'One of: {words}',
  },
  unitUnknown: {
    code: 'ROW_UNIT_UNKNOWN',
    status: 422,
    zh: '没有这一行政区代码',
    en: 'There is no such unit code',
  },
  unitForeign: {
    code: 'ROW_UNIT_FOREIGN',
    status: 422,
    zh: '不在您的管辖范围内',
    en: 'Lies outside the units that you are competent for',
  },
  twice: {
    code: 'ROW_TWICE',
    status: 422,
    zh: '与第 {row} 行重复',
    en: 'The same as row {row}',
  },
});
