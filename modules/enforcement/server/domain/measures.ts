import { dailyFineOf } from '@tarim/science';
import type { CaseAct } from '../../contract.ts';
import { type Defence, defenceAfter, NO_DEFENCE } from './defence.ts';
import type { Doer, Step } from './file.ts';

type Of<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** What runs beside the penalty of a case: 查封扣押, 限产停产, 按日连续处罚, 移送. */
export interface Measures {
  readonly seals: readonly {
    readonly on: string;
    readonly days: number;
    readonly extended: number;
    readonly released: string | null;
    /** 检测、鉴定, whose days do not count; `to` is null while it goes on. */
    readonly tests: readonly { readonly from: string; readonly to: string | null }[];
  }[];
  readonly limits: readonly {
    readonly on: string;
    readonly kind: 'limit' | 'stop';
    /** Months, where production is limited; stopped it stays until it is put right. */
    readonly months: number;
    readonly planned: string | null;
    readonly lifted: string | null;
  }[];
  readonly daily: readonly {
    readonly notice: Of<'daily-notice'>;
    /** As it was when it was noticed; null in files from elsewhere that have none. */
    readonly ground: DailyGround | null;
    readonly fine: DailyFine;
    /** What was said to it since it was noticed. */
    readonly defence: Defence;
    readonly decision: Of<'daily-decide'> | null;
  }[];
  readonly transfers: readonly {
    readonly on: string;
    readonly to: 'detention' | 'crime';
    readonly handedOver: string | null;
    readonly answered: string | null;
  }[];
  /** 移送涉嫌犯罪案件 that was proposed to the head. */
  readonly crimeProposals: readonly { readonly on: string; readonly decidedOn: string | null }[];
}

/** Days and yuan of a daily fine; null where the file has no ground for one. */
export interface DailyFine {
  readonly days: number;
  readonly amount: number;
}

export const NO_MEASURES: Measures = { seals: [], limits: [], daily: [], transfers: [], crimeProposals: [] };

/** The order to correct, the recheck after it that found the act going on, and the original fine: what a daily fine stands on. */
export interface DailyGround {
  readonly order: string;
  readonly recheck: string;
  readonly fine: number;
}

export function dailyFine({ order, recheck, fine }: DailyGround): DailyFine | null {
  const { days, amount, allowed } = dailyFineOf({ fine, orderDelivered: order, recheck });
  return allowed && days !== null && amount !== null ? { days, amount } : null;
}

/** The last entry that is not over is changed. */
function changeLast<T>(all: readonly T[], open: (one: T) => boolean, change: (one: T) => T): readonly T[] {
  const at = all.findLastIndex(open);
  return all.map((one, i) => (i === at ? change(one) : one));
}

/** Folds one step; acts that are not of measures change nothing. */
export function measuresAfter(now: Measures, { act, by }: Step, ground: DailyGround | null): Measures {
  switch (act.act) {
    case 'seal':
      return {
        ...now,
        seals: [...now.seals, { on: act.on, days: act.days, extended: 0, released: null, tests: [] }],
      };
    case 'extend-seal':
      return {
        ...now,
        seals: changeLast(
          now.seals,
          (one) => !one.released,
          (one) => ({ ...one, extended: one.extended + act.days }),
        ),
      };
    case 'release-seal':
      return {
        ...now,
        seals: changeLast(
          now.seals,
          (one) => !one.released,
          (one) => ({ ...endTest(one, act.on), released: act.on }),
        ),
      };
    case 'begin-test':
      return {
        ...now,
        seals: changeLast(
          now.seals,
          (one) => !one.released,
          (one) => ({ ...one, tests: [...one.tests, { from: act.on, to: null }] }),
        ),
      };
    case 'end-test':
      return {
        ...now,
        seals: changeLast(
          now.seals,
          (one) => testing(one),
          (one) => endTest(one, act.on),
        ),
      };
    case 'limit-production':
      return {
        ...now,
        limits: [
          ...now.limits,
          { on: act.on, kind: act.kind, months: act.months, planned: null, lifted: null },
        ],
      };
    case 'file-plan':
      return {
        ...now,
        limits: changeLast(
          now.limits,
          (one) => !one.lifted,
          (one) => ({ ...one, planned: act.on }),
        ),
      };
    case 'lift-limit':
      return {
        ...now,
        limits: changeLast(
          now.limits,
          (one) => !one.lifted,
          (one) => ({ ...one, lifted: act.on }),
        ),
      };
    case 'daily-notice':
      return {
        ...now,
        daily: [
          ...now.daily,
          {
            notice: act,
            ground,
            // A file from elsewhere may have none: then there is nothing to add up.
            fine: (ground && dailyFine(ground)) ?? { days: 0, amount: 0 },
            defence: NO_DEFENCE,
            decision: null,
          },
        ],
      };
    case 'daily-decide':
      return {
        ...now,
        daily: changeLast(
          now.daily,
          (one) => !one.decision,
          (one) => ({ ...one, decision: act }),
        ),
      };
    case 'decide-transfer':
      return {
        ...now,
        crimeProposals:
          act.ground === 'crime'
            ? now.crimeProposals.map((one) => ({ ...one, decidedOn: one.decidedOn ?? act.on }))
            : now.crimeProposals,
        transfers:
          act.approved === false
            ? now.transfers
            : [...now.transfers, { on: act.on, to: act.ground, handedOver: null, answered: null }],
      };
    case 'screen-crime':
      return act.transfer && !openProposal(now)
        ? { ...now, crimeProposals: [...now.crimeProposals, { on: act.on, decidedOn: null }] }
        : now;
    case 'hand-over':
      return {
        ...now,
        transfers: changeLast(
          now.transfers,
          (one) => !one.handedOver,
          (one) => ({ ...one, handedOver: act.on }),
        ),
      };
    case 'record-answer':
      return {
        ...now,
        transfers: changeLast(
          now.transfers,
          (one) => one.handedOver !== null && !one.answered,
          (one) => ({ ...one, answered: act.on }),
        ),
      };
    default:
      return withDefence(now, act, by);
  }
}

/** What is said while a daily fine waits for its decision belongs to it. */
function withDefence(now: Measures, act: CaseAct, by: Doer): Measures {
  const pending = pendingDaily(now);
  if (!pending) return now;
  const defence = defenceAfter(pending.defence, act, by);
  if (defence === pending.defence) return now;
  return { ...now, daily: now.daily.map((one) => (one === pending ? { ...one, defence } : one)) };
}

/** Yuan that daily decisions order. */
export const dailyTotal = ({ daily }: Measures): number =>
  daily.reduce((sum, { fine, decision }) => sum + (decision ? fine.amount : 0), 0);

type Seal = Measures['seals'][number];
/** Whether the time of a seal stands still. */
export const testing = ({ tests }: Seal): boolean => tests.some(({ to }) => to === null);
const endTest = (seal: Seal, on: string): Seal => ({
  ...seal,
  tests: seal.tests.map((one) => ({ ...one, to: one.to ?? on })),
});

export const openProposal = ({ crimeProposals }: Measures) =>
  crimeProposals.find(({ decidedOn }) => !decidedOn);
export const openSeal = ({ seals }: Measures) => seals.find(({ released }) => !released);
export const openLimit = ({ limits }: Measures) => limits.find(({ lifted }) => !lifted);
export const pendingDaily = ({ daily }: Measures) => daily.find(({ decision }) => !decision);
