import type { FILINGS, SourceAct, SourceState } from '../../contract.ts';

export type Filing = (typeof FILINGS)[number];

/** A transfer (转让), open or moved. */
export interface Transfer {
  readonly to: string;
  readonly toUnit: number | null;
  readonly on: string;
  readonly acceptedOn: string | null;
  readonly approvedOn: string | null;
  readonly movedOn: string | null;
  readonly decidedOn: string | null;
  readonly filed: { readonly from: string | null; readonly to: string | null };
}

/** Time for which a source was idle (闲置、废弃), and how that ended. */
export interface Idle {
  readonly on: string;
  readonly endedOn: string | null;
  readonly how: 'used' | 'collected' | 'transferred' | 'exempt' | null;
}

/** 异地使用 */
export interface Away {
  readonly place: string;
  readonly filedOn: string;
  readonly from: string;
  readonly to: string;
  readonly backOn: string | null;
  readonly cancelledOn: string | null;
}

/** Handed to its maker or to storage, and what has to follow. */
export interface Handover {
  readonly how: 'return' | 'store';
  readonly on: string;
  readonly to: string;
  readonly filedOn: string | null;
  readonly disposedOn: string | null;
  readonly codeCancelledOn: string | null;
}

/** What follows from the steps of a source. */
export interface SourceStanding {
  readonly state: SourceState;
  /** Where a lost source stood, so that it comes back to it when found. */
  readonly before: SourceState | null;
  readonly idles: readonly Idle[];
  readonly transfers: readonly Transfer[];
  readonly aways: readonly Away[];
  readonly handover: Handover | null;
  readonly lostOn: string | null;
  readonly last: string | null;
}

const EMPTY: SourceStanding = {
  state: 'held',
  before: null,
  idles: [],
  transfers: [],
  aways: [],
  handover: null,
  lostOn: null,
  last: null,
};

const replaced = <T>(list: readonly T[], more: Partial<T>): T[] => [
  ...list.slice(0, -1),
  { ...list.at(-1)!, ...more },
];

export const openTransfer = ({ transfers }: SourceStanding): Transfer | null => {
  const last = transfers.at(-1);
  return last && last.decidedOn === null ? last : null;
};
export const openAway = ({ aways }: SourceStanding): Away | null => {
  const last = aways.at(-1);
  return last && last.cancelledOn === null ? last : null;
};
/** Whether it is elsewhere on a day by what was filed. */
export const isAway = (standing: SourceStanding, today: string): boolean => {
  const away = openAway(standing);
  return away !== null && away.backOn === null && away.from <= today;
};

/** Ends an idle time, where one runs. */
function unidle({ idles }: SourceStanding, on: string, how: NonNullable<Idle['how']>): readonly Idle[] {
  return idles.at(-1)?.endedOn === null ? replaced(idles, { endedOn: on, how }) : idles;
}

function after(standing: SourceStanding, act: SourceAct): SourceStanding {
  const next = { ...standing, last: act.on };
  const { on } = act;
  switch (act.act) {
    case 'hold':
      return { ...next, state: 'held' };
    case 'start':
      return { ...next, state: 'in-use', idles: unidle(standing, on, 'used') };
    case 'idle':
      return { ...next, state: 'idle', idles: [...standing.idles, { on, endedOn: null, how: null }] };
    case 'apply-transfer': {
      const { to, toUnit } = act;
      const filed = { from: null, to: null };
      const one = {
        to,
        toUnit,
        on,
        acceptedOn: null,
        approvedOn: null,
        movedOn: null,
        decidedOn: null,
        filed,
      };
      return { ...next, transfers: [...standing.transfers, one] };
    }
    case 'accept-transfer':
      return { ...next, transfers: replaced(standing.transfers, { acceptedOn: on }) };
    case 'approve-transfer':
      return { ...next, transfers: replaced(standing.transfers, { approvedOn: on }) };
    case 'refuse-transfer':
      return { ...next, transfers: replaced(standing.transfers, { decidedOn: on }) };
    case 'move': {
      const inRegister = standing.transfers.at(-1)!.toUnit !== null;
      return {
        ...next,
        state: inRegister ? 'held' : 'transferred',
        idles: unidle(standing, on, 'transferred'),
        transfers: replaced(standing.transfers, { movedOn: on, decidedOn: on }),
      };
    }
    case 'file':
      return filed(next, act.of, on);
    case 'return':
    case 'store':
      return {
        ...next,
        state: act.act === 'return' ? 'returned' : 'stored',
        idles: unidle(standing, on, 'collected'),
        handover: { how: act.act, on, to: act.to, filedOn: null, disposedOn: null, codeCancelledOn: null },
      };
    case 'dispose':
      return { ...next, state: 'disposed', handover: { ...standing.handover!, disposedOn: on } };
    case 'cancel-code':
      return { ...next, handover: { ...standing.handover!, codeCancelledOn: on } };
    case 'file-away': {
      const { place, from, to } = act;
      const one = { place, from, to, filedOn: on, backOn: null, cancelledOn: null };
      return { ...next, aways: [...standing.aways, one] };
    }
    case 'back':
      return { ...next, aways: replaced(standing.aways, { backOn: on }) };
    case 'cancel-away':
      return { ...next, aways: replaced(standing.aways, { cancelledOn: on }) };
    case 'lose':
      return { ...next, state: 'lost', before: standing.state, lostOn: on };
    case 'find':
      return { ...next, state: standing.before ?? 'held', before: null, lostOn: null };
    case 'exempt':
      return { ...next, state: 'exempt', idles: unidle(standing, on, 'exempt') };
    case 'correct':
      return next;
  }
}

function filed(standing: SourceStanding, of: Filing, on: string): SourceStanding {
  if (of === 'handover') return { ...standing, handover: { ...standing.handover!, filedOn: on } };
  const side = of === 'transfer-from' ? 'from' : 'to';
  const at = standing.transfers.findIndex((one) => one.movedOn !== null && one.filed[side] === null);
  const transfers = standing.transfers.map((one, i) =>
    i === at ? { ...one, filed: { ...one.filed, [side]: on } } : one,
  );
  return { ...standing, transfers };
}

export const sourceStanding = (acts: readonly SourceAct[]): SourceStanding => acts.reduce(after, EMPTY);

/** Filings (备案) that are open. */
export function openFilings({ handover, transfers }: SourceStanding): Filing[] {
  const moved = transfers.filter(({ movedOn }) => movedOn !== null);
  return [
    ...(handover && handover.filedOn === null ? (['handover'] as const) : []),
    ...(moved.some((one) => one.filed.from === null) ? (['transfer-from'] as const) : []),
    ...(moved.some((one) => one.filed.to === null) ? (['transfer-to'] as const) : []),
  ];
}
