/** Why a value did not enter or was not judged: coded by telemetry's rollups and by this room. */
const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  INSUFFICIENT: ['有效数据不足', 'too few valid values'],
  RUNNING: ['时段尚未结束', 'the period was still running'],
  NO_VALUE: ['没有数据', 'no value'],
  'not-measured': ['不监测该项', 'not measured here'],
  'no-value': ['没有数据', 'no value'],
  negative: ['负值', 'a negative value'],
  'no-mda8': ['8 小时滑动平均不足', 'too few 8-hour means'],
  'no-station': ['没有站点有有效值', 'no station has a valid value'],
  'no-limit': ['当日没有限值', 'no limit was in force on that day'],
  'no-conversion': [
    '缺少含氧量或含氧量不低于 21 %，不能折算',
    'oxygen is missing or not below 21 %: it cannot be converted',
  ],
  invalid: ['该时段数据无效，不参与判定', 'the data of the period are not valid'],
};

/** In words; a device's mark is named, an unknown code stands as it is. */
export function reasonWords(code: string, lang: 'zh' | 'en'): string {
  if (code.startsWith('FLAG_')) {
    const mark = code.slice('FLAG_'.length);
    return lang === 'zh' ? `数据标记 ${mark}` : `marked ${mark} by the device`;
  }
  return REASONS[code]?.[lang === 'zh' ? 0 : 1] ?? code;
}
