import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an ecological evaluation, and what every answer has to tell. */
export const ECOLOGY_PROBLEMS = defineErrors({
  missing: define(
    'ECOLOGY_INPUT_MISSING',
    '缺少 {item}，不能计算 {index}',
    '{item} is missing: {index} cannot be computed',
  ),
  value: define('ECOLOGY_VALUE_INVALID', '{item} 不是有效数值', '{item} is not a figure that fits'),
  landClass: define('ECOLOGY_LAND_CLASS_UNKNOWN', '没有生境类型“{item}”', 'There is no habitat class {item}'),
  unverified: define(
    'ECOLOGY_RULE_UNVERIFIED',
    '{what}，未经官方文本核实，结果仅供参考',
    'Not verified with the official text: {what}; the result is indicative',
  ),
  capped: define(
    'ECOLOGY_INDEX_CAPPED',
    '{item} 为 {value}，超出 0～100，按 {capped} 计',
    '{item} is {value}, outside 0 to 100: {capped} counts',
  ),
  event: define('ECOLOGY_EVENT_UNKNOWN', 'event 应为 moderate 或 serious', 'event is moderate or serious'),
});
