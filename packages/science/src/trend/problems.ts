import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a series whose trend is asked for. Data in `problems`, never exceptions. */
export const TREND_PROBLEMS = defineErrors({
  value: define(
    'TREND_VALUE_INVALID',
    '第 {number} 个值无效，未使用',
    'Value number {number} is no figure and was not used',
  ),
  time: define(
    'TREND_TIME_INVALID',
    '第 {number} 个点的时间 t 应为数，未使用该点',
    'The time t of point number {number} is no number; the point was not used',
  ),
  sameTime: define(
    'TREND_TIME_TWICE',
    '时间 {t} 有不止一个值；先合并为一个（如取均值）再检验',
    'Time {t} has more than one value; make one of them (a mean) before the test',
  ),
  few: define(
    'TREND_TOO_FEW',
    '只有 {n} 个值，至少需要 {minimum} 个',
    '{n} values are fewer than the {minimum} needed',
  ),
  fewSpearman: define(
    'TREND_TOO_FEW_FOR_SPEARMAN',
    '秩相关检验至少需要 {minimum} 个时段，现有 {n} 个',
    'The rank correlation needs {minimum} periods or more, there are {n}',
  ),
  noCritical: define(
    'TREND_NO_CRITICAL_VALUE',
    '{n} 个时段没有临界值（表中最多 {most} 个），不能判定秩相关是否显著',
    'The table has no critical value for {n} periods (up to {most}): the rank correlation cannot be judged',
  ),
  nearCritical: define(
    'TREND_CRITICAL_VALUE_OF_FEWER',
    '表中没有 {n} 个时段的临界值，采用较少时段的 {critical}（更严）',
    'The table has no critical value for {n} periods; that for fewer, {critical}, was taken, which asks for more',
  ),
  ties: define(
    'TREND_TIES',
    '有相等的值：按平均秩并作结修正；办法的公式没有修正，按它为 {plain}',
    'Some values are equal: mean ranks, corrected for ties; the formula of the rule, which is not, gives {plain}',
  ),
  alpha: define('TREND_ALPHA_UNKNOWN', '显著性水平应为 0.1、0.05 或 0.01', 'alpha is 0.1, 0.05 or 0.01'),
});
