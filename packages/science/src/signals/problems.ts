import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Why a signal could not be worked out. Data in `problems`, never exceptions. */
export const SIGNAL_PROBLEMS = defineErrors({
  few: define(
    'SIGNAL_TOO_FEW',
    '只有 {n} 个可用数据，该线索至少需要 {minimum} 个',
    '{n} usable data are fewer than the {minimum} this signal needs',
  ),
  noCases: define(
    'SIGNAL_NOTHING_TO_WEIGH',
    '所查时段内没有可供比较的情形（如没有标记、没有缺失、没有修改）',
    'The window holds nothing to weigh: no marks, gaps, corrections or whatever this signal looks at',
  ),
  notApplicable: define(
    'SIGNAL_NOT_APPLICABLE',
    '数据不满足该检验的适用条件：{reason}',
    'The data do not fit this test: {reason}',
  ),
  noVariation: define(
    'SIGNAL_NO_VARIATION',
    '数据没有变化，不能比较',
    'The data do not vary; there is nothing to compare',
  ),
});
