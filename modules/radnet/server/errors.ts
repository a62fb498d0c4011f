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
  enterpriseUnknown: define(
    'ENTERPRISE_UNKNOWN',
    422,
    '没有编号为 {id} 的企业',
    'There is no enterprise {id}',
  ),
  normUnknown: define(
    'NORM_UNKNOWN',
    404,
    '没有编号为 {id} 的伴生放射性矿企业',
    'There is no unit {id} of associated radioactive minerals',
  ),
  normTaken: define('NORM_TAKEN', 409, '“{name}”已登记', '{name} is registered already'),
  normPeriod: define(
    'NORM_ANNOUNCEMENT_RUNS',
    422,
    '公示到 {until} 为止，须晚于公示开始；期满后方可列入',
    'The announcement runs until {until}, which is after its beginning; the unit is listed after it',
  ),
  normYear: define(
    'NORM_YEAR_INVALID',
    422,
    '{year} 年不在列入期间，或已有报告',
    'The unit was not listed in {year}, or that year has its report',
  ),
  normScreening: define(
    'NORM_SCREENING_MISSING',
    422,
    '因不再超过而移出的，须先有列入之后未超过的排查结果',
    'A removal because nothing is above rests on a screening since the listing that says so',
  ),
  legacyUnknown: define('LEGACY_UNKNOWN', 404, '没有编号为 {id} 的遗留点', 'There is no legacy point {id}'),
  dossierState: define(
    'STEP_UNFIT',
    409,
    '现在的状态不能办理这一环节',
    'In its state this step cannot be taken',
  ),
  dossierDay: define(
    'STEP_DAY_INVALID',
    422,
    '日期须不早于 {first}，不晚于 {last}；下次巡查须在此后',
    'The day is not before {first} and not after {last}; the next look lies ahead',
  ),
  wellUnknown: define('WELL_UNKNOWN', 404, '没有编号为 {id} 的监测井', 'There is no well {id}'),
  wellTaken: define('WELL_TAKEN', 409, '该设施已有监测井“{name}”', 'The facility has a well {name}'),
  wellDay: define(
    'WELL_DAY_INVALID',
    422,
    '采样日须晚于上一次（{last}）、不晚于今日，每个指标一个数值；已有运行期结果后不再录入本底',
    'The day is after the last one ({last}) and not in the future, each indicator once; no baseline after operation began',
  ),
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
