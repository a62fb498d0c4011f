import { defineErrors } from '@tarim/kernel';

export const evaluationErrors = defineErrors({
  subjectUnknown: {
    code: 'EVALUATION_SUBJECT_UNKNOWN',
    status: 404,
    zh: '没有点位或城市 {subject}，或它不公开',
    en: 'There is no point or city {subject}, or it is not public',
  },
  ruleUnknown: {
    code: 'EVALUATION_RULE_UNKNOWN',
    status: 404,
    zh: '没有标准 {code}',
    en: 'There is no standard {code}',
  },
  subjectAmbiguous: {
    code: 'EVALUATION_SUBJECT_AMBIGUOUS',
    status: 400,
    zh: '请给出 pointId 或 cityCode 之一',
    en: 'Give either pointId or cityCode',
  },
  aqiUnknown: {
    code: 'EVALUATION_AQI_UNKNOWN',
    status: 404,
    zh: '{time} 的 AQI 尚未计算',
    en: 'The AQI of {time} has not been computed',
  },
  verdictUnknown: {
    code: 'EVALUATION_VERDICT_UNKNOWN',
    status: 404,
    zh: '因子 {code} 在 {time} 没有判定',
    en: 'There is no verdict on factor {code} at {time}',
  },
  periodInvalid: {
    code: 'EVALUATION_PERIOD_INVALID',
    status: 400,
    zh: '时段的结束须晚于开始，且不超过 {days} 天',
    en: 'A period must end after it begins and last at most {days} days',
  },
  unitTrap: {
    code: 'EVALUATION_UNIT_TRAP',
    status: 422,
    zh: '{factor}（登记单位：{unit}）请核对设备实际上传的单位：{trap}',
    en: '{factor} (registered unit: {unit}): check in which unit the device really sends it. {trap}',
  },
  cityUnknown: {
    code: 'EVALUATION_CITY_UNKNOWN',
    status: 404,
    zh: '没有评价城市 {city}',
    en: 'There is no city {city} that is assessed',
  },
  airPeriodInvalid: {
    code: 'EVALUATION_AIR_PERIOD_INVALID',
    status: 400,
    zh: '“{period}”不是评价时段（如 2025、2025-Q1、2025-03、2025-01-01/2025-06-30），或超过 {days} 天',
    en: '{period} is no period such as 2025, 2025-Q1, 2025-03 or 2025-01-01/2025-06-30, or longer than {days} days',
  },
  airDayUnknown: {
    code: 'EVALUATION_AIR_DAY_UNKNOWN',
    status: 404,
    zh: '{date} 没有日评价值',
    en: 'There is no daily figure of {date}',
  },
  uploadUnknown: {
    code: 'EVALUATION_UPLOAD_UNKNOWN',
    status: 404,
    zh: '没有第 {id} 次上传',
    en: 'There is no upload {id}',
  },
  markUnchanged: {
    code: 'EVALUATION_DUST_MARK_UNCHANGED',
    status: 409,
    zh: '{date} 已经这样标记',
    en: '{date} is marked so already',
  },
  cursorInvalid: {
    code: 'EVALUATION_CURSOR_INVALID',
    status: 400,
    zh: '翻页游标无效，请从第一页重新读取',
    en: 'The cursor is not valid; read from the first page again',
  },
});
