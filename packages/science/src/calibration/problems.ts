import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Why a check has no verdict. Data in `problems`, never exceptions. */
export const CALIBRATION_PROBLEMS = defineErrors({
  kind: define('CHECK_KIND_UNKNOWN', 'kind 应为 {kinds}', 'kind is one of {kinds}'),
  item: define('CHECK_ITEM_UNKNOWN', '规则表没有项目“{item}”', 'The table has no item {item}'),
  value: define('CHECK_VALUE_INVALID', '{name} 不是有效数值', '{name} is no figure that counts'),
  range: define(
    'CHECK_RANGE_MISSING',
    '漂移以满量程计，须给出大于零的量程',
    'Drift is of full scale: a range above zero is needed',
  ),
  unit: define('CHECK_UNIT_UNKNOWN', '单位应为 {units}', 'The unit is one of {units}'),
  pairs: define(
    'CHECK_PAIRS_TOO_FEW',
    '{given} 对数据，至少需要 {need} 对',
    '{given} pairs, at least {need} are needed',
  ),
  pairsMany: define('CHECK_PAIRS_TOO_MANY', '一次最多 {limit} 对', 'At most {limit} pairs at a time'),
  zero: define(
    'CHECK_REFERENCE_ZERO',
    '参比均值为零，不能求相对误差',
    'The mean of the reference is zero: no relative error',
  ),
  substitute: define(
    'CHECK_STANDARD_INSTEAD',
    '第 {index} 对浓度 {value} 低，规则要求以 {substitute} 的标准样品代替实际水样',
    'Pair {index} is low ({value}): the rule asks for a standard sample of {substitute} in its place',
  ),
});
