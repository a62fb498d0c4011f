import {
  type MonitorInput,
  OUTFALL_STATES,
  type OutfallAct,
  type OutfallState,
  type PlanInput,
  type TraceInput,
  type TreatInput,
} from '../../contract.ts';

/**
 * Life of an outfall into a river or lake (入河入湖排污口：查、测、溯、治、销):
 *
 *     surveyed ─monitor→ monitored ─trace→ traced ─(plan)─treat→ treated ─close→ closed
 *         └───────────────┴─────────────────┴──── return ──────────┴──────────────┘
 *
 * `monitor` may be repeated while nobody traced it, `plan` while nobody reported the treatment done.
 */
const FROM: Readonly<Record<OutfallAct, readonly OutfallState[]>> = {
  monitor: ['surveyed', 'monitored'],
  trace: ['monitored'],
  plan: ['traced'],
  treat: ['traced'],
  close: ['treated'],
  return: ['monitored', 'traced', 'treated', 'closed'],
};
const TO: Readonly<Record<Exclude<OutfallAct, 'return'>, OutfallState>> = {
  monitor: 'monitored',
  trace: 'traced',
  plan: 'traced',
  treat: 'treated',
  close: 'closed',
};

/** The state after an act; null: the act is not possible in this state. A return says itself where to. */
export function after(state: OutfallState, act: OutfallAct, to?: OutfallState): OutfallState | null {
  if (!FROM[act].includes(state)) return null;
  if (act !== 'return') return TO[act];
  return to !== undefined && earlier(state).includes(to) ? to : null;
}

/** States before this one, where it may be returned to. */
export const earlier = (state: OutfallState): OutfallState[] =>
  OUTFALL_STATES.slice(0, OUTFALL_STATES.indexOf(state));

/** What of a treatment the register holds, and who had a hand in it. */
export interface Treated {
  readonly treatment: string | null;
  readonly plannedBy: string | null;
  readonly treatedBy: string | null;
}

/**
 * Why somebody may not do an act that the state allows: a treatment that nobody planned cannot be done, and whoever planned
 * or reported it does not close it (separation of duties). Null: they may.
 */
export function obstacle(act: OutfallAct, userId: string, had: Treated): 'no-plan' | 'own-work' | null {
  if (act === 'treat' && had.treatment === null) return 'no-plan';
  if (act === 'close' && (userId === had.treatedBy || userId === had.plannedBy)) return 'own-work';
  return null;
}

/** What a step lacks, by name. Empty: it is whole. `today` is a Beijing day. */
export type Lack =
  | 'results'
  | 'detection-limit'
  | 'item-twice'
  | 'future'
  | 'responsible'
  | 'basis'
  | 'evidence'
  | 'measure'
  | 'deadline-past';

export function lacksOfMonitor(input: MonitorInput, today: string): Lack[] {
  const items = input.results.map((one) => one.item.trim());
  return [
    ...(input.results.length === 0 && input.taskId === null ? ['results' as const] : []),
    ...(input.results.some((one) => one.value === null && one.detectionLimit === null)
      ? ['detection-limit' as const]
      : []),
    ...(new Set(items).size < items.length ? ['item-twice' as const] : []),
    ...(input.sampledOn > today ? ['future' as const] : []),
  ];
}

export function lacksOfTrace(input: TraceInput): Lack[] {
  return [
    ...(input.responsible.trim() === '' && input.enterpriseId === null ? ['responsible' as const] : []),
    ...(input.basis.trim().length < 2 ? ['basis' as const] : []),
    ...(input.evidence.length === 0 ? ['evidence' as const] : []),
  ];
}

export function lacksOfPlan(input: PlanInput, today: string): Lack[] {
  return [
    ...(input.measure.trim().length < 2 ? ['measure' as const] : []),
    ...(input.responsible.trim() === '' ? ['responsible' as const] : []),
    ...(input.deadline < today ? ['deadline-past' as const] : []),
  ];
}

export function lacksOfTreat(input: TreatInput, today: string): Lack[] {
  return [
    ...(input.doneOn > today ? ['future' as const] : []),
    ...(input.evidence.length === 0 ? ['evidence' as const] : []),
  ];
}
