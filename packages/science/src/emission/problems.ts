import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an emission that is judged. Data in `problems`, never exceptions. */
export const EMISSION_PROBLEMS = defineErrors({
  standards: define(
    'EMISSION_STANDARDS_MISSING',
    'standards 应为数组，每项给出 standard 与 process',
    'standards is an array; each names standard and process',
  ),
  standard: define(
    'EMISSION_STANDARD_UNKNOWN',
    '没有排放标准“{standard}”',
    'There is no emission standard {standard}',
  ),
  notObtained: define(
    'EMISSION_STANDARD_NOT_OBTAINED',
    '{standard} 的内容未取得，没有限值可比；须由人按官方文本录入',
    'The content of {standard} was not obtained: there are no limits to compare with; a person must enter them',
  ),
  process: define(
    'EMISSION_PROCESS_UNKNOWN',
    '{standard} 没有工序“{process}”；有：{known}',
    '{standard} has no process {process}; it has: {known}',
  ),
  stage: define(
    'EMISSION_STAGE_UNKNOWN',
    '{standard} 的 {process} 没有阶段“{stage}”；有：{known}',
    '{process} of {standard} has no stage {stage}; it has: {known}',
  ),
  notYet: define(
    'EMISSION_STANDARD_NOT_YET',
    '{standard} 自 {from} 起实施，数据早于此日',
    '{standard} is in force from {from}: the data are older',
  ),
  period: define(
    'EMISSION_PERIOD_INVALID',
    'period 应为 hour、day、measured 或 any',
    'period is hour, day, measured or any',
  ),
  values: define(
    'EMISSION_VALUES_MISSING',
    '应给出 values（一个时段）或 hourly（逐时）',
    'Give values (of one period) or hourly',
  ),
  value: define('EMISSION_VALUE_INVALID', '{item} 的值不是数值', 'The value of {item} is no figure'),
  unit: define(
    'EMISSION_CODE_UNIT',
    '{code} 通常以 {unit} 报出；这里按 mg/m³（废水 mg/L）读取，不作换算',
    '{code} usually comes in {unit}; it was read as mg/m³ (wastewater mg/L), nothing is converted',
  ),
  conversion: define(
    'EMISSION_NOT_CONVERTED',
    '{item} 不能按 {standard} 折算（{reason}），不判定',
    '{item} cannot be converted for {standard} ({reason}) and is not judged',
  ),
  noLimit: define(
    'EMISSION_NO_LIMIT',
    '{standard} 对 {item} 没有 {period} 限值',
    '{standard} has no {period} limit of {item}',
  ),
  dayHours: define(
    'EMISSION_DAY_TOO_FEW_HOURS',
    '{item} 当日有效小时 {valid} 个，少于 {needed} 个，日均值不判定',
    '{item} has {valid} valid hours of the day, fewer than {needed}: its day mean is not judged',
  ),
  caveat: define('EMISSION_LIMITS_UNVERIFIED', '{standard}：{zh}', '{standard}: {en}'),
  memory: define(
    'EMISSION_LIMITS_FROM_MEMORY',
    '{standard} {process} 的限值未经官方文本核实（{confidence}）',
    'The limits of {standard} {process} were not verified with the official text ({confidence})',
  ),
  waterTemperature: define(
    'EMISSION_WATER_TEMPERATURE',
    '没有给出 waterTemperature：氨氮按水温高于 12 ℃ 的限值判定',
    'waterTemperature is not given: NH3-N is judged as in water above 12 °C',
  ),
  flow: define(
    'EMISSION_FLOW_INVALID',
    'flow 应为标干流量 m³/h（废水 m³）',
    'flow is m³/h, dry and standard (wastewater m³)',
  ),
});
