import {
  defineErrors,
  type ErrorDefinition,
  type ErrorParams,
  fillMessage,
  type Problem,
} from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an input of a computation. Data in `problems`, never exceptions. */
export const SCIENCE_PROBLEMS = defineErrors({
  aqiStandard: define(
    'AQI_STANDARD_UNKNOWN',
    '没有空气质量指数标准“{standard}”',
    'There is no AQI standard {standard}',
  ),
  aqiPeriod: define(
    'AQI_PERIOD_UNKNOWN',
    '时段“{period}”不是 hour 或 day',
    'The period {period} is neither hour nor day',
  ),
  aqiTime: define('AQI_TIME_INVALID', '数据时间无效，不能选用标准', 'The time of the data is not a time'),
  aqiPollutant: define(
    'AQI_POLLUTANT_UNKNOWN',
    '“{pollutant}”不是参评污染物',
    '{pollutant} is not a pollutant of the index',
  ),
  aqiValue: define(
    'AQI_VALUE_INVALID',
    '{pollutant} 的值 {value} 不是浓度',
    '{value} is not a concentration of {pollutant}',
  ),
  aqiNoIndex: define(
    'AQI_NO_INDEX',
    '{pollutant} 浓度 {value} 超出标准表，该版标准不计算其分指数，应以 {instead} 代替，而该值没有给出；不能得出 AQI',
    '{pollutant} {value} lies above the table; this edition gives it no index and takes that of {instead}, which is not there: no AQI can be told',
  ),
  aqiMissing: define('AQI_MISSING', '缺少 {pollutant}', '{pollutant} is missing'),
  usccLength: define('USCC_LENGTH', '统一社会信用代码应为 18 位', 'The credit code has 18 characters'),
  usccCharacter: define(
    'USCC_CHARACTER',
    '含有不允许的字符（只用数字与不含 I、O、S、V、Z 的大写字母）',
    'Only digits and capital letters other than I, O, S, V, Z are allowed',
  ),
  usccRegion: define(
    'USCC_REGION',
    '第 3～8 位登记管理机关行政区划码应为数字',
    'Characters 3 to 8 (region of the registry) are digits',
  ),
  usccCheckDigit: define(
    'USCC_CHECK_DIGIT',
    '校验码应为 {expected}',
    'The check character should be {expected}',
  ),
  mnLength: define(
    'MN_LENGTH',
    'MN 为 {actual} 位，{edition} 版应为 {expected} 位',
    'The MN has {actual} characters, edition {edition} asks for {expected}',
  ),
  mnCharacter: define(
    'MN_CHARACTER',
    'MN 含有{edition} 版不允许的字符：{form}',
    'The MN has characters that edition {edition} does not allow: {form}',
  ),
  mnCase: define('MN_CASE', 'MN 中的字母应为大写', 'Letters of an MN are capitals'),
});

export type Locale = 'zh' | 'en';

/** A problem as data. Its code is what programs go by; the other language is in the catalogue under the same code. */
export function problem(
  definition: ErrorDefinition,
  params: ErrorParams = {},
  path?: string,
  locale: Locale = 'en',
): Problem {
  const message = fillMessage(definition[locale], params);
  return path === undefined ? { code: definition.code, message } : { code: definition.code, message, path };
}
