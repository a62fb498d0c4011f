import { defineErrors } from '@tarim/kernel';

export const alarmErrors = defineErrors({
  alarmUnknown: {
    code: 'ALARM_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的报警',
    en: 'There is no alarm {id}',
  },
  alarmClosed: {
    code: 'ALARM_CLOSED',
    status: 409,
    zh: '报警 {id} 已关闭，不能再处置',
    en: 'Alarm {id} is closed and can no longer be handled',
  },
  alarmAcknowledged: {
    code: 'ALARM_ALREADY_ACKNOWLEDGED',
    status: 409,
    zh: '报警 {id} 已由 {by} 签收',
    en: 'Alarm {id} was already acknowledged by {by}',
  },
  cursorInvalid: {
    code: 'ALARM_CURSOR_INVALID',
    status: 400,
    zh: '翻页游标无效，请从第一页重新读取',
    en: 'The cursor is not valid; read from the first page again',
  },
  ruleParamUnknown: {
    code: 'ALARM_RULE_PARAM_UNKNOWN',
    status: 400,
    zh: '“{kind}”类报警没有参数 {name}',
    en: 'Alarms of kind {kind} have no setting {name}',
  },
  ruleUnknown: {
    code: 'ALARM_RULE_UNKNOWN',
    status: 404,
    zh: '没有代号为 {key} 的报警规则',
    en: 'There is no alarm rule {key}',
  },
  ruleTermUnfit: {
    code: 'ALARM_RULE_TERM_UNFIT',
    status: 400,
    zh: '第 {n} 个条件（{type}）不能用于数据依据“{basis}”',
    en: 'Term {n} ({type}) cannot be asked of {basis}',
  },
  ruleClearWrong: {
    code: 'ALARM_RULE_CLEAR_WRONG',
    status: 400,
    zh: '第 {n} 个条件的解除值应比触发值宽松',
    en: 'Term {n} must clear at an easier figure than the one at which it begins',
  },
  ruleStepsUnordered: {
    code: 'ALARM_RULE_STEPS_UNORDERED',
    status: 400,
    zh: '升级步骤的时间应逐级递增',
    en: 'Each step of escalation must come later than the one before',
  },
  periodWrong: {
    code: 'ALARM_PERIOD_WRONG',
    status: 400,
    zh: '结束时间应晚于开始时间',
    en: 'The end must come after the beginning',
  },
  trialTooLong: {
    code: 'ALARM_TRIAL_TOO_LONG',
    status: 400,
    zh: '数据依据“{basis}”的试算时段最长 {days} 天',
    en: 'A trial on {basis} covers {days} days at most',
  },
  trialUnknown: {
    code: 'ALARM_TRIAL_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的试算',
    en: 'There is no trial {id}',
  },
  hushUnknown: {
    code: 'ALARM_HUSH_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的静默或维护窗口',
    en: 'There is no silence or maintenance window {id}',
  },
  hushOver: {
    code: 'ALARM_HUSH_OVER',
    status: 409,
    zh: '静默或维护窗口 {id} 已经结束',
    en: 'The silence or maintenance window {id} is over already',
  },
  hushOfNothing: {
    code: 'ALARM_HUSH_OF_NOTHING',
    status: 400,
    zh: '请指定点位、规则或报警类型',
    en: 'Name a point, a rule or a kind of alarm',
  },
  pointUnknown: {
    code: 'ALARM_POINT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的点位',
    en: 'There is no point {id}',
  },
  textEmpty: { code: 'ALARM_TEXT_EMPTY', status: 400, zh: '请写明内容', en: 'Write down the text' },
});
