import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Why an amount cannot be substituted, or what is wrong with the input. Data in `problems`, never exceptions. */
export const SUBSTITUTION_PROBLEMS = defineErrors({
  medium: define('SUBSTITUTION_MEDIUM_UNKNOWN', 'medium 应为 air 或 water', 'medium is air or water'),
  span: define(
    'SUBSTITUTION_SPAN_INVALID',
    'from 与 to 应为时间，且 from 早于 to',
    'from and to are times, from before to',
  ),
  amounts: define('SUBSTITUTION_AMOUNTS_MISSING', 'amounts 应为数组', 'amounts is an array'),
  tooMany: define('SUBSTITUTION_TOO_MANY', '一次最多 {limit} 个时段', 'At most {limit} amounts at a time'),
  amount: define(
    'SUBSTITUTION_AMOUNT_INVALID',
    '第 {index} 条没有时间、状态不识或排放量不是非负数',
    'Amount {index} has no time, an unknown state or an amount that is none',
  ),
  twice: define(
    'SUBSTITUTION_AMOUNT_TWICE',
    '第 {index} 条的时段已给出，只用第一次给出的',
    'The period of amount {index} was given before; the first counts',
  ),
  noRule: define(
    'SUBSTITUTION_NO_RULE',
    '{quarter} 有效数据捕集率 {alpha}% 低于规则的下限，没有替代规则，{count} 个时段不予替代',
    'The capture rate {alpha} % of {quarter} lies below the table: no rule, {count} periods stay without an amount',
  ),
  noCheck: define(
    'SUBSTITUTION_NO_PASSED_CHECK',
    '{count} 个时段之前没有已知的合格校准（校验），规则无从取值',
    'No passed check is known before {count} periods: the rule has nothing to take values before',
  ),
  noHistory: define(
    'SUBSTITUTION_NO_HISTORY',
    '{count} 个时段之前没有有效排放量',
    'There is no valid amount before {count} periods',
  ),
  short: define(
    'SUBSTITUTION_HISTORY_SHORT',
    '{count} 个时段之前的有效值少于规则要求的个数，取已有的最大值',
    'Fewer valid values than the rule looks back over stand before {count} periods: the maximum of those there are',
  ),
});
