import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Sources, means of gamma dose rates and doses. */
export const SOURCE_PROBLEMS = defineErrors({
  sources: define(
    'RADIATION_SOURCES_INVALID',
    '应给出 nuclide 与 activity（Bq），或 sources：对象的数组（至多 {most} 枚）',
    'Give nuclide and activity (Bq), or sources: an array of objects (at most {most})',
  ),
  nuclide: define(
    'RADIATION_NUCLIDE_UNKNOWN',
    '“{nuclide}”不在已取得的放射源分类表中，不能分类',
    '{nuclide} is not in the table of categories as far as it was obtained',
  ),
  activity: define(
    'RADIATION_ACTIVITY_INVALID',
    '{nuclide} 的活度应为大于 0 的数（Bq）',
    'The activity of {nuclide} is a number above zero (Bq)',
  ),
  unverified: define(
    'RADIATION_CATEGORY_UNVERIFIED',
    '{nuclide} 的分类活度未经官方表核实（{confidence}），仅供参考',
    'Bounds of {nuclide} were not verified with the official table ({confidence})',
  ),
  conflict: define(
    'RADIATION_D_VALUE_CONFLICT',
    '{nuclide} 的 D 值两处记载不同（{d} 与 {other} TBq）：按前者为 {category} 类，按后者为 {otherCategory} 类，须核对官方表',
    'Two collections give {nuclide} different D-values ({d} and {other} TBq): {category} by the first, {otherCategory} by the second; look it up',
  ),
  date: define(
    'RADIATION_DATE_INVALID',
    '{name} 不是时间，不计算衰变',
    '{name} is not a time: decay is not computed',
  ),
  order: define(
    'RADIATION_DATES_REVERSED',
    'at 早于 measuredAt，不计算衰变',
    'at lies before measuredAt: decay is not computed',
  ),
  halfLife: define(
    'RADIATION_HALF_LIFE_UNKNOWN',
    '没有 {nuclide} 的半衰期，不计算衰变',
    'There is no half-life of {nuclide}: decay is not computed',
  ),
  aggregate: define(
    'RADIATION_AGGREGATE_AID',
    '多枚源的 Σ A/D 只作参考（规则凭记忆）：我国按枚分类',
    'The sum of A/D over several sources is an aid (its rule is from memory): the law classes each source',
  ),
  aggregatePartial: define(
    'RADIATION_AGGREGATE_PARTIAL',
    '{count} 枚源不能计入 Σ A/D，汇总偏低',
    '{count} sources are not in the sum of A/D: it is too low',
  ),
  code: define(
    'RADIATION_SOURCE_CODE_INVALID',
    '放射源编码“{code}”不合 12 位规则：{why}',
    'The source code {code} does not follow the rule of 12 positions: {why}',
  ),
  codeNuclide: define(
    'RADIATION_SOURCE_CODE_NUCLIDE',
    '编码中的核素 {symbol} 为 {inCode}，与所给 {given} 不一致',
    'The code names {inCode} ({symbol}), the input {given}',
  ),
  codeCategory: define(
    'RADIATION_SOURCE_CODE_CATEGORY',
    '编码中的出厂类别 {inCode} 与按出厂活度计算的 {computed} 不一致',
    'The code says category {inCode}, the activity at manufacture makes it {computed}',
  ),
  series: define(
    'RADIATION_SERIES_INVALID',
    'values 应为 nGy/h 的数组（缺测 null，至多 {most} 个）',
    'values is an array of nGy/h (null: missing; at most {most})',
  ),
  start: define('RADIATION_START_INVALID', 'start 应为时间', 'start is a time'),
  step: define(
    'RADIATION_STEP_INVALID',
    'step 应为 60 的约数（分钟）',
    'step is minutes that divide an hour',
  ),
  value: define(
    'RADIATION_VALUE_INVALID',
    '第 {index} 个值不是剂量率，不参加',
    'Value {index} is no dose rate: it does not take part',
  ),
  manyInvalid: define(
    'RADIATION_VALUES_INVALID',
    '共有 {count} 个值不是剂量率，不参加',
    '{count} values in all are no dose rates: they do not take part',
  ),
  completeness: define(
    'RADIATION_COMPLETENESS_OURS',
    '小时、日、月的有效性要求为本平台规则，须核对 HJ 1009-2019',
    'Validity of hours, days and months follows rules of ours: check HJ 1009-2019',
  ),
  incompleteYear: define(
    'RADIATION_YEAR_INCOMPLETE',
    '{year} 年只有 {months} 个有效月，不给年均值与年剂量',
    '{year} has {months} valid months: no annual mean and dose',
  ),
  background: define(
    'RADIATION_BACKGROUND_INVALID',
    'background 应为 {"from":…,"to":…}，或 {known} 之一',
    'background is {"from":…,"to":…} or one of {known}',
  ),
  backgroundUnverified: define(
    'RADIATION_BACKGROUND_UNVERIFIED',
    '{place} 的本底范围未经核实（{confidence}）',
    'The background range of {place} was not verified ({confidence})',
  ),
  occupancy: define(
    'RADIATION_OCCUPANCY_INVALID',
    'occupancy 应为 0 至 1 的数；按 1 计',
    'occupancy is a number from 0 to 1: taken as 1',
  ),
  occupancyAssumed: define(
    'RADIATION_OCCUPANCY_ASSUMED',
    '没有给出居留因子，按 1 计（偏高）',
    'No occupancy is given: taken as 1, which is high',
  ),
  rate: define(
    'RADIATION_RATE_INVALID',
    'rate 应为不小于 0 的数（nGy/h）',
    'rate is a number from zero up (nGy/h)',
  ),
  hours: define('RADIATION_HOURS_INVALID', 'hours 应为不小于 0 的数', 'hours is a number from zero up'),
  group: define(
    'RADIATION_GROUP_UNKNOWN',
    'group 应为 public、worker 或 trainee',
    'group is public, worker or trainee',
  ),
  natural: define(
    'RADIATION_LIMIT_WITHOUT_BACKGROUND',
    '剂量限值不含天然本底：给出 background（nGy/h）才与限值比较',
    'Dose limits leave natural background out: nothing is compared before background (nGy/h) is given',
  ),
  limitUnverified: define(
    'RADIATION_LIMIT_UNVERIFIED',
    '{group} 的剂量限值凭记忆',
    'The dose limit of {group} is from memory',
  ),
});
