import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { periodOf } from '../server/domain/period.ts';
import { forecastCities } from '../server/sections/forecast-cities.ts';
import { wordsIn } from '../server/words.ts';
import { DAY, NOON, reportingContext, UNIT } from './seed.ts';

async function made(rows: boolean) {
  const ctx = await reportingContext();
  if (rows)
    await sql`
      insert into forecast.forecast (source, city_code, issue_date, target_date, unit_path, aqi, aqi_low, aqi_high, level,
        primary_pollutants, detail, model, hindcast, simulated, made_at)
      select s.source, '650100', '2026-11-24', ('2026-11-24'::date + d), ${UNIT}, 110 + d, 100, 120 + d, 3, '{PM2.5}', '{}', s.model,
        false, true, now()
      from (values ('baseline', 'baseline-1'), ('区域模式', null)) as s(source, model), generate_series(1, 5) d`.execute(
      ctx.db,
    );
  const shared = new Map<string, Promise<unknown>>();
  return forecastCities.make({
    db: ctx.db,
    unit: { path: UNIT, name: '乌鲁木齐市', code: '650100' },
    period: periodOf('daily', DAY)!,
    language: 'zh-CN',
    now: NOON,
    t: wordsIn('zh-CN'),
    shared: <V>(key: string, make: () => Promise<V>) => {
      if (!shared.has(key)) shared.set(key, make());
      return shared.get(key) as Promise<V>;
    },
  });
}

test('the next three days by every source; the baseline is called what it is', async () => {
  const { parts, provenance, simulated } = await made(true);
  const tables = parts.filter((part) => part.kind === 'table');
  expect(tables.map((one) => one.caption)).toEqual([
    '城市空气质量预报（区域模式，2026-11-24 起报）',
    '城市空气质量预报（统计基线，2026-11-24 起报）',
  ]);
  expect(tables[0]!.columns.map((one) => one.title).slice(1)).toEqual(['11-25', '11-26', '11-27']);
  expect(tables[0]!.rows[0]!.slice(1, 3)).toEqual(['100–121 轻度污染 PM₂.₅', '100–122 轻度污染 PM₂.₅']);
  expect(parts.at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining('不是数值模式') });
  expect([provenance.rules, provenance.missing, simulated]).toEqual([['baseline-1'], [], true]);
});

test('where nobody forecasts it says so', async () => {
  const { parts, provenance } = await made(false);
  expect(parts).toEqual([{ kind: 'paragraph', text: '乌鲁木齐市没有可用的空气质量预报。' }]);
  expect(provenance.missing).toEqual(['乌鲁木齐市没有空气质量预报']);
});
