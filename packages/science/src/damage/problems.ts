import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with the figures of a damage, and what an answer has to tell. Data in `problems`, never exceptions. */
export const DAMAGE_PROBLEMS = defineErrors({
  none: define(
    'DAMAGE_NOTHING',
    'discharges 应为 1 至 {most} 项排放',
    'discharges is a list of 1 to {most} discharges',
  ),
  object: define('DAMAGE_NOT_OBJECT', '{name} 应为对象', '{name} is an object'),
  medium: define('DAMAGE_MEDIUM_UNKNOWN', 'medium 应为 water 或 air', 'medium is water or air'),
  pollutants: define(
    'DAMAGE_POLLUTANTS',
    'pollutants 应为 1 至 {most} 种污染物',
    'pollutants is a list of 1 to {most} pollutants',
  ),
  amount: define(
    'DAMAGE_AMOUNT_INVALID',
    '{name} 应为 0 至 {most} 的数',
    '{name} is a number from 0 to {most}',
  ),
  limit: define(
    'DAMAGE_LIMIT_INVALID',
    '{name}：排放限值 B 应大于 0，否则算不出超标倍数',
    '{name}: the limit B lies above zero, or there is no multiple',
  ),
  excess: define(
    'DAMAGE_EXCESS_MISSING',
    '{name}：应给出 measured 与 limit，或超标倍数 kappa',
    '{name}: give measured and limit, or the multiple kappa',
  ),
  row: define(
    'DAMAGE_ROW_UNKNOWN',
    '{name}：表中没有“{row}”这一行（已知：{known}）',
    '{name}: the table has no row {row} (known: {known})',
  ),
  coefficient: define(
    'DAMAGE_COEFFICIENT_INVALID',
    '{name} 应为大于 0、不超过 {most} 的数，或表中的一行',
    '{name} is a number above 0 and up to {most}, or a row of the table',
  ),
  range: define(
    'DAMAGE_COEFFICIENT_OUT_OF_RANGE',
    '{name} 取 {value}，超出所知的范围 {from}–{to}，请核对',
    '{name} is {value}, outside the range that is known, {from} to {to}: check it',
  ),
  simpleLimit: define(
    'DAMAGE_SIMPLE_LIMIT_INVALID',
    'simpleLimit 应为大于 0、不超过 {most} 的数（地方可定的上限），按 {used} 元判断',
    'simpleLimit is a number above 0 and up to {most}, the most that a region may set; {used} yuan is used',
  ),
  estimate: define(
    'DAMAGE_ESTIMATE',
    '估算：{standard} 的表凭记忆或未核实，须由鉴定评估机构核对并确认，不能作为依据',
    'An estimate: tables of {standard} are from memory or not verified; an assessor must check and confirm it, it proves nothing',
  ),
});
