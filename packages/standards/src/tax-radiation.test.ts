import { describe, expect, test } from 'vitest';
import { EM_STANDARD, emRows } from './electromagnetic.ts';
import { DOSE_STANDARD, halfLifeDays, SOURCE_STANDARD, sourceRow } from './radiation.ts';
import { editionOn, standard } from './standards.ts';
import { solidTaxItem, TAX_TABLES, taxItem } from './tax.ts';

describe('annex of the tax law', () => {
  const items = {
    air: TAX_TABLES.air,
    water: [...TAX_TABLES.water_class1, ...TAX_TABLES.water_class2],
  } as const;
  test('44 of air, 10 and 51 of water, numbered without a gap', () => {
    expect(items.air.map((one) => one.no)).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
    expect(items.water.map((one) => one.no)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
    expect(TAX_TABLES.water_class1).toHaveLength(10);
    for (const one of [...items.air, ...items.water]) expect(one.kg, one.zh).toBeGreaterThan(0);
  });
  test.each(['air', 'water'] as const)('no name of %s means two items', (medium) => {
    for (const item of items[medium])
      for (const name of [item.zh, ...item.also]) expect(taxItem(medium, name), name).toBe(item);
  });
  test('names as people write them; dust that could be either is neither', () => {
    expect(taxItem('air', '苯并（a）芘')?.kg).toBe(2e-6);
    expect(taxItem('water', 'CODcr')?.zh).toBe('化学需氧量(CODcr)');
    expect([taxItem('air', '颗粒物'), taxItem('air', 'PM'), taxItem('water', 'SO2')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(['粉煤灰', '尾矿', 'x'].map((name) => solidTaxItem(name)?.yuan)).toEqual([25, 15, undefined]);
  });
  test('noise steps double and join; pH steps join on both sides', () => {
    const steps = TAX_TABLES.noise_per_month;
    for (const [i, step] of steps.slice(1).entries()) {
      expect(step.from_dB).toBe(steps[i]!.to_dB! + 1);
      expect(step.yuan).toBe(steps[i]!.yuan * 2);
    }
    for (const [i, { acid, alkaline }] of TAX_TABLES.water_ph.slice(1).entries()) {
      expect(acid[0]).toBe(TAX_TABLES.water_ph[i]!.acid[1]);
      if (alkaline) expect(alkaline[1]).toBe(TAX_TABLES.water_ph[i]!.alkaline![0]);
    }
  });
});

describe('radioactive sources', () => {
  test('every bound is its multiple of D, the one nuclide in conflict says so', () => {
    for (const row of SOURCE_STANDARD.data.rows) {
      expect(row.I_Bq / (row.D_TBq * 1e15), row.nuclide).toBeCloseTo(1, 9);
      expect([row.I_Bq / row.II_Bq, row.II_Bq / row.III_Bq, row.III_Bq / row.IV_Bq]).toEqual([100, 10, 100]);
      expect(row.V_Bq, row.nuclide).toBeLessThan(row.IV_Bq);
    }
    const doubtful = SOURCE_STANDARD.data.rows.filter((row) => row.other_D_TBq !== undefined);
    expect(doubtful.map((row) => [row.nuclide, row.confidence])).toEqual([['Ge-68', 'unverified']]);
  });
  test.each(['Co-60', 'co60', '60Co', '钴-60', 'Co–60', ' CO 60'])('%s', (name) => {
    expect(sourceRow(name)?.nuclide).toBe('Co-60');
  });
  test('neutron sources, half-lives', () => {
    expect(sourceRow('Am241/Be')?.nuclide).toBe('Am-241/Be');
    expect(sourceRow('镅-241/铍')?.nuclide).toBe('Am-241/Be');
    expect([halfLifeDays('Ir-192'), halfLifeDays('Am-241/Be'), halfLifeDays('X-1')]).toEqual([
      73.827,
      432.2 * 365.25,
      null,
    ]);
  });
});

test('GB 8702: rows join from 1 Hz to 300 GHz and agree where they meet within the rounding of the print', () => {
  const rows = EM_STANDARD.data.limits;
  expect([rows[0]!.from_Hz, rows.at(-1)!.to_Hz]).toEqual([1, 300e9]);
  for (const [i, row] of rows.slice(1).entries()) {
    const before = rows[i]!;
    expect(row.from_Hz).toBe(before.to_Hz);
    for (const quantity of ['E', 'H', 'B'] as const) {
      const at = (one: typeof row) => {
        const { c, over, p } = one[quantity]!;
        return (c / over) * (row.from_Hz / one.unit_Hz) ** p;
      };
      expect(at(row) / at(before), `${row.range} ${quantity}`).toBeCloseTo(1, 1);
    }
  }
  expect([emRows(50).length, emRows(100_000).length, emRows(0.5).length, emRows(4e11).length]).toEqual([
    1, 2, 0, 0,
  ]);
});

test('dose limits: the public 1 mSv, workers 20 on average and 50 in a year', () => {
  const of = (group: string, over: string) =>
    DOSE_STANDARD.data.limits.find(
      (one) => one.group === group && one.quantity === 'effective' && one.over === over,
    )?.mSv;
  expect([of('public', '1a'), of('worker', '5a-mean'), of('worker', '1a')]).toEqual([1, 20, 50]);
});

test('what has no day on which it took effect is never taken by date', () => {
  expect(standard('放射源编码规则')!.effectiveFrom).toBeNull();
  expect(editionOn('radiation-source-code', Date.parse('2026-01-01'))).toBeNull();
});
