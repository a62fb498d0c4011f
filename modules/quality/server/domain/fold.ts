import { HOUR_MS, periodStart } from '@tarim/kernel';
import type { AmountState } from '@tarim/science';
import type {
  BaseCell,
  BaseSeries,
  Cell,
  DaySubstitute,
  Operation,
  OperationDetail,
  ReviewedSeries,
} from './series.ts';

/**
 * The reviewed series (复核后的序列): records as they were rolled up, and the operations up to `seq` in their order (pure). The same
 * operations over the same records give the same series, whenever they are replayed.
 */
export function fold(base: BaseSeries, operations: readonly Operation[], seq = Infinity): ReviewedSeries {
  const cells: Record<string, Cell[]> = {};
  for (const code of base.codes) cells[code] = base.cells[code]!.map(untouched);
  const days = new Map<string, DaySubstitute>();
  const passed: number[] = [];
  const upTo = operations.filter((one) => one.seq <= seq).sort((a, b) => a.seq - b.seq);
  const active = activeSeqs(upTo);
  for (const operation of upTo) {
    if (!active.has(operation.seq)) continue;
    if (operation.detail.kind === 'mark' && operation.detail.effect === 'check-passed')
      passed.push(operation.from);
    apply(operation, base, cells, days);
  }
  return {
    from: base.from,
    hours: base.hours,
    codes: base.codes,
    cells,
    days,
    passed,
    seq: upTo.at(-1)?.seq ?? 0,
  };
}

/** Operations that no later one takes back; one that is taken back takes nothing back itself. */
export function activeSeqs(operations: readonly Operation[]): Set<number> {
  const undone = new Set<number>();
  const active = new Set<number>();
  for (const { seq, detail } of [...operations].sort((a, b) => b.seq - a.seq)) {
    if (undone.has(seq)) continue;
    active.add(seq);
    if (detail.kind === 'restore') undone.add(detail.seq);
  }
  return active;
}

function untouched(cell: BaseCell): Cell {
  return {
    ...cell,
    origin: cell.state === 'valid' ? 'measured' : 'none',
    substitute: null,
    seq: null,
  };
}

function apply(
  operation: Operation,
  base: BaseSeries,
  cells: Record<string, Cell[]>,
  days: Map<string, DaySubstitute>,
): void {
  const { detail, seq } = operation;
  if (detail.kind === 'restore') return;
  if (detail.kind === 'substitute') {
    for (const value of detail.values) {
      if (detail.period === 'day') days.set(dayKey(value.code, value.time), { value, seq });
      else {
        const index = (value.time - base.from) / HOUR_MS;
        const cell = cells[value.code]?.[index];
        if (cell) cells[value.code]![index] = substituted(cell, value, seq);
      }
    }
    return;
  }
  const first = Math.max(0, Math.ceil((operation.from - base.from) / HOUR_MS));
  const end = Math.min(base.hours, Math.ceil((operation.to - base.from) / HOUR_MS));
  const codes = operation.codes.length === 0 ? base.codes : operation.codes.filter((code) => code in cells);
  for (const code of codes)
    for (let index = first; index < end; index++) {
      const cell = cells[code]![index]!;
      const next = changed(cell, detail, seq);
      if (next === cell) continue;
      cells[code]![index] = next;
      // A load that stood in for the day was worked out before this.
      days.delete(dayKey(code, periodStart('day', base.from + index * HOUR_MS)));
    }
}

export const dayKey = (code: string, day: number): string => `${code}/${day}`;

function substituted(cell: Cell, value: Cell['substitute'], seq: number): Cell {
  if (cell.state === 'valid' || cell.state === 'stopped') return cell;
  if (value?.kg === null) return { ...cell, substitute: value, seq };
  return { ...cell, substitute: value, origin: 'substituted', seq };
}

const OF_EFFECT: Readonly<Record<string, AmountState>> = {
  stopped: 'stopped',
  invalid: 'invalid',
  'out-of-control': 'out-of-control',
};

function changed(cell: Cell, detail: OperationDetail, seq: number): Cell {
  if (detail.kind === 'mark') {
    const state = OF_EFFECT[detail.effect];
    // What exempts from judging, or tells of a passed check, leaves the data as they are.
    if (!state) return cell;
    return { ...cell, state, why: `MARK_${detail.mark}`, origin: 'none', substitute: null, seq };
  }
  if (detail.kind === 'invalidate')
    return { ...cell, state: detail.situation, why: 'REVIEW', origin: 'none', substitute: null, seq };
  if (detail.kind === 'correct') {
    const mean = detail.mean ?? cell.mean;
    return {
      mean,
      total: detail.total ?? scaled(cell, detail.mean),
      state: 'valid',
      why: null,
      origin: 'corrected',
      substitute: null,
      seq,
    };
  }
  return cell;
}

/** The amount goes with the concentration at the same volume; without an old value there is nothing to go by. */
function scaled(cell: Cell, mean: number | null): number | null {
  if (mean === null) return cell.total;
  if (mean === 0) return 0;
  return cell.total !== null && cell.mean !== null && cell.mean > 0 ? (cell.total * mean) / cell.mean : null;
}
