import { HOUR_MS } from '@tarim/kernel';
import type { MobileRules } from '@tarim/standards';
import type { AlarmLedger } from './ledger.ts';
import type { MobileFix, MobileState } from './types.ts';

type Positions = Pick<
  MobileState,
  'lastFix' | 'rejectedFixes' | 'outsideRun' | 'insideRun' | 'outside' | 'region'
>;

const RADIUS_KM = 6_371.0088;
const RADIAN = Math.PI / 180;

/** Kilometres on the sphere; for speeds that is near enough. */
function distance(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [dLat, dLon] = [(b.lat - a.lat) * RADIAN, (b.lon - a.lon) * RADIAN];
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIAN) * Math.cos(b.lat * RADIAN) * Math.sin(dLon / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** MOB-1: why a fix is not taken; null: it is. */
function refusal(
  fix: MobileFix,
  time: number,
  { lastFix }: Positions,
  rules: MobileRules['fix'],
): [string, number] | null {
  if (typeof fix.satellites === 'number' && fix.satellites < rules.satellites)
    return ['satellites', fix.satellites];
  if (typeof fix.hdop === 'number' && fix.hdop > rules.hdop) return ['hdop', fix.hdop];
  if (!lastFix) return null;
  if (time <= lastFix.time) return ['order', (lastFix.time - time) / 1_000];
  const speed = distance(lastFix, fix) / ((time - lastFix.time) / HOUR_MS);
  return speed > rules.speed_km_h ? ['speed', speed] : null;
}

/** MOB-1, MOB-2 and MOB-8: the fix taken or not, the permitted area left or entered again, a border crossed. */
export function onFix(
  state: Positions,
  fix: MobileFix,
  time: number,
  rules: MobileRules,
  ledger: AlarmLedger,
): Positions {
  const refused = refusal(fix, time, state, rules.fix);
  if (refused) {
    ledger.tell('fix_rejected', 'info', 'MOB-1', { why: refused[0], value: refused[1] });
    return { ...state, rejectedFixes: state.rejectedFixes + 1 };
  }
  const next = { ...state, ...area(state, fix, rules, ledger) };
  const region = fix.region ?? state.region;
  if (fix.region && state.region !== null && fix.region !== state.region && fix.filed !== true)
    ledger.hit('border_crossing', 'warn', 'MOB-8', { from: state.region, to: fix.region });
  return { ...next, region, lastFix: { time, lat: fix.lat, lon: fix.lon } };
}

function area(
  state: Positions,
  { inside }: MobileFix,
  { area: rules }: MobileRules,
  ledger: AlarmLedger,
): Pick<Positions, 'outsideRun' | 'insideRun' | 'outside'> {
  if (inside === undefined || inside === null) return { outsideRun: 0, insideRun: 0, outside: state.outside };
  const outsideRun = inside ? 0 : state.outsideRun + 1;
  const insideRun = inside ? state.insideRun + 1 : 0;
  if (outsideRun >= rules.out_fixes) {
    ledger.hit('left_area', 'high', 'MOB-2', { fixes: outsideRun });
    return { outsideRun, insideRun, outside: true };
  }
  if (state.outside && insideRun >= rules.in_fixes) {
    ledger.tell('back_in_area', 'info', 'MOB-2', { fixes: insideRun });
    ledger.clear('left_area', 'MOB-2');
    return { outsideRun, insideRun, outside: false };
  }
  return { outsideRun, insideRun, outside: state.outside };
}
