import { setImmediate as breathe } from 'node:timers/promises';
import { seedAirDays } from '@tarim/evaluation/server';
import { DAY_MS, periodStart } from '@tarim/kernel';
import { type Context, rowsToCsv } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { loadScenario, pastAirDays } from '@tarim/simulator';

const HEAD = ['城市编码', '日期', 'SO2', 'NO2', 'CO', 'O3-8h', 'PM10', 'PM2.5', '沙尘日'];
const UNITS = ['', '', 'µg/m³', 'µg/m³', 'mg/m³', 'µg/m³', 'µg/m³', 'µg/m³', ''];
/** Whole calendar years before the present one. */
const YEARS = 3;

/** Past daily figures of the simulated region, up to yesterday, by the way an upload goes. Never stops the server. */
export async function seedDemoAir(ctx: Context): Promise<void> {
  try {
    const began = performance.now();
    const { created } = await seedAirDays(ctx, '模拟城市日评价值.csv', (codes) => fileOf(ctx, codes));
    const ms = Math.round(performance.now() - began);
    if (created > 0) ctx.log.info({ created, ms }, 'simulated days of past years were brought in');
  } catch (error) {
    ctx.log.error({ err: error }, 'simulated days of past years could not be brought in');
  }
}

async function fileOf(ctx: Context, codes: readonly string[]): Promise<Uint8Array> {
  const scenario = loadScenario('xinjiang-demo');
  const today = periodStart('day', ctx.clock.now());
  const year = new Date(periodStart('year', ctx.clock.now()) + DAY_MS).getUTCFullYear() - YEARS;
  const from = Date.parse(`${year}-01-01T00:00:00+08:00`);
  const units = new Map((await unitsUnder(ctx.db, '/')).map((unit) => [unit.code, unit]));
  // Young Corps cities have no place in the pack yet: the region's seat stands in.
  const seat = [...units.values()].find((unit) => unit.lon !== null && unit.lat !== null);
  const rows: (string | number)[][] = [HEAD, UNITS];
  for (const code of codes) {
    const { path, lon, lat } = units.get(code)!;
    const city = { code, unitPath: path, lon: lon ?? seat?.lon ?? 0, lat: lat ?? seat?.lat ?? 0 };
    for (const day of pastAirDays(scenario, city, from, today - DAY_MS))
      rows.push([
        code,
        day.date,
        day.SO2,
        day.NO2,
        day.CO,
        day.O3_8h,
        day.PM10,
        day['PM2.5'],
        day.dust ? '是' : '否',
      ]);
    // Pages and devices in between.
    await breathe();
  }
  return rowsToCsv(rows);
}
