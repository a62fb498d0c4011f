import { beijingIso } from '@tarim/kernel';
import { MOBILE_RULES } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { readEvent, readSettings, readState } from './read.ts';
import { stepMobile } from './step.ts';
import type { MobileAlarm, MobileState } from './types.ts';

export interface MobileInput {
  readonly nuclide?: string;
  readonly category?: string;
  /** µSv/h near the container with the source in it, when it was measured (epoch ms), and without it. */
  readonly baseline?: number;
  readonly baselineAt?: number;
  readonly background?: number;
  /** In time's order. */
  readonly events: readonly object[];
  /** Of an earlier answer. */
  readonly state?: MobileState;
}

export interface MobileResult extends Finding {
  readonly alarms: readonly (Omit<MobileAlarm, 'time'> & { readonly time: string })[];
  readonly open: MobileState['open'];
  readonly state: MobileState;
}

const MOST = 50_000;

/** A stream of fixes and readings of one terminal folded into alarms (rules MOB-1 … MOB-8, ours). */
export function evaluateMobile(input: MobileInput): MobileResult {
  const members = new Members(input);
  members.tell(P.mobileOurs);
  const rules = MOBILE_RULES.data;
  const settings = readSettings(members);
  const silent = (['baseline', 'baselineAt', 'halfLifeDays'] as const).filter(
    (one) => settings[one] === null,
  );
  if (silent.length > 0) members.tell(P.mobileNoExpectation, { names: silent.join(', ') });
  const alarms: MobileAlarm[] = [];
  const events = members.list(['events', '事件'], MOST) ?? [];
  if (events.length === 0) members.lacks('events');
  let state = readState(members, rules);
  for (const [index, one] of events.entries()) {
    const event = readEvent(one, index, members.problems);
    if (!event) continue;
    const next = stepMobile(state, event, settings, rules);
    state = next.state;
    alarms.push(...next.alarms);
  }
  return {
    alarms: alarms.map((one) => ({ ...one, time: beijingIso(one.time) })),
    open: state.open,
    state,
    rules: [ruleUsed(MOBILE_RULES)],
    used: members.used,
    missing: members.missing,
    steps: alarms.map(
      (one): Step => ({
        of: `${beijingIso(one.time)} ${one.kind}`,
        rule: one.rule,
        formula: Object.entries(one.detail)
          .map(([name, value]) => `${name} = ${value}`)
          .join(', '),
        result: one.action,
      }),
    ),
    problems: members.problems,
  };
}
