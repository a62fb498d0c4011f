import { describe, expect, test } from 'vitest';
import { compileExpression } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import {
  componentExpressions,
  type FvcModel,
  fvcExpression,
  fvcGiven,
  parseFvcModel,
  parseRseiModel,
  type RseiModel,
  rseiExpression,
  rseiOfComponents,
} from '../index.ts';
import { normalOf, randomOf } from '../random.ts';
import { allocate } from '../samples.ts';

const NAMES = ['greenness', 'wetness', 'dryness', 'heat'] as const;

function evaluate(expression: string, bands: Readonly<Record<string, number>>): number {
  const names = Object.keys(bands);
  const out = allocate('float64', 1);
  compileExpression(
    parseExpression(expression),
    names.map((name) => ({ name, scale: 1, offset: 0 })),
    { type: 'float64', noData: Number.NaN, scale: 1, offset: 0 },
  )(
    names.map((name) => ({ values: Float64Array.of(bands[name]!), noData: null, valid: null })),
    null,
    out,
  );
  return out[0]!;
}

describe('the first component', () => {
  test('of four columns that are one: loadings of a half, all of the variance', () => {
    const t = Float64Array.from({ length: 101 }, (_, i) => i / 100);
    const back = t.map((value) => 1 - value);
    const found = rseiOfComponents(
      NAMES,
      [t, t.map((value) => 3 * value - 1), back, back.map((v) => 290 + 20 * v)],
      {
        trim: 0,
      },
    );
    expect(found.components.map(({ loading }) => loading)).toEqual(
      [0.5, 0.5, -0.5, -0.5].map((value) => expect.closeTo(value, 10)),
    );
    expect(found.components.map(({ low, high }) => [low, high])).toEqual([
      [0, 1],
      [-1, 2],
      [0, 1],
      [290, 310],
    ]);
    expect(found.share).toBeCloseTo(1, 12);
    // Scores are 0.5 · 4 · (t − 0.5).
    expect(found.range.low).toBeCloseTo(-1, 12);
    expect(found.range.high).toBeCloseTo(1, 12);
    // Variance of the uniform steps 0, 0.01 … 1 is (101² − 1) / 12 / 100², four times.
    expect(found.eigenvalues[0]).toBeCloseTo((4 * (101 ** 2 - 1)) / 12 / 100 ** 2, 10);
  });
  test('of noisy columns is what iterating the covariance from scratch gives', () => {
    const normal = normalOf(randomOf(9));
    const base = Float64Array.from({ length: 2_000 }, () => normal());
    const mixed = (sign: number, noise: number) => base.map((value) => sign * value + noise * normal());
    const columns = [mixed(1, 0.4), mixed(1, 0.8), mixed(-1, 0.5), mixed(-1, 1)];
    const found = rseiOfComponents(NAMES, columns, { trim: 0 });
    // By hand: scale, centre, then multiply a vector by XᵀX until it rests.
    const scaled = columns.map((column) => {
      const [low, high] = [Math.min(...column), Math.max(...column)];
      const unit = Array.from(column, (value) => (value - low) / (high - low));
      const mean = unit.reduce((a, b) => a + b, 0) / unit.length;
      return unit.map((value) => value - mean);
    });
    let vector = [1, 1, -1, -1];
    let value = 0;
    for (let round = 0; round < 500; round++) {
      const scores = scaled[0]!.map((_, k) => vector.reduce((sum, one, i) => sum + one * scaled[i]![k]!, 0));
      const next = scaled.map(
        (column) => column.reduce((sum, one, k) => sum + one * scores[k]!, 0) / scores.length,
      );
      value = Math.hypot(...next);
      vector = next.map((one) => one / value);
    }
    expect(found.components.map(({ loading }) => loading)).toEqual(
      vector.map((one) => expect.closeTo(one, 9)),
    );
    expect(found.eigenvalues[0]).toBeCloseTo(value, 10);
    const total = scaled.reduce(
      (sum, column) => sum + column.reduce((a, b) => a + b * b, 0) / column.length,
      0,
    );
    expect(found.share).toBeCloseTo(value / total, 10);
  });
  test('whose loadings contradict their meaning is refused, or given with their names', () => {
    const normal = normalOf(randomOf(4));
    // As on a November scene: heat and wetness carry the variance, greenness follows heat.
    const heat = Float64Array.from({ length: 500 }, () => normal());
    const follow = (share: number) => heat.map((value) => share * value + 0.3 * normal());
    const columns = [follow(0.2), follow(-0.9), follow(0.8), heat];
    expect(() => rseiOfComponents(NAMES, columns)).toThrow(
      expect.objectContaining({ code: 'RASTER_RSEI_SIGNS' }),
    );
    expect(rseiOfComponents(NAMES, columns, { acceptSigns: true }).contrary).toEqual([
      'wetness',
      'dryness',
      'heat',
    ]);
  });
  test('nothing to go by is refused', () => {
    const few = new Float64Array(50);
    expect(() => rseiOfComponents(NAMES, [few, few, few, few])).toThrow(
      expect.objectContaining({ code: 'RASTER_NO_VALID_CELLS' }),
    );
    const flat = new Float64Array(500);
    expect(() => rseiOfComponents(NAMES, [flat, flat, flat, flat])).toThrow(
      expect.objectContaining({ code: 'RASTER_NO_VALID_CELLS' }),
    );
  });
});

