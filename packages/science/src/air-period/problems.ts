import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with the air of a period. Data in `problems`, never exceptions. */
export const AIR_PERIOD_PROBLEMS = defineErrors({
  period: define(
    'AIR_PERIOD_INVALID',
    '评价时段应写作 2025、2025-Q1、2025-03 或 2025-01-01/2025-06-30',
    'A period is written 2025, 2025-Q1, 2025-03 or 2025-01-01/2025-06-30',
  ),
  days: define('AIR_PERIOD_DAYS_INVALID', 'days 应为逐日数据的数组', 'days is an array of days'),
  date: define('AIR_PERIOD_DATE_INVALID', '“{date}”不是日期', '{date} is not a date'),
  outside: define(
    'AIR_PERIOD_DAY_OUTSIDE',
    '{date} 不在评价时段内，不参加统计',
    '{date} lies outside the period and does not enter',
  ),
  twice: define(
    'AIR_PERIOD_DAY_TWICE',
    '{date} 出现不止一次，只用第一个',
    '{date} is there more than once: the first counts',
  ),
  value: define(
    'AIR_PERIOD_VALUE_INVALID',
    '{date} 的 {pollutant} 不是浓度，视为缺测',
    '{pollutant} of {date} is not a concentration and counts as missing',
  ),
  standard: define(
    'AIR_PERIOD_STANDARD_UNKNOWN',
    '没有评价规范“{standard}”',
    'There is no assessment standard {standard}',
  ),
  spans: define(
    'AIR_PERIOD_SPANS_EDITIONS',
    '时段跨越标准更替：时段统计按最后一天有效的 {standard}，逐日判定按各自日期',
    'The period spans a change of standards: its statistics follow {standard}, in force on the last day; days are judged by their own date',
  ),
  tooFew: define(
    'AIR_PERIOD_TOO_FEW_DAYS',
    '{pollutant} 有效天数不足（{valid} 天），不能判定达标',
    '{pollutant} has too few valid days ({valid}) to be judged',
  ),
  candidate: define(
    'AIR_PERIOD_RULE_CANDIDATE',
    '{standard} 的综合指数权重仅见于单一来源，不是已核实的规定，仅供参考',
    'The weights of the composite index of {standard} come from a single source: a candidate, not verified',
  ),
  noComposite: define(
    'AIR_PERIOD_NO_COMPOSITE',
    '{standard} 在该时段的综合指数标准值未知，不计算',
    'The standard values of the composite index of {standard} are not known for this period: none is computed',
  ),
  weights: define(
    'AIR_PERIOD_WEIGHTS_INVALID',
    'weights 应为各污染物的正数权重',
    'weights are numbers above zero, by pollutant',
  ),
  dust: define(
    'AIR_PERIOD_DUST_PROPOSED',
    '{days} 个沙尘日未经中国环境监测总站名单确认；扣除沙尘的数据以该名单为准',
    '{days} days of dust are not from the list of the national centre (CNEMC), which decides what may be deducted',
  ),
  rounding: define(
    'AIR_PERIOD_ROUNDING_DECIDES',
    '{pollutant} 的 {statistic} {value} 高于限值 {limit}，修约后不高于限值：按全数值比较为超标',
    '{statistic} of {pollutant}, {value}, lies above {limit} and not after rounding: compared in full it exceeds',
  ),
  editionsDiffer: define(
    'AIR_PERIOD_EDITIONS_DIFFER',
    '两个时段所用标准不同（{previous} 与 {current}），综合指数和优良天数比例不可直接比较',
    'The two periods follow different editions ({previous}, {current}): composite index and good-day ratio do not compare',
  ),
  airClass: define('AIR_PERIOD_CLASS_INVALID', '功能区类别应为 I 或 II', 'The functional area is I or II'),
  concentrations: define(
    'AIR_PERIOD_CONCENTRATIONS_INVALID',
    'concentrations 应给出六项污染物的评价浓度',
    'concentrations are those of the six pollutants',
  ),
});
