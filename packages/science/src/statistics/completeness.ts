/** What came of one hour of a point, counted in records and in values. */
export interface HourCount {
  /** Records that were due in the hour; more that came (resent ones) are no more than all. */
  readonly due: number;
  readonly received: number;
  /** Of those received: records that say the source stood still (停运). They owe nothing and tell nothing. */
  readonly stopped: number;
  /** Values received over all factors, without those of stopped records, and how many of them are valid. */
  readonly values: number;
  readonly valid: number;
}

export interface Completeness {
  /** Records due and received, stopped time left out of both. */
  readonly due: number;
  readonly received: number;
  readonly values: number;
  readonly valid: number;
  /** Rates 0…1; null where nothing was due, so that there is nothing to be a share of. */
  readonly transmission: number | null;
  readonly validity: number | null;
  readonly effectiveTransmission: number | null;
  readonly online: number | null;
}

/**
 * Rates of a period from its hours:
 * - 传输率 transmission = records received / records due; stopped time (停运) owes none. Two public platforms agree.
 * - 有效率 validity = valid values / values received; null when no value came. The same two.
 * - 有效传输率 effective transmission = transmission × validity; nothing received of what was due is 0, not unknown.
 * - 在线率 online = time online / time due, each hour in the proportion of its records. From memory.
 * @param hours those that anything came of
 * @param silent hours that are over and nothing came of: all their records were due
 * @param duePerHour records due in a silent hour, as agreed with the site
 */
export function completeness(hours: readonly HourCount[], silent: number, duePerHour: number): Completeness {
  let due = silent * duePerHour;
  let received = 0;
  let values = 0;
  let valid = 0;
  let hoursDue = silent;
  let hoursOnline = 0;
  for (const hour of hours) {
    const owed = Math.max(0, hour.due - hour.stopped);
    const came = Math.min(owed, Math.max(0, hour.received - hour.stopped));
    values += hour.values;
    valid += Math.min(hour.valid, hour.values);
    if (owed === 0) continue;
    due += owed;
    received += came;
    hoursDue += owed / hour.due;
    hoursOnline += came / hour.due;
  }
  const transmission = share(received, due);
  const validity = share(valid, values);
  return {
    due,
    received,
    values,
    valid,
    transmission,
    validity,
    effectiveTransmission:
      transmission === null || transmission === 0 ? transmission : times(transmission, validity),
    online: share(hoursOnline, hoursDue),
  };
}

const share = (part: number, whole: number): number | null => (whole > 0 ? Math.min(1, part / whole) : null);
const times = (a: number, b: number | null): number | null => (b === null ? null : a * b);
