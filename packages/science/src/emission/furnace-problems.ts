import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a furnace-day, and what every answer has to tell. Data in `problems`, never exceptions. */
export const FURNACE_PROBLEMS = defineErrors({
  memory: define(
    'FURNACE_RULES_UNVERIFIED',
    '第 10 号令的标记免判时长与温度次数凭记忆，未经官方文本核实',
    'Allowances and temperature counts of order 10 are from memory, not verified with the official text',
  ),
  hourly: define('FURNACE_HOURLY_MISSING', 'hourly 应给出当日逐时浓度', 'hourly holds the hours of the day'),
  mark: define(
    'FURNACE_MARK_UNKNOWN',
    '第 {hour} 时的标记“{mark}”不认识，按正常工况',
    'Mark {mark} of hour {hour} is not known: it counts as normal operation',
  ),
  allowance: define(
    'FURNACE_ALLOWANCE_USED_UP',
    '标记“{mark}”的时长已超过 {limit} 小时，第 {hour} 时照常判定',
    'More than {limit} hours are marked {mark}: hour {hour} is judged',
  ),
  dust: define(
    'FURNACE_DUST_TOO_HIGH',
    '第 {hour} 时标记为“{mark}”，但颗粒物 {value} 高于 {limit}，照常判定',
    'Hour {hour} is marked {mark}, but its PM {value} lies above {limit}: it is judged',
  ),
  tooFew: define(
    'FURNACE_TOO_FEW_HOURS',
    '{item} 可判有效小时 {valid} 个，少于 {needed} 个',
    '{item} has {valid} hours to judge, fewer than {needed}',
  ),
  temperature: define(
    'FURNACE_TEMPERATURES_INVALID',
    'temperatures 应为当日 288 个 5 分钟均值',
    'temperatures are the 288 five-minute means of the day',
  ),
});
