import { setImmediate as breathe } from 'node:timers/promises';
import { airCityUnits } from '@tarim/evaluation/queries';
import { queueBaseline, seedForecasts } from '@tarim/forecast/server';
import { DAY_MS, periodStart } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { evaluateAqi } from '@tarim/science';
import { loadScenario, pastAirDays } from '@tarim/simulator';
import { sql } from 'kysely';

const SOURCE = '模拟会商预报';
const ISSUES = 60;
const LEADS = [1, 2, 3];
/** A simulated forecaster misses by more the further he looks: share of the index, a day of lead. */
const MISS = 0.08;
/** Half of the range that he states. */
const HALF = 12;

/**
 * Forecasts of the simulated region, once its past is there: the baseline, and beside it a source that looks into the simulated world
 * and errs, marked as simulated, so that there are two to compare. Never stops the server.
 */
export async function seedDemoForecasts(ctx: Context): Promise<void> {
  try {
    await queueBaseline(ctx);
    const { rows } = await sql`select from forecast.upload where simulated limit 1`.execute(ctx.db);
    if (rows.length > 0) return;
    const done = await seedForecasts(ctx, await simulatedForecasts(ctx));
    const [problem] = done.problems;
    if (problem) throw new Error(`row ${problem.row} ${problem.column}: ${problem.message}`);
    ctx.log.info({ created: done.created }, 'simulated forecasts were brought in');
  } catch (error) {
    ctx.log.error({ err: error }, 'forecasts of the simulated region could not be made');
  }
}

async function simulatedForecasts(ctx: Context) {
  const scenario = loadScenario('xinjiang-demo');
  const today = periodStart('day', ctx.clock.now());
  const units = new Map((await unitsUnder(ctx.db, '/')).map((unit) => [unit.code, unit]));
  // Young Corps cities have no place in the pack yet: the region's seat stands in.
  const seat = [...units.values()].find((unit) => unit.lon !== null && unit.lat !== null);
  const rows: Parameters<typeof seedForecasts>[1][number][] = [];
  for (const { code, unitPath } of await airCityUnits(ctx.db)) {
    const unit = units.get(code)!;
    const city = { code, unitPath, lon: unit.lon ?? seat?.lon ?? 0, lat: unit.lat ?? seat?.lat ?? 0 };
    const first = today - ISSUES * DAY_MS;
    const days = [...pastAirDays(scenario, city, first, today + LEADS.length * DAY_MS)];
    for (let issue = 0; issue <= ISSUES; issue++)
      for (const lead of LEADS) {
        const day = days[issue + lead]!;
        const { date, dust: _, ...values } = day;
        const { aqi } = evaluateAqi({ period: 'day', time: first + (issue + lead) * DAY_MS, values });
        if (aqi === null) continue;
        const miss = 1 + MISS * lead * Math.sin(Number(code.replace(/\D/g, '')) + 7 * issue + 3 * lead);
        const said = Math.max(10, Math.min(500, Math.round(aqi * miss)));
        rows.push({
          source: SOURCE,
          issueDate: days[issue]!.date,
          city: code,
          targetDate: date,
          aqi: said,
          aqiLow: Math.max(0, said - HALF),
          aqiHigh: Math.min(500, said + HALF),
        });
      }
    // Pages and devices in between.
    await breathe();
  }
  return rows;
}
