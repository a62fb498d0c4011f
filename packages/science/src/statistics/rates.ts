/** How each rate is defined and how sure we are of the definition; shown beside the figures. */
export const RATE_DEFINITIONS = {
  online: {
    zh: '在线率 = 在线时长 / 应在线时长',
    en: 'online rate = time online / time due',
    confidence: 'memory',
  },
  transmission: {
    zh: '传输率 = 实收数据数 / 应收数据数（停运时段不计应收）',
    en: 'transmission rate = values received / values due (stopped periods owe none)',
    confidence: 'multi-source',
  },
  validity: {
    zh: '有效率 = 有效数据数 / 实收数据数',
    en: 'validity rate = valid values / values received',
    confidence: 'multi-source',
  },
  effectiveTransmission: {
    zh: '有效传输率 = 传输率 × 有效率',
    en: 'effective transmission rate = transmission rate × validity rate',
    confidence: 'multi-source',
  },
} as const;

/** A share 0…1; null when nothing was due. More than was due (resent values) is no more than all. */
function share(part: number, whole: number): number | null {
  return whole > 0 && part >= 0 && Number.isFinite(part) ? Math.min(1, part / whole) : null;
}

/** 在线率, 0…1; any unit of time. */
export function onlineRate(online: number, due: number): number | null {
  return share(online, due);
}

/** 传输率, 0…1. */
export function transmissionRate(received: number, due: number): number | null {
  return share(received, due);
}

/** 有效率, 0…1. */
export function validityRate(valid: number, received: number): number | null {
  return share(valid, received);
}

/** 有效传输率 = 传输率 × 有效率, 0…1; nothing received of what was due is 0, nothing due is null. */
export function effectiveTransmissionRate(counts: {
  readonly due: number;
  readonly received: number;
  readonly valid: number;
}): number | null {
  const transmission = transmissionRate(counts.received, counts.due);
  if (transmission === null || transmission === 0) return transmission;
  const validity = validityRate(counts.valid, counts.received);
  return validity === null ? null : transmission * validity;
}

/** Records due in a period: stopped minutes (停运) owe none. */
export function recordsDue(periodMinutes: number, intervalMinutes: number, stoppedMinutes = 0): number {
  return intervalMinutes > 0
    ? Math.max(0, Math.floor((periodMinutes - stoppedMinutes) / intervalMinutes))
    : 0;
}
