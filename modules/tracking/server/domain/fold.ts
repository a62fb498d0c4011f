import { beijingIso, DAY_MS } from '@tarim/kernel';
import { type MobileAlarm, type MobileState, stepMobile } from '@tarim/science';
import type { MobileRules } from '@tarim/standards';
import type { Permit } from './areas.ts';
import type { JudgedSource } from './judged-source.ts';
import type { Reading } from './reading.ts';

/** An outage that was announced for the terminal, epoch ms. */
export interface Outage {
  readonly from: number;
  readonly until: number;
}

export interface FoldContext extends JudgedSource {
  readonly rules: MobileRules;
  readonly outages: readonly Outage[];
}

export interface Folded {
  readonly state: MobileState;
  readonly alarms: readonly MobileAlarm[];
}

/** Announced outages that have begun by a time come to the state before anything of that time is judged. */
function withOutage(state: MobileState, time: number, { settings, rules, outages }: FoldContext): Folded {
  const until = Math.max(
    ...outages.filter((one) => one.from <= time && time <= one.until).map((one) => one.until),
    Number.NEGATIVE_INFINITY,
  );
  if (until === Number.NEGATIVE_INFINITY || (state.outageUntil ?? 0) >= until) return { state, alarms: [] };
  return stepMobile(state, { time, outageUntil: until }, settings, rules);
}

/** A report folded into the state of its terminal. */
export function foldReading(
  state: MobileState,
  reading: Reading,
  at: number,
  { permit, region }: { readonly permit: Permit; readonly region: string | null },
  context: FoldContext,
): Folded {
  const before = withOutage(state, at, context);
  const { lat, lon } = reading;
  const fix =
    lat === null || lon === null
      ? {}
      : {
          fix: {
            lat,
            lon,
            satellites: reading.satellites,
            hdop: reading.hdop,
            inside: permit.inside,
            region,
            filed: permit.filed,
          },
        };
  const next = stepMobile(
    before.state,
    {
      time: at,
      ...fix,
      jobOpen: permit.jobOpen,
      stowed: reading.stowed,
      ...(reading.rate === null ? {} : { rate: reading.rate }),
      ...(reading.tamper ? { tamper: true } : {}),
      ...(reading.battery === null ? {} : { battery: reading.battery }),
      ...(reading.interval === null ? {} : { interval: reading.interval }),
    },
    context.settings,
    context.rules,
  );
  return { state: next.state, alarms: [...before.alarms, ...next.alarms] };
}

/** Only time has passed (MOB-5). */
export function foldTick(state: MobileState, at: number, context: FoldContext): Folded {
  const before = withOutage(state, at, context);
  const next = stepMobile(before.state, { time: at, tick: true }, context.settings, context.rules);
  return { state: next.state, alarms: [...before.alarms, ...next.alarms] };
}

export type Figures = Record<string, number | string | null>;

/** The figures that made an alarm: what the rule compared, its thresholds, and what it knew of the source. */
export function figuresOf(
  alarm: Pick<MobileAlarm, 'kind' | 'detail' | 'time'>,
  { settings, rules, outages, facts, share }: FoldContext,
): Figures {
  const own = alarm.detail;
  switch (alarm.kind) {
    case 'left_area':
      return { ...own, needed: rules.area.out_fixes };
    case 'source_missing':
    case 'not_judgeable':
    case 'exposed_outside_job':
      return {
        ...own,
        baseline: settings.baseline,
        baselineAt: settings.baselineAt === null ? null : beijingIso(settings.baselineAt),
        background: settings.background,
        halfLifeDays: settings.halfLifeDays,
        days: settings.baselineAt === null ? null : (alarm.time - settings.baselineAt) / DAY_MS,
        share: rules.source_missing.share_of_expected,
        facts,
        sourceShare: share,
        times: rules.exposed.times_expected,
        judgeable: rules.source_missing.judgeable_times_background,
      };
    case 'offline': {
      const until = outages.find((one) => one.from <= alarm.time && alarm.time <= one.until)?.until;
      return {
        ...own,
        intervals: rules.offline.intervals,
        criticalSeconds: rules.offline.critical_s,
        category: settings.category,
        outageUntil: until === undefined ? null : beijingIso(until),
      };
    }
    case 'battery':
      return { ...own, warn: rules.battery.warn_percent, high: rules.battery.high_percent };
    default:
      return { ...own };
  }
}
