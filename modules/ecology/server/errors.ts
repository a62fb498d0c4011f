import { defineErrors } from '@tarim/kernel';

export const ecologyErrors = defineErrors({
  unitUnknown: {
    code: 'ECOLOGY_UNIT_UNKNOWN',
    status: 404,
    zh: '没有行政单元 {code}',
    en: 'There is no administrative unit {code}',
  },
  yearAhead: {
    code: 'ECOLOGY_YEAR_AHEAD',
    status: 422,
    zh: '{year} 年还没有到',
    en: 'The year {year} is yet to come',
  },
  incomplete: {
    code: 'ECOLOGY_INPUT_INCOMPLETE',
    status: 422,
    zh: '不能评价，还缺：{items}',
    en: 'Cannot be evaluated, there lack: {items}',
  },
  fieldForeign: {
    code: 'ECOLOGY_FIELD_FOREIGN',
    status: 422,
    zh: '{method} 不用这些数据：{items}',
    en: '{method} does not take: {items}',
  },
  habitatTooLarge: {
    code: 'ECOLOGY_HABITAT_EXCEEDS_AREA',
    status: 422,
    zh: '各类生境面积合计 {sum} km²，大于总面积 {area} km²',
    en: 'The habitats add up to {sum} km², more than the area of {area} km²',
  },
  siteUnknown: {
    code: 'ECOLOGY_SITE_UNKNOWN',
    status: 404,
    zh: '没有登记点位 {id}',
    en: 'There is no registered point {id}',
  },
  siteKind: {
    code: 'ECOLOGY_SITE_KIND',
    status: 422,
    zh: '点位 {code} 不是地表水、水源地或生态点位',
    en: 'Point {code} is no point of surface water, of a source or of ecology',
  },
  surveyUnknown: {
    code: 'ECOLOGY_SURVEY_UNKNOWN',
    status: 404,
    zh: '没有水生态调查 {id}',
    en: 'There is no survey {id}',
  },
  dayAhead: {
    code: 'ECOLOGY_DAY_AHEAD',
    status: 422,
    zh: '调查日期 {day} 还没有到',
    en: 'The day of the survey, {day}, is yet to come',
  },
  taxonRepeated: {
    code: 'ECOLOGY_TAXON_REPEATED',
    status: 422,
    zh: '“{taxon}”出现了两次',
    en: '{taxon} is there twice',
  },
});

/** Defects of a file and its rows. Data in `problems`. */
export const sheetErrors = defineErrors({
  headingMissing: {
    code: 'ECOLOGY_SHEET_HEADING_MISSING',
    status: 422,
    zh: '缺少列“{heading}”',
    en: 'The column {heading} is missing',
  },
  headingUnknown: {
    code: 'ECOLOGY_SHEET_HEADING_UNKNOWN',
    status: 422,
    zh: '表中没有列“{heading}”，请核对模板',
    en: 'There is no column {heading} in this sheet: see the template',
  },
  empty: { code: 'ECOLOGY_SHEET_EMPTY', status: 422, zh: '表中没有数据', en: 'The sheet has no rows' },
  cellMissing: { code: 'ECOLOGY_CELL_MISSING', status: 422, zh: '必填', en: 'This cell must be filled in' },
  cellLong: {
    code: 'ECOLOGY_CELL_TOO_LONG',
    status: 422,
    zh: '超过 {most} 个字',
    en: 'Longer than {most} characters',
  },
  notNumber: { code: 'ECOLOGY_CELL_NOT_NUMBER', status: 422, zh: '不是数字', en: 'Not a number' },
  notWhole: { code: 'ECOLOGY_CELL_NOT_WHOLE', status: 422, zh: '应为整数', en: 'Not a whole number' },
  outOfRange: {
    code: 'ECOLOGY_CELL_OUT_OF_RANGE',
    status: 422,
    zh: '应在 {low} 与 {high} 之间',
    en: 'Lies outside {low} to {high}',
  },
  notDate: {
    code: 'ECOLOGY_CELL_NOT_DATE',
    status: 422,
    zh: '不是日期，应如 2026-07-24',
    en: 'Not a day such as 2026-07-24',
  },
  future: { code: 'ECOLOGY_CELL_IN_FUTURE', status: 422, zh: '晚于今天', en: 'Lies in the future' },
  notWord: { code: 'ECOLOGY_CELL_NOT_A_WORD', status: 422, zh: '应为：{words}', en: 'One of: {words}' },
  unitUnknown: {
    code: 'ECOLOGY_ROW_UNIT_UNKNOWN',
    status: 422,
    zh: '没有这一行政区代码',
    en: 'There is no such unit code',
  },
  unitForeign: {
    code: 'ECOLOGY_ROW_FOREIGN',
    status: 422,
    zh: '不在您的管辖范围内',
    en: 'Lies outside the units that you are competent for',
  },
  siteUnknown: {
    code: 'ECOLOGY_ROW_SITE_UNKNOWN',
    status: 422,
    zh: '没有这一编码的地表水、水源地或生态点位',
    en: 'There is no point of surface water, of a source or of ecology with this code',
  },
  unitsMixed: {
    code: 'ECOLOGY_ROW_UNITS_MIXED',
    status: 422,
    zh: '与第 {row} 行是同一次调查，计数单位却不同',
    en: 'The same survey as row {row}, but counted in another unit',
  },
  twice: { code: 'ECOLOGY_ROW_TWICE', status: 422, zh: '与第 {row} 行重复', en: 'The same as row {row}' },
  unusual: {
    code: 'ECOLOGY_ROW_UNUSUAL',
    status: 422,
    zh: '指数与上一版或上一年相差 {difference}，请核对',
    en: 'The index differs by {difference} from what is there or from the year before: please check',
  },
});
