import { defineErrors } from '@tarim/kernel';

export const trackingErrors = defineErrors({
  // What terminals send and is not taken; counted by code (`tracking.refusal`).
  frameBroken: {
    code: 'TRACKING_FRAME_BROKEN',
    status: 422,
    zh: '报文校验码不符或不完整，不予应答',
    en: 'The check byte does not fit or the frame is not whole; it is not answered',
  },
  numberUnknown: {
    code: 'TRACKING_TERMINAL_UNKNOWN',
    status: 401,
    zh: '终端手机号未登记、已停用，或登记的是另一种协议',
    en: 'Nobody registered this terminal number, it is not in use, or it is registered with another protocol',
  },
  registerMismatch: {
    code: 'TRACKING_REGISTER_MISMATCH',
    status: 401,
    zh: '注册报文中的终端 ID 与登记不符',
    en: 'The terminal ID of the registration is not the registered one',
  },
  keyWrong: {
    code: 'TRACKING_KEY_WRONG',
    status: 401,
    zh: '鉴权码或密钥不符',
    en: 'The authentication code or the key is wrong',
  },
  notAuthenticated: {
    code: 'TRACKING_NOT_AUTHENTICATED',
    status: 401,
    zh: '鉴权之前的报文不予接收',
    en: 'Nothing is taken before authentication',
  },
  logUnavailable: {
    code: 'TRACKING_LOG_UNAVAILABLE',
    status: 503,
    zh: '原始帧暂不能落盘，请稍后重发',
    en: 'Frames cannot be kept at present; send again later',
  },
  // What people ask for.
  terminalUnknown: {
    code: 'TRACKING_ID_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的终端',
    en: 'There is no terminal {id}',
  },
  fenceUnknown: {
    code: 'TRACKING_FENCE_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的围栏',
    en: 'There is no fence {id}',
  },
  jobUnknown: {
    code: 'TRACKING_JOB_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的作业备案',
    en: 'There is no job {id}',
  },
  alarmUnknown: {
    code: 'TRACKING_ALARM_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的报警',
    en: 'There is no alarm {id}',
  },
  accidentUnknown: {
    code: 'TRACKING_ACCIDENT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的事故',
    en: 'There is no accident {id}',
  },
  frameUnknown: {
    code: 'TRACKING_FRAME_UNKNOWN',
    status: 404,
    zh: '帧日志 {lsn} 处没有终端报文',
    en: 'There is no frame of a terminal at {lsn}',
  },
  unitUnknown: {
    code: 'TRACKING_UNIT_UNKNOWN',
    status: 422,
    zh: '没有单元 {unit}',
    en: 'There is no unit {unit}',
  },
  numberTaken: {
    code: 'TRACKING_NUMBER_TAKEN',
    status: 409,
    zh: '终端手机号 {number} 已登记',
    en: 'The terminal number {number} is registered already',
  },
  nuclideUnknown: {
    code: 'TRACKING_NUCLIDE_UNKNOWN',
    status: 422,
    zh: '核素表中没有 {nuclide}',
    en: 'The tables have no nuclide {nuclide}',
  },
  baselineBare: {
    code: 'TRACKING_BASELINE_INCOMPLETE',
    status: 422,
    zh: '基线剂量率须同时写明测量时间，且不低于本底',
    en: 'A baseline stands with the time of its measurement, and is not below the background',
  },
  batteryUnfit: {
    code: 'TRACKING_BATTERY_INVALID',
    status: 422,
    zh: '满电电压须高于空电电压',
    en: 'A full battery has more voltage than an empty one',
  },
  areaUnfit: {
    code: 'TRACKING_AREA_INVALID',
    status: 422,
    zh: '区域不是有效的多边形',
    en: 'The area is no valid polygon',
  },
  foreignTerminal: {
    code: 'TRACKING_TERMINAL_FOREIGN',
    status: 422,
    zh: '终端 {id} 不属于这一单元',
    en: 'Terminal {id} is not of this unit',
  },
  windowUnfit: {
    code: 'TRACKING_WINDOW_INVALID',
    status: 422,
    zh: '结束时间须晚于开始时间，且不超过一年',
    en: 'The end is after the start, by a year at most',
  },
  jobSettled: {
    code: 'TRACKING_JOB_SETTLED',
    status: 409,
    zh: '备案已是“{state}”，不能再作此决定',
    en: 'The filing is {state}: this cannot be decided any more',
  },
  alarmClosed: {
    code: 'TRACKING_ALARM_CLOSED',
    status: 409,
    zh: '报警已解除',
    en: 'The alarm is closed',
  },
  accidentThere: {
    code: 'TRACKING_ACCIDENT_OPEN',
    status: 409,
    zh: '这一终端已有未终止的事故',
    en: 'An accident of this terminal has not ended',
  },
  accidentEnded: {
    code: 'TRACKING_ACCIDENT_ENDED',
    status: 409,
    zh: '事故已终止',
    en: 'The accident has ended',
  },
  foundUnfit: {
    code: 'TRACKING_FOUND_INVALID',
    status: 422,
    zh: '发现时间不得晚于现在',
    en: 'It was not found in the future',
  },
});
