import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({
  code: `EVALUATION_AIR_${code}`,
  status: 400,
  zh,
  en,
});

/** What can be wrong with a file of daily figures. Told with row and column; a file with any of these brings nothing in. */
export const airImportErrors = defineErrors({
  fileKind: define(
    'FILE_KIND',
    '“{name}”不是 XLSX 或 CSV 文件；旧版 XLS 请先另存为 XLSX',
    '{name} is neither XLSX nor CSV; save an old XLS as XLSX first',
  ),
  sheets: define(
    'SHEETS',
    '文件有多张有内容的工作表（{names}）；一个文件只收一张表',
    'The file has several filled sheets ({names}); one table a file',
  ),
  noTable: define(
    'NO_TABLE',
    '第一行不是城市日数据的表头；请使用模板',
    'The first row is not the heading of daily figures; use the template',
  ),
  headingMissing: define('HEADING_MISSING', '缺少列“{heading}”', 'The column {heading} is missing'),
  headingTwice: define('HEADING_TWICE', '列“{heading}”出现两次', 'The column {heading} stands twice'),
  headingUnknown: define(
    'HEADING_UNKNOWN',
    '不认识列“{heading}”，其内容不会导入；请删去该列',
    'The column {heading} is not known and nothing of it would be imported; remove it',
  ),
  unit: define(
    'UNIT_WRONG',
    '单位应为 {expected}，文件写的是“{unit}”',
    'The unit has to be {expected}; the file says {unit}',
  ),
  cityMissing: define('CITY_MISSING', '没有写城市编码或名称', 'Neither code nor name of a city is given'),
  cityUnknown: define('CITY_UNKNOWN', '没有评价城市“{city}”', 'There is no city {city} that is assessed'),
  cityDiffers: define(
    'CITY_DIFFERS',
    '编码 {code} 是“{name}”，不是“{city}”',
    'The code {code} is that of {name}, not of {city}',
  ),
  cityElsewhere: define('CITY_ELSEWHERE', '您的岗位不管理“{city}”', 'Your post is not competent for {city}'),
  date: define(
    'DATE_INVALID',
    '“{date}”不是日期（如 2025-03-01）',
    '{date} is not a date such as 2025-03-01',
  ),
  future: define(
    'DAY_NOT_OVER',
    '{date} 尚未结束，没有日评价值',
    '{date} is not over and has no daily figure yet',
  ),
  twice: define('DAY_TWICE', '与第 {row} 行是同一城市同一天', 'The same city and day as in row {row}'),
  value: define('VALUE_INVALID', '“{value}”不是数值', '{value} is not a number'),
  range: define(
    'VALUE_RANGE',
    '{value} 超出可信范围（0–{most} {unit}），请核对单位',
    '{value} lies outside what is credible (0–{most} {unit}); check the unit',
  ),
  empty: define('DAY_EMPTY', '该行没有任何浓度', 'The row has no concentration at all'),
  dust: define('DUST_INVALID', '“{value}”应为“是”或“否”', '{value} has to be 是 (yes) or 否 (no)'),
  inverted: define(
    'PM_INVERTED',
    'PM2.5（{fine}）高于 PM10（{coarse}），请核对',
    'PM2.5 ({fine}) lies above PM10 ({coarse}): check them',
  ),
});
