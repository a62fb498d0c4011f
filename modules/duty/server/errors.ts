import { defineErrors } from '@tarim/kernel';

export const dutyErrors = defineErrors({
  unitUnknown: {
    code: 'DUTY_UNIT_UNKNOWN',
    status: 422,
    zh: '没有行政单元 {unit}',
    en: 'There is no unit {unit}',
  },
  hoursWrong: {
    code: 'DUTY_HOURS_WRONG',
    status: 422,
    zh: '白班须早于夜班开始',
    en: 'The day shift has to begin before the night shift',
  },
  spanLong: {
    code: 'DUTY_SPAN_TOO_LONG',
    status: 400,
    zh: '一次最多查看 {most} 天的值班表',
    en: 'At most {most} days of the roster at once',
  },
  contactUnknown: {
    code: 'DUTY_CONTACT_UNKNOWN',
    status: 404,
    zh: '通讯录中没有 {id}',
    en: 'The phone list has no entry {id}',
  },
  contactRemoved: {
    code: 'DUTY_CONTACT_REMOVED',
    status: 409,
    zh: '通讯录的这一条已删除',
    en: 'This entry of the phone list is removed',
  },
  handOverUnknown: {
    code: 'DUTY_HAND_OVER_UNKNOWN',
    status: 404,
    zh: '没有交接班记录 {id}',
    en: 'There is no hand-over {id}',
  },
  handOverTaken: {
    code: 'DUTY_HAND_OVER_TAKEN',
    status: 409,
    zh: '已由 {by} 接班确认',
    en: 'Taken over by {by} already',
  },
  handOverOwn: {
    code: 'DUTY_HAND_OVER_OWN',
    status: 403,
    zh: '接班确认须由交班人以外的人作出',
    en: 'Whoever hands over cannot take over',
  },
  handOverDone: {
    code: 'DUTY_HAND_OVER_DONE',
    status: 409,
    zh: '已由 {by} 办结',
    en: 'Done by {by} already',
  },
  channelUnknown: {
    code: 'DUTY_CHANNEL_UNKNOWN',
    status: 404,
    zh: '没有通知渠道 {id}',
    en: 'There is no channel {id}',
  },
  channelIncomplete: {
    code: 'DUTY_CHANNEL_INCOMPLETE',
    status: 422,
    zh: '渠道缺少设置：{missing}',
    en: 'The channel lacks settings: {missing}',
  },
  channelKind: {
    code: 'DUTY_CHANNEL_KIND_FIXED',
    status: 409,
    zh: '渠道的类型不能改；请另建一个',
    en: 'The kind of a channel stays; add another one',
  },
  addressWrong: {
    code: 'DUTY_ADDRESS_WRONG',
    status: 422,
    zh: '“{kind}”渠道的收件地址不对',
    en: 'Not an address of a channel of kind {kind}',
  },
  ruleUnknown: {
    code: 'DUTY_NOTICE_RULE_UNKNOWN',
    status: 404,
    zh: '没有通知规则 {id}',
    en: 'There is no rule of notices {id}',
  },
  ruleRemoved: {
    code: 'DUTY_NOTICE_RULE_REMOVED',
    status: 409,
    zh: '这条通知规则已删除',
    en: 'This rule of notices is removed',
  },
  termsUnordered: {
    code: 'DUTY_TERMS_UNORDERED',
    status: 422,
    zh: '越严重的应答时限不能越长：严重不长于一般，一般不长于提示',
    en: 'What is worse cannot have longer to be answered: critical, then warning, then info',
  },
  reasonMissing: {
    code: 'DUTY_REASON_MISSING',
    status: 422,
    zh: '须写明理由',
    en: 'A reason is needed',
  },
  quietLong: {
    code: 'DUTY_QUIET_TOO_LONG',
    status: 422,
    zh: '静默时段须长于零、不超过 {most} 小时',
    en: 'Quiet hours last more than nothing and at most {most} hours',
  },
  messageUnknown: {
    code: 'DUTY_MESSAGE_UNKNOWN',
    status: 404,
    zh: '没有通知 {id}',
    en: 'There is no message {id}',
  },
  messageNotFailed: {
    code: 'DUTY_MESSAGE_NOT_FAILED',
    status: 409,
    zh: '只有发送失败的通知可以重发',
    en: 'Only what failed can be sent again',
  },
});

/** Defects of a row of a roster. */
export const rosterErrors = defineErrors({
  notPhone: { code: 'DUTY_ROW_PHONE', status: 422, zh: '不是电话号码', en: 'Not a phone number' },
  notMail: { code: 'DUTY_ROW_EMAIL', status: 422, zh: '不是邮箱', en: 'Not a mail address' },
  noAccount: { code: 'DUTY_ROW_ACCOUNT', status: 422, zh: '没有这个账号', en: 'There is no such account' },
});
