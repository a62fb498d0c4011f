import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, status: number, zh: string, en: string): ErrorDefinition => ({
  code: `RADNET_${code}`,
  status,
  zh,
  en,
});

export const radnetErrors = defineErrors({
  stationUnknown: define(
    'STATION_UNKNOWN',
    404,
    '没有编号为 {id} 的辐射自动站',
    'There is no gamma station {id}',
  ),
  findingUnknown: define('FINDING_UNKNOWN', 404, '没有编号为 {id} 的发现', 'There is no finding {id}'),
  findingNotOpen: define(
    'FINDING_NOT_OPEN',
    409,
    '这条发现不在待核实状态，不能签收',
    'The finding is not open and cannot be acknowledged',
  ),
  findingOver: define(
    'FINDING_NOT_TO_CLOSE',
    409,
    '这条发现已办结、已撤销或无需办理',
    'The finding is closed or withdrawn, or needs nobody',
  ),
  findingGoesOn: define(
    'FINDING_GOES_ON',
    409,
    '{time} 的小时值仍是如此，尚不能办结',
    'The hour of {time} is still so; it cannot be closed yet',
  ),
  unitUnknown: define('UNIT_UNKNOWN', 422, '没有行政单位 {unit}', 'There is no unit {unit}'),
  sampleUnknown: define('SAMPLE_UNKNOWN', 404, '没有编号为 {id} 的样品', 'There is no sample {id}'),
  sampleState: define(
    'SAMPLE_STATE_UNFIT',
    409,
    '样品现在的进度不能办理这一环节',
    'As far as the sample is, this step cannot be taken',
  ),
  sampleDay: define(
    'SAMPLE_DAY_INVALID',
    422,
    '日期须不早于上一环节（{first}），不晚于今日（{last}）',
    'The day is not before the step before ({first}) and not after today ({last})',
  ),
  sampleReviewer: define(
    'SAMPLE_REVIEWER_SAME',
    422,
    '三级审核须由三个人，且都不是测量人',
    'Three persons review, none of whom measured',
  ),
  sampleResult: define(
    'SAMPLE_RESULT_INVALID',
    422,
    '“{indicator}”：低于探测下限的不填数值、须填下限；否则须填大于零且不低于下限的数值',
    '{indicator}: below the detection limit there is no value but the limit; else a value above zero and not below the limit',
  ),
  sampleIndicators: define(
    'SAMPLE_INDICATORS_UNFIT',
    422,
    '每个计划项目须有一个结果，且没有其他：{missing}',
    'Each planned indicator has one result, and there are no others: {missing}',
  ),
  period: define(
    'PERIOD_INVALID',
    400,
    '时段应从早到晚，最长 {days} 天',
    'The period has to run forward, at most {days} days',
  ),
});
