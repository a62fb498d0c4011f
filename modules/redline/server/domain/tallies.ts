import { AT_REST, type PatchState } from '../../contract.ts';

/** Patches (图斑) counted by all that the cockpit tells them apart by. */
export interface Tally {
  readonly state: PatchState;
  readonly level: string;
  readonly unitPath: string;
  readonly n: number;
  readonly overdue: number;
  readonly violations: number;
}

export interface Cockpit {
  readonly states: Record<string, number>;
  readonly overdue: number;
  /** Without what others stand for. */
  readonly levels: Record<string, number>;
  /** By prefecture or division, in the order of their paths. */
  readonly units: ReadonlyArray<{
    readonly unitPath: string;
    readonly open: number;
    readonly overdue: number;
    readonly violations: number;
    readonly closed: number;
  }>;
}

const CLOSED: readonly string[] = ['closed', 'looked-back'];
/** `/650000/650100/650102/` is counted in `/650000/650100/`; what belongs to the top stays there. */
const middleOf = (unitPath: string): string => /^\/[^/]+\/[^/]+\//.exec(unitPath)?.[0] ?? unitPath;

/** What the cockpit tells of patches, out of their tallies. */
export function cockpitOf(tallies: readonly Tally[]): Cockpit {
  const states: Record<string, number> = {};
  const levels: Record<string, number> = {};
  const units = new Map<string, { open: number; overdue: number; violations: number; closed: number }>();
  let late = 0;
  for (const { state, level, unitPath, n, overdue, violations } of tallies) {
    states[state] = (states[state] ?? 0) + n;
    late += overdue;
    if (state === 'superseded') continue;
    levels[level] = (levels[level] ?? 0) + n;
    const path = middleOf(unitPath);
    const unit = units.get(path) ?? { open: 0, overdue: 0, violations: 0, closed: 0 };
    units.set(path, unit);
    if (!AT_REST.includes(state)) unit.open += n;
    unit.overdue += overdue;
    unit.violations += violations;
    if (CLOSED.includes(state)) unit.closed += n;
  }
  return {
    states,
    overdue: late,
    levels,
    units: [...units]
      .map(([unitPath, counts]) => ({ unitPath, ...counts }))
      .sort((a, b) => (a.unitPath < b.unitPath ? -1 : 1)),
  };
}
