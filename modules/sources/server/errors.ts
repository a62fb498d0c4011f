import { defineErrors } from '@tarim/kernel';

export const outfallErrors = defineErrors({
  outfallUnknown: {
    code: 'SOURCES_OUTFALL_UNKNOWN',
    status: 404,
    zh: '没有排污口 {id}',
    en: 'There is no outfall {id}',
  },
  codeTaken: {
    code: 'SOURCES_OUTFALL_CODE_TAKEN',
    status: 409,
    zh: '排污口编码 {code} 已登记',
    en: 'An outfall with the code {code} is registered already',
  },
  unitUnknown: {
    code: 'SOURCES_UNIT_UNKNOWN',
    status: 404,
    zh: '没有行政单元 {unit}',
    en: 'There is no administrative unit {unit}',
  },
  ownerUnknown: {
    code: 'SOURCES_ENTERPRISE_UNKNOWN',
    status: 404,
    zh: '没有登记企业 {id}',
    en: 'There is no registered enterprise {id}',
  },
  foundLater: {
    code: 'SOURCES_FOUND_IN_FUTURE',
    status: 422,
    zh: '排查日期 {date} 晚于今天',
    en: 'The day of the survey, {date}, is yet to come',
  },
  actNotNow: {
    code: 'SOURCES_ACT_NOT_NOW',
    status: 409,
    zh: '排污口 {code} 现在的状态不能做这一步（{state}）',
    en: 'Outfall {code} does not allow this step in its state ({state})',
  },
  stepLacks: {
    code: 'SOURCES_STEP_INCOMPLETE',
    status: 422,
    zh: '这一步还缺：{lacks}',
    en: 'The step lacks: {lacks}',
  },
  noPlan: {
    code: 'SOURCES_TREATMENT_NOT_PLANNED',
    status: 409,
    zh: '还没有整治方案，不能报告整治完成',
    en: 'No treatment is planned that could be done',
  },
  ownWork: {
    code: 'SOURCES_CLOSE_OWN_WORK',
    status: 403,
    zh: '制定整治方案或报告整治完成的人不能销号',
    en: 'Whoever planned the treatment or reported it done does not close the outfall',
  },
  taskUnknown: {
    code: 'SOURCES_TASK_UNKNOWN',
    status: 404,
    zh: '没有监测任务 {id}',
    en: 'There is no monitoring task {id}',
  },
  evidenceUnreadable: {
    code: 'SOURCES_EVIDENCE_UNREADABLE',
    status: 422,
    zh: '佐证应为 JPEG、PNG、WebP 或 PDF，不超过 {mib} MiB',
    en: 'Evidence is JPEG, PNG, WebP or PDF of at most {mib} MiB',
  },
  evidenceUnknown: {
    code: 'SOURCES_EVIDENCE_UNKNOWN',
    status: 404,
    zh: '没有这份佐证',
    en: 'There is no such evidence',
  },
});
