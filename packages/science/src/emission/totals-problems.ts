import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with records whose emission is summed. Data in `problems`, never exceptions. */
export const TOTALS_PROBLEMS = defineErrors({
  medium: define('LOAD_MEDIUM_UNKNOWN', 'medium 应为 air 或 water', 'medium is air or water'),
  by: define('LOAD_BY_UNKNOWN', 'by 应为 day、month、quarter 或 year', 'by is day, month, quarter or year'),
  records: define('LOAD_RECORDS_MISSING', 'records 应为数组', 'records is an array'),
  tooMany: define('LOAD_TOO_MANY_RECORDS', '一次最多 {limit} 条', 'At most {limit} records at a time'),
  record: define(
    'LOAD_RECORD_INVALID',
    '第 {index} 条没有时间或浓度',
    'Record {index} has no time or no values',
  ),
  missing: define(
    'LOAD_RECORDS_INCOMPLETE',
    '{count} 个浓度或流量缺失，其排放量没有计入，也没有替代',
    '{count} concentrations or flows are missing: what they emitted is neither in the sum nor substituted',
  ),
  permitted: define(
    'LOAD_PERMITTED_INVALID',
    '{item} 的许可排放量应大于 0 kg',
    'The permitted amount of {item} is above 0 kg',
  ),
});
