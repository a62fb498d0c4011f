import { describe, expect, test } from 'vitest';
import type { DamageInput, DamageResult } from './types.ts';
import { virtualCost } from './virtual-cost.ts';

const WATER = { medium: 'water', amount: 100, unitCost: 50, alpha: 1.5, omega: 2, kappa: 5 } as const;
const AIR = {
  medium: 'air',
  amount: 12,
  unitCost: 3_000,
  alpha: 1.5,
  beta: 1.2,
  omega: 0.7,
  kappa: 2,
} as const;
const ask = (...discharges: unknown[]): DamageResult => virtualCost({ discharges } as unknown as DamageInput);
const codes = ({ problems }: DamageResult) => problems.map(({ code }) => code);
const tau = (kappa: number) => ask({ ...WATER, kappa }).discharges[0]!.pollutants[0]!.tau;

describe('water: D = E × C × α × τ × ω', () => {
  test('the worked example: 100 t, 50 yuan/t, κ 5, α 1.5, ω 2', () => {
    const result = ask(WATER);
    expect(result.discharges[0]!.pollutants[0]).toMatchObject({ kappa: 5, tau: 1.25, gamma: 3.75 });
    expect(result.damage).toBe(18_750);
    // Within 300 000 yuan, and never without a word that it is an estimate.
    expect([result.simple, codes(result)]).toEqual([{ limit: 300_000, within: true }, ['DAMAGE_ESTIMATE']]);
    expect(result.rules).toEqual([
      { standard: 'GB/T 39793.2-2020', version: 'GB/T39793.2-2020@1', confidence: 'memory' },
    ]);
  });

  test('κ from concentrations: (300 − 50)/50', () => {
    const { kappa: _, ...rest } = WATER;
    expect(ask({ ...rest, measured: 300, limit: 50 }).damage).toBe(18_750);
  });

  test('τ holds up to and with its bound', () => {
    expect([-0.5, 0, 0.001, 10, 10.001, 100, 100.001, 1_000, 1_000.001].map(tau)).toEqual([
      1, 1, 1.25, 1.25, 1.5, 1.5, 1.75, 1.75, 2,
    ]);
  });

  test('κ is exact: (3.3 − 0.3)/0.3 is 10, not a little more', () => {
    const { kappa: _, ...rest } = WATER;
    const [one] = ask({ ...rest, measured: 3.3, limit: 0.3 }).discharges[0]!.pollutants;
    expect([one!.kappa, one!.tau]).toEqual([10, 1.25]);
  });

  test('rows of the table by their class: III 1.5 × 1.25 × III 2', () => {
    expect(ask({ ...WATER, alpha: 'III', omega: 'III' }).damage).toBe(18_750);
  });
});

describe('air: D = E × C × (α × β + ω) × τ', () => {
  test('by hand: (1.5 × 1.2 + 0.7) × 1.25 = 3.125; 12 × 3000 × 3.125 = 112 500', () => {
    const result = ask(AIR);
    expect(result.discharges[0]!.pollutants[0]).toMatchObject({ tau: 1.25, gamma: 3.125 });
    expect([result.damage, result.rules[0]!.standard]).toEqual([112_500, 'GB/T 39793.1-2020']);
  });

  test('its tables could not be had: a row is refused, a figure must be given', () => {
    expect(codes(ask({ ...AIR, omega: 'I' }))).toEqual(['DAMAGE_ROW_UNKNOWN', 'DAMAGE_ESTIMATE']);
    expect(ask({ ...AIR, beta: undefined })).toMatchObject({ damage: null, missing: ['discharges/0/beta'] });
  });
});

describe('several', () => {
  const pollutants = [
    { name: 'COD', kappa: 5, alpha: 1 },
    { name: '六价铬', kappa: 20, alpha: 2 },
  ];
  test('of one discharge the largest stands: 100 × 50 × 2 × 1.5 × 2 = 30 000', () => {
    const [one] = ask({ ...WATER, pollutants }).discharges;
    expect(one!.pollutants.map(({ damage }) => damage)).toEqual([12_500, 30_000]);
    expect([one!.governing, one!.damage]).toEqual(['六价铬', 30_000]);
  });
  test('media are added', () => {
    expect(ask({ ...WATER, pollutants }, AIR).damage).toBe(142_500);
  });
  test('one that cannot be told might be the largest: nothing is told', () => {
    const result = ask(
      { ...WATER, pollutants: [...pollutants, { name: 'x', alpha: 1, kappa: 'much' }] },
      AIR,
    );
    expect([result.discharges[0]!.damage, result.damage]).toEqual([null, null]);
  });
});

describe('what is wrong is told', () => {
  const { kappa: _, ...measured } = WATER;
  test.each([
    ['a negative amount', { ...WATER, amount: -1 }, 'DAMAGE_AMOUNT_INVALID'],
    ['no cost', { ...WATER, unitCost: undefined }, 'DAMAGE_AMOUNT_INVALID'],
    ['a limit of zero', { ...measured, measured: 5, limit: 0 }, 'DAMAGE_LIMIT_INVALID'],
    ['a limit below zero', { ...measured, measured: 5, limit: -2 }, 'DAMAGE_LIMIT_INVALID'],
    ['nothing of the excess', measured, 'DAMAGE_EXCESS_MISSING'],
    ['a row that the table does not have', { ...WATER, alpha: 'VI' }, 'DAMAGE_ROW_UNKNOWN'],
    ['a coefficient of zero', { ...WATER, omega: 0 }, 'DAMAGE_COEFFICIENT_INVALID'],
    ['a medium without a method', { ...WATER, medium: 'soil' }, 'DAMAGE_MEDIUM_UNKNOWN'],
    ['no object', 5, 'DAMAGE_NOT_OBJECT'],
  ])('%s', (_, discharge, code) => {
    const result = ask(discharge);
    expect(result.damage).toBeNull();
    expect(codes(result)).toContain(code);
  });
  test('a coefficient outside what is known counts, and is told', () => {
    const result = ask({ ...WATER, alpha: 3 });
    expect([result.damage, codes(result)[0]]).toEqual([37_500, 'DAMAGE_COEFFICIENT_OUT_OF_RANGE']);
  });
  test('a region may set up to 500 000', () => {
    const big = { ...WATER, amount: 2_000 };
    const within = (simpleLimit: number) => virtualCost({ discharges: [big], simpleLimit }).simple;
    expect(virtualCost({ discharges: [big] }).simple).toEqual({ limit: 300_000, within: false });
    expect(within(400_000)).toEqual({ limit: 400_000, within: true });
    expect(within(600_000)).toEqual({ limit: 300_000, within: false });
  });
});
