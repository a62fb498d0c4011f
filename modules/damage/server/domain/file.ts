import type { ActName, DamageAct, DamageState, Published, Way } from '../../contract.ts';

export interface Doer {
  readonly userId: string;
  readonly name: string;
}

export interface Step {
  readonly act: DamageAct;
  readonly by: Doer;
}

type Of<N extends ActName> = Extract<DamageAct, { act: N }>;

/** What the party owes, by agreement or by judgment. */
export interface Owed {
  readonly on: string;
  readonly by: 'negotiation' | 'court';
  readonly way: Way;
  readonly amount: number;
  readonly parts: readonly { readonly due: string; readonly amount: number }[];
  readonly due: string;
}

/** How a case stands after its steps. */
export interface Standing {
  readonly state: DamageState;
  readonly screened: Of<'screen'> | null;
  readonly checked: Of<'check'> | null;
  readonly started: string | null;
  readonly notStarted: Of<'not-start'> | null;
  readonly assessment: Of<'assess'> | null;
  /** The assessor stands by the estimate. */
  readonly confirmed: boolean;
  readonly notice: Of<'give-notice'> | null;
  readonly meetings: number;
  readonly failed: string | null;
  readonly owed: Owed | null;
  readonly confirmation: { readonly appliedOn: string; readonly granted: boolean | null } | null;
  /** Each payment with its day. */
  readonly payments: readonly { readonly on: string; readonly amount: number }[];
  readonly restored: string | null;
  readonly performed: string | null;
  readonly effect: string | null;
  readonly published: readonly Published[];
  readonly closed: string | null;
}

const BEGINNING: Standing = {
  state: 'screening',
  screened: null,
  checked: null,
  started: null,
  notStarted: null,
  assessment: null,
  confirmed: false,
  notice: null,
  meetings: 0,
  failed: null,
  owed: null,
  confirmation: null,
  payments: [],
  restored: null,
  performed: null,
  effect: null,
  published: [],
  closed: null,
};

/** The case folded (pure): whether a step might be taken is not asked here. */
export const standingOf = (steps: readonly Step[]): Standing =>
  steps.reduce((now, { act }) => after(now, act), BEGINNING);

function after(now: Standing, act: DamageAct): Standing {
  switch (act.act) {
    case 'screen':
      return { ...now, screened: act, state: act.harm === 'no' ? 'no-harm' : 'checking' };
    case 'check':
      return { ...now, state: 'checked', checked: act };
    case 'start':
      return { ...now, state: 'assessing', started: act.on };
    case 'not-start':
      return { ...now, state: 'not-started', notStarted: act };
    case 'assess':
      return { ...now, state: 'assessed', assessment: act, confirmed: false };
    case 'confirm-assessment':
      return { ...now, confirmed: true };
    case 'give-notice':
      return { ...now, state: 'negotiating', notice: act };
    case 'meet':
      return { ...now, meetings: now.meetings + 1 };
    case 'fail':
      return { ...now, state: 'failed', failed: act.on };
    case 'sue':
      return { ...now, state: 'sued' };
    case 'agree':
    case 'record-judgment':
      return { ...now, state: 'agreed', owed: owedBy(act) };
    case 'apply-confirmation':
      return { ...now, confirmation: { appliedOn: act.on, granted: null } };
    case 'record-confirmation':
      return { ...now, confirmation: now.confirmation && { ...now.confirmation, granted: act.granted } };
    case 'pay':
    case 'restore':
      return performing(now, act);
    case 'assess-effect':
      // What was not reached has to be worked at again.
      return act.reached
        ? { ...now, state: 'effective', effect: act.on }
        : { ...now, state: 'agreed', restored: null, performed: null };
    case 'waive-effect':
      return { ...now, state: 'effective', effect: act.on };
    case 'publish':
      return { ...now, published: [...now.published, act.what] };
    case 'close':
      return { ...now, state: 'closed', closed: act.on };
  }
}

const owedBy = (act: Of<'agree'> | Of<'record-judgment'>): Owed => ({
  on: act.on,
  by: act.act === 'agree' ? 'negotiation' : 'court',
  way: act.way,
  amount: act.amount,
  parts: act.act === 'agree' ? act.parts : [],
  due: act.due,
});

/** Money paid in full performs where money is owed; works that are finished perform where works are. */
function performing(now: Standing, act: Of<'pay'> | Of<'restore'>): Standing {
  const next =
    act.act === 'pay'
      ? { ...now, payments: [...now.payments, { on: act.on, amount: act.amount }] }
      : { ...now, restored: act.finished ? act.on : now.restored };
  const { owed } = next;
  if (!owed || next.performed) return next;
  const money = owed.way === 'pay';
  const whole = !money || paidOf(next) >= owed.amount;
  const done = act.act === 'pay' ? money && whole : act.finished && whole;
  return done ? { ...next, state: 'performed', performed: act.on } : next;
}

/** Yuan; sums of fen in floats would drift. */
const sum = (amounts: readonly number[]): number =>
  Math.round(amounts.reduce((all, one) => all + one * 100, 0)) / 100;

export const paidOf = ({ payments }: Pick<Standing, 'payments'>): number =>
  sum(payments.map(({ amount }) => amount));

export const itemsTotal = ({ items }: Pick<Of<'assess'>, 'items'>): number =>
  sum(items.map(({ amount }) => amount));

export const partsTotal = (parts: Owed['parts']): number => sum(parts.map(({ amount }) => amount));

/** Agreed or adjudged, else assessed; null before. */
export const amountOf = ({ owed, assessment }: Pick<Standing, 'owed' | 'assessment'>): number | null =>
  owed ? owed.amount : assessment ? itemsTotal(assessment) : null;

export const isUnconfirmed = ({
  assessment,
  confirmed,
}: Pick<Standing, 'assessment' | 'confirmed'>): boolean =>
  assessment !== null && assessment.estimate !== null && !confirmed;

const ASSESSING: ReadonlySet<ActName> = new Set(['check', 'assess', 'confirm-assessment']);

/** Everybody who checked or assessed, by account and by name: they do not decide. */
export function assessorsOf(steps: readonly Step[]): { ids: Set<string>; names: Set<string> } {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const { act, by } of steps) {
    if (!ASSESSING.has(act.act)) continue;
    ids.add(by.userId);
    names.add(by.name);
    if (act.act === 'assess') names.add(act.assessor);
  }
  return { ids, names };
}
