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
  textEmpty: { code: 'ALARM_TEXT_EMPTY', status: 400, zh: '请写明内容', en: 'Write down the text' },
});
