import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string, status = 400): ErrorDefinition => ({
  code: `FORECAST_${code}`,
  status,
  zh,
  en,
});

export const forecastErrors = defineErrors({
  unknown: define('UNKNOWN', '没有这条预报', 'There is no such forecast', 404),
  uploadUnknown: define('UPLOAD_UNKNOWN', '没有第 {id} 次导入', 'There is no import {id}', 404),
});

/** What can be wrong with imported forecasts. Told with row and column; a file with any of these brings nothing in. */
export const forecastImportErrors = defineErrors({
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
    '第一行不是 AQI 预报的表头；请使用模板',
    'The first row is not the heading of AQI forecasts; use the template',
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
  sourceMissing: define('SOURCE_MISSING', '没有写预报来源', 'The source of the forecast is not given'),
  sourceReserved: define(
    'SOURCE_RESERVED',
    '“{source}”是平台统计基线的名称，导入的预报不能使用',
    '{source} is the name of the platform’s own baseline; imported forecasts cannot carry it',
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
    '“{date}”不是日期（如 2026-11-25）',
    '{date} is not a date such as 2026-11-25',
  ),
  issueFuture: define('ISSUE_FUTURE', '起报日 {date} 还没有到', 'The day of issue {date} has not come yet'),
  targetBefore: define(
    'TARGET_BEFORE_ISSUE',
    '预报日 {target} 早于起报日 {issue}',
    'The target day {target} lies before the day of issue {issue}',
  ),
  lead: define(
    'LEAD_TOO_LONG',
    '预报日 {target} 距起报日 {issue} {lead} 天，最长 {most} 天',
    'The target day {target} is {lead} days after the issue {issue}; at most {most}',
  ),
  twice: define(
    'ROW_TWICE',
    '与第 {row} 行是同一来源、起报日、城市和预报日',
    'The same source, issue, city and target day as in row {row}',
  ),
  value: define('VALUE_INVALID', '“{value}”不是数值', '{value} is not a number'),
  aqiRange: define(
    'AQI_RANGE',
    'AQI {value} 应为 0–500 的整数',
    'The AQI {value} has to be an integer from 0 to 500',
  ),
  half: define(
    'RANGE_HALF',
    'AQI 下限与上限要么都写，要么都不写',
    'Give both ends of the range of the AQI, or none',
  ),
  lowHigh: define(
    'LOW_ABOVE_HIGH',
    'AQI 下限 {low} 高于上限 {high}',
    'The lower end {low} lies above the upper end {high}',
  ),
  outside: define(
    'VALUE_OUTSIDE_RANGE',
    'AQI {aqi} 不在所写区间 {low}–{high} 内',
    'The AQI {aqi} lies outside its own range {low}–{high}',
  ),
  empty: define('ROW_EMPTY', '既没有 AQI，也没有 AQI 区间', 'Neither an AQI nor a range of it is given'),
  level: define(
    'LEVEL_INVALID',
    '“{value}”不是级别（1–6、一级–六级或 优–严重污染）',
    '{value} is not a level (1–6, I–VI, or the Chinese names)',
  ),
  levelDiffers: define(
    'LEVEL_DIFFERS',
    '级别 {level} 与 AQI {aqi} 不符（应为 {expected}）',
    'The level {level} does not go with the AQI {aqi} (it has to be {expected})',
  ),
  primary: define(
    'PRIMARY_UNKNOWN',
    '不认识首要污染物“{value}”',
    'The primary pollutant {value} is not known',
  ),
  concentration: define(
    'CONCENTRATION_RANGE',
    '{value} 超出可信范围（0–{most} {unit}），请核对单位',
    '{value} lies outside what is credible (0–{most} {unit}); check the unit',
  ),
  pollutant: define(
    'POLLUTANT_UNKNOWN',
    '“{pollutant}”不是参评污染物',
    '{pollutant} is not a pollutant of the index',
  ),
});
