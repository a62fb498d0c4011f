import type { MobileRules } from '@tarim/standards';
import { AlarmLedger } from './ledger.ts';
import { onFix } from './position.ts';
import { onReading } from './readings.ts';
import type { MobileAlarm, MobileEvent, MobileSettings, MobileSeverity, MobileState } from './types.ts';

const SECOND = 1_000;

export function newMobileState(rules: MobileRules): MobileState {
  return {
    lastHeard: null,
    interval: rules.offline.default_interval_s,
    lastFix: null,
    rejectedFixes: 0,
    outsideRun: 0,
    insideRun: 0,
    outside: false,
    region: null,
    lowRun: 0,
    highRun: 0,
    stowed: null,
    jobOpen: false,
    outageUntil: null,
    open: {},
  };
}

/**
 * Rules MOB-1 … MOB-8 (移动放射源, ours) on one event: the state after it, and what came of it. Pure: `time` of the event is the only clock,
 * the state is plain data. A silence is judged when the next event or tick comes, so that a replay tells the same as the live run.
 */
export function stepMobile(
  state: MobileState,
  event: MobileEvent,
  settings: MobileSettings,
  rules: MobileRules,
): { readonly state: MobileState; readonly alarms: readonly MobileAlarm[] } {
  const { time } = event;
  const ledger = new AlarmLedger(state.open, time);
  const outageUntil = event.outageUntil ?? state.outageUntil;
  silence({ ...state, outageUntil }, event, settings, rules, ledger);
  const fromTerminal = event.tick !== true && event.outageUntil === undefined && event.close === undefined;
  let next: MobileState = { ...state, outageUntil };
  if (fromTerminal) {
    ledger.clear('offline', 'MOB-5');
    next = {
      ...next,
      lastHeard: Math.max(time, state.lastHeard ?? time),
      interval: event.interval ?? state.interval,
      stowed: event.stowed === undefined ? state.stowed : event.stowed,
    };
  }
  next = { ...next, jobOpen: event.jobOpen ?? state.jobOpen };
  if (event.fix) next = { ...next, ...onFix(next, event.fix, time, rules, ledger) };
  if (event.rate !== undefined)
    next = { ...next, ...onReading(next, event.rate, time, settings, rules, ledger) };
  if (event.tamper === true) ledger.hit('tamper', 'critical', 'MOB-6');
  if (event.battery !== undefined) battery(event.battery, rules, ledger);
  if (event.close !== undefined) ledger.clear(event.close, 'closed');
  return { state: { ...next, open: ledger.open }, alarms: ledger.alarms };
}

/** MOB-5: nothing heard for more than three intervals; an announced outage is shown as such until it ends. */
function silence(
  state: MobileState,
  { time }: MobileEvent,
  { category }: MobileSettings,
  { offline: rules }: MobileRules,
  ledger: AlarmLedger,
): void {
  if (state.lastHeard === null) return;
  const gap = (time - state.lastHeard) / SECOND;
  if (!(gap > rules.intervals * state.interval)) return;
  const grave = gap >= rules.critical_s && category !== null && rules.critical_categories.includes(category);
  const announced = state.outageUntil !== null && time <= state.outageUntil;
  const severity: MobileSeverity = announced ? 'announced' : grave ? 'critical' : 'high';
  ledger.hit('offline', severity, 'MOB-5', { gap, interval: state.interval });
}

/** MOB-7 */
function battery(percent: number, { battery: rules }: MobileRules, ledger: AlarmLedger): void {
  if (percent < rules.high_percent) ledger.hit('battery', 'high', 'MOB-7', { percent });
  else if (percent < rules.warn_percent) ledger.hit('battery', 'warn', 'MOB-7', { percent });
  else ledger.clear('battery', 'MOB-7', { percent });
}
