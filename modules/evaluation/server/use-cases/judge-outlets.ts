import type { Tx } from '@tarim/platform';
import type { RollupRow } from '@tarim/telemetry/queries';
import type { JudgedPeriod } from '../../contract.ts';
import { decidingLimit, judgeFactor } from '../domain/outlet.ts';
import { sameVerdict } from '../domain/same.ts';
import { limitsOfDates } from '../sql/limits.ts';
import { registeredParameters } from '../sql/units.ts';
import { type VerdictRow, verdictsOfPeriods, writeVerdicts } from '../sql/verdicts.ts';

/** Version of this room's own rule of judging: raise it when `domain/outlet.ts` decides differently. */
export const OUTLET_RULE_VERSION = 'outlet-2';
const OXYGEN = 'a19001';

export interface JudgedOutlet {
  readonly row: VerdictRow;
  readonly limit: number | null;
  readonly ratio: number | null;
}

/**
 * Verdicts on outlets from their rollups, against the limits that held on the date of the data; gives those that are
 * new or changed. A factor whose limit was withdrawn keeps its verdict as `not-judged: no-limit`, with its past.
 */
export async function judgeOutlets(
  tx: Tx,
  period: JudgedPeriod,
  rollups: readonly RollupRow[],
  points: ReadonlyMap<number, { readonly kind: string }>,
  now: number,
  reason: string,
): Promise<JudgedOutlet[]> {
  if (rollups.length === 0) return [];
  const limitsOf = await limitsOfDates(tx, period, rollups);
  const registered = await registeredParameters(
    tx,
    rollups.map((rollup) => rollup.pointId),
  );
  const before = new Map((await verdictsOfPeriods(tx, period, rollups)).map((row) => [keyOf(row), row]));
  const changed: JudgedOutlet[] = [];
  for (const rollup of rollups) {
    const { kind } = points.get(rollup.pointId)!;
    const limits = limitsOf(rollup.pointId, rollup.time);
    const oxygen = rollup.values[OXYGEN];
    for (const [code, own] of limits) {
      const value = rollup.values[code];
      const unit = registered.unitOf(rollup.pointId, code);
      const { deciding, ...judgement } = judgeFactor(kind, rollup.values, own, unit);
      const converted = judgement.checks.find((one) => one.measure === 'converted');
      add({
        ...base(rollup, code),
        ...judgement,
        upper: deciding?.upper ?? null,
        lower: deciding?.lower ?? null,
        limitId: deciding?.limitId ?? null,
        standard: deciding?.standard ?? null,
        inputs: {
          mean: value?.mean ?? null,
          converted: value?.converted ?? null,
          unit,
          oxygen: converted ? (oxygen?.mean ?? null) : null,
          referenceOxygen: converted?.referenceOxygen ?? null,
          validCount: value?.validCount ?? null,
          expected: rollup.expected,
          invalid: value?.invalid ?? null,
          rollup: rollup.revision,
        },
      });
    }
    for (const known of before.values()) {
      if (known.pointId !== rollup.pointId || known.time !== rollup.time || limits.has(known.code)) continue;
      add({
        ...known,
        ...base(rollup, known.code),
        verdict: 'not-judged',
        reason: 'no-limit',
        upper: null,
        lower: null,
        exceedMultiple: null,
        limitId: null,
        standard: null,
        target: null,
        checks: [],
      });
    }
  }
  await writeVerdicts(
    tx,
    changed.map(({ row }) => row),
    reason,
  );
  return changed;

  function base(rollup: RollupRow, code: string) {
    return {
      pointId: rollup.pointId,
      code,
      period,
      time: rollup.time,
      ruleVersion: OUTLET_RULE_VERSION,
      computedAt: now,
    };
  }
  function add(next: Omit<VerdictRow, 'revision'>) {
    const known = before.get(keyOf(next));
    const row: VerdictRow = { ...next, revision: known ? known.revision + 1 : 0 };
    if (known && sameVerdict(known, row)) return;
    changed.push({ row, ...decidingLimit(row.value, row) });
  }
}

function keyOf(row: { pointId: number; code: string; time: number }): string {
  return `${row.pointId}|${row.code}|${row.time}`;
}
