type Pair = readonly [zh: string, en: string];

/** Why a value did not enter or was not judged: coded by telemetry's rollups and by this room. */
const REASONS: Readonly<Record<string, Pair>> = {
  INSUFFICIENT: ['有效数据不足', 'too few valid values'],
  RUNNING: ['时段尚未结束', 'the period was still running'],
  NO_VALUE: ['没有数据', 'no value'],
  'not-measured': ['不监测该项', 'not measured here'],
  'no-value': ['没有数据', 'no value'],
  negative: ['负值', 'a negative value'],
  'no-mda8': ['8 小时滑动平均不足', 'too few 8-hour means'],
  'no-station': ['没有站点有有效值', 'no station has a valid value'],
  'few-stations': ['有效站点数不足', 'too few stations have a valid value'],
  'unit-unknown': [
    '点位没有登记该因子的计量单位，或该单位无法识别',
    'the unit of the factor is not registered, or not known',
  ],
  'unit-foreign': [
    '登记的计量单位与限值的单位不是同一种量',
    'the registered unit measures another quantity than that of the rule',
  ],
  'target-only': [
    '只登记了目标值，没有排放标准限值可判',
    'only a target is registered, no limit of a standard to judge by',
  ],
  'no-limit': ['当日没有限值', 'no limit was in force on that day'],
  'no-conversion': [
    '缺少含氧量或含氧量不低于 21 %，不能折算',
    'oxygen is missing or not below 21 %: it cannot be converted',
  ],
  invalid: ['该时段数据无效，不参与判定', 'the data of the period are not valid'],
};

/** What the marks of HJ 212-2017 say (table 5 and 6); a reader does not know the letters. */
const MARKS: Readonly<Record<string, Pair>> = {
  F: ['停运', 'standing still'],
  M: ['维护', 'maintenance'],
  D: ['故障', 'fault'],
  S: ['手工输入', 'entered by hand'],
  C: ['校准', 'calibration'],
  T: ['超出测量范围', 'out of range'],
  B: ['通讯异常', 'communication error'],
};

/** In words; a device's mark is named, an unknown code stands as it is. */
export function reasonWords(code: string, lang: 'zh' | 'en'): string {
  const at = lang === 'zh' ? 0 : 1;
  if (code.startsWith('FLAG_')) {
    const mark = code.slice('FLAG_'.length);
    const meaning = MARKS[mark]?.[at];
    if (lang === 'zh') return `数据标记 ${mark}${meaning ? `（${meaning}）` : ''}`;
    return `marked ${mark}${meaning ? ` (${meaning})` : ''} by the device`;
  }
  return REASONS[code]?.[at] ?? code;
}

/** Why a judgement was replaced: coded by this room; anything else are the words of the person who ordered it. */
const CHANGES: Readonly<Record<string, Pair>> = {
  '': ['', ''],
  'rolled-up': ['汇总值已重算', 'the rolled-up value was computed again'],
  due: ['时段结束后判定', 'judged after the period was over'],
  'stations-changed': ['站点数据有变化', 'data of stations changed'],
  'limits-changed': ['限值有变更', 'limits were changed'],
  'point-changed': ['点位登记有变更', 'the registration of the point was changed'],
};

export function changeWords(reason: string, lang: 'zh' | 'en'): string {
  return CHANGES[reason]?.[lang === 'zh' ? 0 : 1] ?? reason;
}
