import type { Tx } from '@tarim/platform';
import type { RollupRow } from '@tarim/telemetry/queries';
import type { JudgedPeriod } from '../../contract.ts';
import { airInputs } from '../domain/air.ts';
import { judgeAir } from '../domain/aqi.ts';
import { sameAqi } from '../domain/same.ts';
import { type AqiRow, aqiRowsAt, POINT_AQI, writeAqi } from '../sql/aqi.ts';
import { registeredParameters } from '../sql/units.ts';

/** AQI of stations from their rollups; gives the rows that are new or changed. */
export async function judgeAirPoints(
  tx: Tx,
  period: JudgedPeriod,
  rollups: readonly RollupRow[],
  now: number,
  reason: string,
): Promise<AqiRow<number>[]> {
  if (rollups.length === 0) return [];
  const before = new Map(
    (
      await aqiRowsAt(
        tx,
        POINT_AQI,
        period,
        rollups.map((one) => ({ subject: one.pointId, time: one.time })),
      )
    ).map((row) => [`${row.subject}|${row.time}`, row]),
  );
  const registered = await registeredParameters(
    tx,
    rollups.map((one) => one.pointId),
  );
  const changed: AqiRow<number>[] = [];
  for (const rollup of rollups) {
    const inputs = airInputs(period, rollup.values, (code) => registered.unitOf(rollup.pointId, code));
    const judgement = judgeAir(period, rollup.time, inputs.values);
    const known = before.get(`${rollup.pointId}|${rollup.time}`);
    const row: AqiRow<number> = {
      subject: rollup.pointId,
      period,
      time: rollup.time,
      ...judgement,
      inputs: { ...inputs, rollup: rollup.revision },
      revision: known ? known.revision + 1 : 0,
      computedAt: now,
    };
    if (!known || !sameAqi(known, row)) changed.push(row);
  }
  await writeAqi(tx, POINT_AQI, changed, reason);
  return changed;
}
