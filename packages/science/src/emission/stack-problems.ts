import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a stack whose rate is judged. Data in `problems`, never exceptions. */
export const STACK_PROBLEMS = defineErrors({
  item: define('STACK_ITEM_UNKNOWN', 'GB 16297 表 2 没有“{item}”', 'GB 16297 table 2 does not have {item}'),
  height: define('STACK_HEIGHT_INVALID', '排气筒高度应大于 0 m', 'The height of a stack is above 0 m'),
  level: define('STACK_LEVEL_INVALID', 'level 应为 2 或 3（二级、三级）', 'level is 2 or 3'),
  use: define(
    'STACK_USE_AMBIGUOUS',
    '{item} 按用途有不同限值，未指明时取最严 {limit}',
    '{item} has limits by use; without one the strictest, {limit}, counts',
  ),
  minHeight: define(
    'STACK_TOO_LOW',
    '{item} 的排气筒不得低于 {needed} m',
    'A stack of {item} may not be lower than {needed} m',
  ),
  rules: define(
    'STACK_RULES_UNVERIFIED',
    '内插、外推、减半与等效排气筒的规则凭记忆（GB 16297 附录 A、B）',
    'Rules of interpolation, extrapolation, halving and equivalent stacks are from memory (annexes A, B)',
  ),
  distance: define(
    'STACK_DISTANCE_INVALID',
    '等效排气筒需要距离 distance 与各自高度、速率',
    'Equivalent stacks take their distance, heights and rates',
  ),
});