describe('as band arithmetic', () => {
  const bands = { B: 0.05, G: 0.08, R: 0.1, N: 0.3, S1: 0.25, S2: 0.18, T: 305 };
  const model: RseiModel = {
    kind: 'tarim-rsei',
    version: 1,
    sensor: 'landsat-5',
    wetness: { source: '', confidence: '' },
    components: [
      { name: 'greenness', low: 0, high: 1, mean: 0.4, loading: 0.6 },
      { name: 'wetness', low: -0.4, high: 0.1, mean: 0.5, loading: 0.4 },
      { name: 'dryness', low: -0.5, high: 0.5, mean: 0.5, loading: -0.5 },
      { name: 'heat', low: 280, high: 320, mean: 0.5, loading: -0.48 },
    ],
    eigenvalues: [],
    share: 0.8,
    range: { low: -0.7, high: 0.7 },
    trim: 0,
    water: 0,
    cells: 1_000,
    reference: [],
    contrary: [],
  };
  test('components and index, worked by hand', () => {
    const [, wet, dry] = componentExpressions('landsat-5', true).map(([, text]) => evaluate(text, bands));
    const byHand =
      0.0315 * 0.05 + 0.2021 * 0.08 + 0.3102 * 0.1 + 0.1594 * 0.3 - 0.6806 * 0.25 - 0.6109 * 0.18;
    expect(wet).toBeCloseTo(byHand, 12);
    const soil = (0.25 + 0.1 - (0.3 + 0.05)) / (0.25 + 0.1 + 0.3 + 0.05);
    const [built, other] = [(2 * 0.25) / 0.55, 0.3 / 0.4 + 0.08 / 0.33];
    const dryByHand = (soil + (built - other) / (built + other)) / 2;
    expect(dry).toBeCloseTo(dryByHand, 12);
    const score =
      0.6 * (0.2 / 0.4 - 0.4) +
      0.4 * ((byHand + 0.4) / 0.5 - 0.5) -
      0.5 * (dryByHand + 0.5 - 0.5) -
      0.48 * (25 / 40 - 0.5);
    expect(evaluate(rseiExpression(model), bands)).toBeCloseTo((score + 0.7) / 1.4, 10);
  });
  test('water has none', () => {
    expect(evaluate(rseiExpression(model), { ...bands, G: 0.4 })).toBeNaN();
    expect(evaluate(rseiExpression({ ...model, water: null }), { ...bands, G: 0.4 })).not.toBeNaN();
  });
  test('a model survives its file; what is none is refused', () => {
    expect(parseRseiModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
    for (const broken of [
      null,
      {},
      { ...model, version: 2 },
      { ...model, components: model.components.slice(1) },
    ])
      expect(() => parseRseiModel(broken)).toThrow(expect.objectContaining({ code: 'RASTER_MODEL_INVALID' }));
  });
});

describe('fractional vegetation cover', () => {
  test('by bounds that are given', () => {
    const text = fvcExpression(fvcGiven(0.05, 0.85));
    for (const [v, wanted] of [
      [0.05, 0],
      [0.45, 0.5],
      [0.85, 1],
      [-0.3, 0],
      [0.95, 1],
    ] as const)
      expect(evaluate(text, { v })).toBeCloseTo(wanted, 12);
    expect(() => fvcGiven(0.5, 0.5)).toThrow(expect.objectContaining({ code: 'RASTER_PARAMETER_INVALID' }));
  });
  test('by bounds of classes; a class without bounds has none', () => {
    const model: FvcModel = {
      ...fvcGiven(0, 1),
      zoned: true,
      bounds: [
        { zone: 1, soil: 0.05, vegetation: 0.25, cells: 500 },
        { zone: 7, soil: -0.1, vegetation: 0.9, cells: 500 },
      ],
    };
    const text = fvcExpression(parseFvcModel(JSON.parse(JSON.stringify(model))));
    expect(evaluate(text, { v: 0.15, z: 1 })).toBeCloseTo(0.5, 12);
    expect(evaluate(text, { v: 0.4, z: 7 })).toBeCloseTo(0.5, 12);
    expect(evaluate(text, { v: 0.4, z: 2 })).toBeNaN();
    expect(() => parseFvcModel({ ...model, bounds: [] })).toThrow(
      expect.objectContaining({ code: 'RASTER_MODEL_INVALID' }),
    );
  });
});
