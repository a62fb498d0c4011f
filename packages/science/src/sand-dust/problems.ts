import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with hours that are searched for dust, and what every answer has to tell. */
export const SAND_DUST_PROBLEMS = defineErrors({
  start: define('SAND_DUST_START_INVALID', 'start 应为整点时间', 'start is a full hour'),
  hours: define(
    'SAND_DUST_HOURS_INVALID',
    'PM10 应为逐时浓度的数组',
    'PM10 is an array of hourly concentrations',
  ),
  tooMany: define('SAND_DUST_TOO_MANY_HOURS', '一次最多 {limit} 小时', 'At most {limit} hours at a time'),
  value: define(
    'SAND_DUST_VALUE_INVALID',
    '{pollutant} 第 {index} 小时不是浓度，视为缺测',
    'Hour {index} of {pollutant} is not a concentration and counts as missing',
  ),
  proposed: define(
    'SAND_DUST_PROPOSED',
    '沙尘时段为本平台按小时浓度推算的建议，以中国环境监测总站公布的名单为准',
    'The events are proposed from hourly concentrations; the list of the national centre (CNEMC) decides',
  ),
  memory: define(
    'SAND_DUST_THRESHOLDS_UNVERIFIED',
    '起止判据（2 倍、150、10 %）凭记忆，未经官方文本核实',
    'The thresholds (twice, 150, 10 %) are from memory, not verified with the official text',
  ),
  event: define(
    'SAND_DUST_EVENT_INVALID',
    '第 {index} 个沙尘时段的起止时间无效',
    'Event {index} has no valid start and end',
  ),
  untested: define(
    'SAND_DUST_HOURS_UNTESTED',
    '{count} 个小时因此前 6 小时数据不足未能判断',
    '{count} hours could not be tested: too few of the six hours before them are there',
  ),
});
