import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a noise measurement. Data in `problems`, never exceptions. */
export const NOISE_PROBLEMS = defineErrors({
  standard: define(
    'NOISE_STANDARD_UNKNOWN',
    '没有噪声标准“{standard}”',
    'There is no noise standard {standard}',
  ),
  zone: define(
    'NOISE_ZONE_UNKNOWN',
    '{standard} 没有“{zone}”类声环境功能区',
    '{standard} has no zone {zone}',
  ),
  level: define('NOISE_LEVEL_INVALID', '{item} 不是声级（分贝）', '{item} is not a level in dB'),
  nothing: define(
    'NOISE_NOTHING_GIVEN',
    '没有可评价的声级：给出 Ld、Ln 或逐时 Leq',
    'There is no level to judge: give Ld, Ln or hourly Leq',
  ),
  dayHours: define(
    'NOISE_DAY_HOURS_INVALID',
    'dayHours 应为整点，如 {"from":6,"to":22}，且昼夜都不少于 1 小时',
    'dayHours are full hours such as {"from":6,"to":22}, with at least one hour of day and of night',
  ),
  localHours: define(
    'NOISE_DAY_HOURS_LOCAL',
    '昼间按 {from}–{to} 时（北京时间）划分，不同于 6–22 时，须有当地政府通告为据',
    'Day is {from} to {to} o’clock Beijing time, not 6 to 22: that takes a notice of the local government',
  ),
  start: define(
    'NOISE_START_INVALID',
    '给出逐时 Leq 时，start 应为整点时间',
    'With hourly Leq, start is a full hour',
  ),
  tooFew: define(
    'NOISE_TOO_FEW_HOURS',
    '{item} 只有 {valid} 个有效小时，少于 {needed} 个',
    '{item} has {valid} valid hours, fewer than {needed}',
  ),
  weather: define(
    'NOISE_WEATHER',
    '雨、雪、雷电或风速不小于 {wind} m/s 时测量无效',
    'Measured in rain, snow, thunder or wind of {wind} m/s or more: not valid',
  ),
  indoor: define(
    'NOISE_INDOOR_NOT_COVERED',
    '{standard} 在本平台没有室内限值表',
    'The platform has no indoor limits of {standard}',
  ),
  unverified: define(
    'NOISE_LIMITS_UNVERIFIED',
    '{standard} 的限值凭记忆（与 GB 12348-2008 官方文本的功能区限值一致），未经该标准原文核实',
    'Limits of {standard} are from memory (they agree with the official text of GB 12348-2008), not verified with its own text',
  ),
  octaves: define(
    'NOISE_OCTAVES_INVALID',
    'octaves 应为 31.5、63、125、250、500 Hz 五个声压级',
    'octaves are five levels at 31.5, 63, 125, 250, 500 Hz',
  ),
  background: define(
    'NOISE_BACKGROUND_NOT_CORRECTED',
    '背景值修正表没有取得，本平台不作修正；请给出已修正的声级',
    'The table of background corrections was not obtained: none is made; give corrected levels',
  ),
});
