import { defineErrors } from '@tarim/kernel';

export const outfallErrors = defineErrors({
  outfallUnknown: {
    code: 'SOURCES_OUTFALL_UNKNOWN',
    status: 404,
    zh: '没有排污口 {id}',
    en: 'There is no outfall {id}',
  },
  codeTaken: {
    code: 'SOURCES_OUTFALL_CODE_TAKEN',
    status: 409,
    zh: '排污口编码 {code} 已登记',
    en: 'An outfall with the code {code} is registered already',
  },
  unitUnknown: {
    code: 'SOURCES_UNIT_UNKNOWN',
    status: 404,
    zh: '没有行政单元 {unit}',
    en: 'There is no administrative unit {unit}',
  },
  ownerUnknown: {
    code: 'SOURCES_ENTERPRISE_UNKNOWN',
    status: 404,
    zh: '没有登记企业 {id}',
    en: 'There is no registered enterprise {id}',
  },
  foundLater: {
    code: 'SOURCES_FOUND_IN_FUTURE',
    status: 422,
    zh: '排查日期 {date} 晚于今天',
    en: 'The day of the survey, {date}, is yet to come',
  },
  actNotNow: {
    code: 'SOURCES_ACT_NOT_NOW',
    status: 409,
    zh: '排污口 {code} 现在的状态不能做这一步（{state}）',
    en: 'Outfall {code} does not allow this step in its state ({state})',
  },
  stepLacks: {
    code: 'SOURCES_STEP_INCOMPLETE',
    status: 422,
    zh: '这一步还缺：{lacks}',
    en: 'The step lacks: {lacks}',
  },
  noPlan: {
    code: 'SOURCES_TREATMENT_NOT_PLANNED',
    status: 409,
    zh: '还没有整治方案，不能报告整治完成',
    en: 'No treatment is planned that could be done',
  },
  ownWork: {
    code: 'SOURCES_CLOSE_OWN_WORK',
    status: 403,
    zh: '制定整治方案或报告整治完成的人不能销号',
    en: 'Whoever planned the treatment or reported it done does not close the outfall',
  },
  taskUnknown: {
    code: 'SOURCES_TASK_UNKNOWN',
    status: 404,
    zh: '没有监测任务 {id}',
    en: 'There is no monitoring task {id}',
  },
  evidenceUnreadable: {
    code: 'SOURCES_EVIDENCE_UNREADABLE',
    status: 422,
    zh: '佐证应为 JPEG、PNG、WebP 或 PDF，不超过 {mib} MiB',
    en: 'Evidence is JPEG, PNG, WebP or PDF of at most {mib} MiB',
  },
  evidenceUnknown: {
    code: 'SOURCES_EVIDENCE_UNKNOWN',
    status: 404,
    zh: '没有这份佐证',
    en: 'There is no such evidence',
  },
});

/** Defects of a file and its rows, common to all sheets of this module. Data in `problems`. */
export const sheetErrors = defineErrors({
  headingMissing: {
    code: 'SOURCES_SHEET_HEADING_MISSING',
    status: 422,
    zh: '缺少列“{heading}”',
    en: 'The column {heading} is missing',
  },
  empty: { code: 'SOURCES_SHEET_EMPTY', status: 422, zh: '表中没有数据', en: 'The sheet has no rows' },
  cellMissing: { code: 'SOURCES_CELL_MISSING', status: 422, zh: '必填', en: 'This cell must be filled in' },
  cellLong: {
    code: 'SOURCES_CELL_TOO_LONG',
    status: 422,
    zh: '超过 {most} 个字',
    en: 'Longer than {most} characters',
  },
  notNumber: { code: 'SOURCES_CELL_NOT_NUMBER', status: 422, zh: '不是数字', en: 'Not a number' },
  outOfRange: {
    code: 'SOURCES_CELL_OUT_OF_RANGE',
    status: 422,
    zh: '应在 {low} 与 {high} 之间',
    en: 'Lies outside {low} to {high}',
  },
  notDate: {
    code: 'SOURCES_CELL_NOT_DATE',
    status: 422,
    zh: '不是日期，应如 2026-11-24',
    en: 'Not a day such as 2026-11-24',
  },
  notTime: {
    code: 'SOURCES_CELL_NOT_TIME',
    status: 422,
    zh: '不是时间，应如 2026-11-24 10:30（北京时间）',
    en: 'Not a time such as 2026-11-24 10:30 (Beijing time)',
  },
  future: { code: 'SOURCES_CELL_IN_FUTURE', status: 422, zh: '晚于现在', en: 'Lies in the future' },
  notWord: {
    code: 'SOURCES_CELL_NOT_A_WORD',
    status: 422,
    zh: '应为：{words}',
    en: 'One of: {words}',
  },
  unitUnknown: {
    code: 'SOURCES_ROW_UNIT_UNKNOWN',
    status: 422,
    zh: '没有这一行政区代码',
    en: 'There is no such unit code',
  },
  unitForeign: {
    code: 'SOURCES_ROW_UNIT_FOREIGN',
    status: 422,
    zh: '不在您的管辖范围内',
    en: 'Lies outside the units that you are competent for',
  },
  twice: {
    code: 'SOURCES_ROW_TWICE',
    status: 422,
    zh: '与第 {row} 行重复',
    en: 'The same as row {row}',
  },
});
