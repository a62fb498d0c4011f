import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a line before anything is computed. Data in `problems`. */
export const EVALUATE_PROBLEMS = defineErrors({
  json: define('EVALUATE_JSON_MALFORMED', '该行不是 JSON', 'The line is not JSON'),
  object: define('EVALUATE_NOT_AN_OBJECT', '该行不是 JSON 对象', 'The line is not a JSON object'),
  tooLong: define(
    'EVALUATE_LINE_TOO_LONG',
    '该行超过 {limit} 个字符',
    'The line is longer than {limit} characters',
  ),
  tooDeep: define(
    'EVALUATE_TOO_DEEP',
    '该行嵌套过深或数目过大，不能处理',
    'The line is nested too deep, or too much of it to handle',
  ),
  period: define('EVALUATE_PERIOD_INVALID', 'period 应为 hour 或 day', 'period is hour or day'),
  method: define('EVALUATE_METHOD_UNKNOWN', 'method 应为 {words} 之一', 'method is one of {words}'),
  time: define('EVALUATE_TIME_INVALID', 'time 应为 ISO 8601 时间', 'time is an ISO 8601 time'),
  values: define('EVALUATE_VALUES_INVALID', 'values 应为对象', 'values is an object'),
  samples: define('EVALUATE_SAMPLES_INVALID', 'samples 应为对象的数组', 'samples is an array of objects'),
  before: define(
    'EVALUATE_BEFORE_INVALID',
    'before 应为对象（cwqi 为正数）',
    'before is an object (a number above zero for cwqi)',
  ),
  list: define('EVALUATE_LIST_INVALID', '{name} 应为对象的数组', '{name} is an array of objects'),
  member: define(
    'EVALUATE_MEMBER_INVALID',
    '{name} 无效，应为：{words}',
    '{name} is not as it should be: {words}',
  ),
  exempt: define(
    'EVALUATE_EXEMPT_INVALID',
    'exempt 应为污染物名称的数组',
    'exempt is an array of names of pollutants',
  ),
});
