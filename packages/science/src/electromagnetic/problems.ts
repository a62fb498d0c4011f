import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with fields that are judged. Data in `problems`, never exceptions. */
export const EM_PROBLEMS = defineErrors({
  measurements: define(
    'EM_MEASUREMENTS_INVALID',
    'measurements 应为对象的数组（1 至 {most} 个频率）',
    'measurements is an array of objects (1 to {most} frequencies)',
  ),
  frequency: define(
    'EM_FREQUENCY_INVALID',
    '“{frequency}”不是频率：写作赫兹数或“900 MHz”',
    '{frequency} is no frequency: write Hz as a number, or 900 MHz',
  ),
  range: define(
    'EM_FREQUENCY_OUT_OF_RANGE',
    '{frequency} Hz 不在 GB 8702-2014 的 1 Hz–300 GHz 内',
    '{frequency} Hz lies outside 1 Hz to 300 GHz of GB 8702-2014',
  ),
  value: define('EM_VALUE_INVALID', '{quantity} 不是不小于 0 的数', '{quantity} is no number from zero up'),
  noLimit: define(
    'EM_NO_LIMIT',
    '{frequency} Hz 没有 {quantity} 的限值',
    'There is no limit of {quantity} at {frequency} Hz',
  ),
  nothing: define('EM_NOTHING_GIVEN', '没有可判的场量，只给出限值', 'No field is given: limits only'),
  both: define(
    'EM_BOTH_NEEDED',
    '{band}：每个频率都须给出 {needed}，否则不能判为达标',
    '{band}: {needed} is needed of every frequency, or else nothing meets',
  ),
  field: define(
    'EM_FIELD_UNKNOWN',
    'field 应为 far 或 near，不作判定',
    'field is far or near: nothing is judged',
  ),
  boundary: define(
    'EM_BOUNDARY_STRICTER',
    '{frequency} Hz 为两行的分界，取较严的限值（本平台规则）',
    '{frequency} Hz is where two rows meet: the stricter limit holds (a rule of ours)',
  ),
});
