import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import { loadCommand } from '../commands.ts';
import { runTarim } from '../run.fixture.ts';

const STATIONS = Array.from({ length: 14 }, (_, i) => ({
  id: `s${i}`,
  x: 87.4 + ((i * 5) % 14) / 50,
  y: 43.7 + ((i * 3) % 11) / 50,
  value: 30 + ((i * 17) % 23),
}));

/** A line that each command can answer in full. */
const LINES: Readonly<Record<string, object>> = {
  'evaluate air-period': {
    period: '2026-03',
    days: [{ date: '2026-03-01', values: { SO2: 8, PM10: 300 }, dust: true, withoutDust: { PM10: 60 } }],
    previous: { days: [] },
  },
  'evaluate sand-dust': { start: '2026-04-01T00:00:00+08:00', PM10: [80, 80, 80, 80, 80, 80, 300, null, 85] },
  'evaluate forecast': {
    city: '650100',
    history: [
      {
        date: '2026-11-24',
        values: { SO2: 8, NO2: 30, CO: 0.9, O3_8h: 60, PM10: 110, 'PM2.5': 40 },
      },
    ],
    days: 2,
  },
  'evaluate voc': { unit: 'ppbv', temperature: 25, values: { 甲苯: 2, benzene: 1, '100-41-4': '<0.02' } },
  'evaluate soil': { land: 'II', values: { 砷: 65, 锑: 1 }, background: { 砷: 70 } },
  'evaluate noise': { zone: '2', Ld: 58, Ln: 49.5, LmaxNight: 66, weather: { wind: 3 } },
  'evaluate emission': {
    standards: [
      { standard: 'GB 13223-2011', process: 'coal-boiler', stage: 'new' },
      { standard: '超低排放', process: 'coal-power-boiler' },
    ],
    values: { SO2: 38, O2: 7.5 },
    flow: 500_000,
  },
  'evaluate stack': {
    item: 'SO2',
    stacks: [
      { height: 20, rate: 3 },
      { height: 30, rate: 5 },
    ],
    distance: 40,
  },
  'evaluate furnace': { hourly: { CO: Array(24).fill(20) }, marks: ['启炉'], temperatures: [849] },
  'evaluate load': {
    medium: 'air',
    by: 'month',
    records: [{ time: '2026-01-01', values: { SO2: 20, NOx: null }, flow: 50_000 }],
    permitted: { SO2: 1_000 },
  },
  'evaluate tax': {
    kind: 'water',
    rate: 1.4,
    kg: { COD: 500, SS: 400, Hg: 0.02 },
    sewage: 1_000,
    pH: 5,
    colour: { value: 120, standard: 50 },
    reduction: { COD: { concentration: 20, limit: 50, exceeded: false } },
  },
  damage: {
    discharges: [
      { medium: 'water', amount: 100, unitCost: 50, alpha: 'III', omega: 2, measured: 300, limit: 50 },
      { medium: 'air', amount: 2, unitCost: 3_000, alpha: 1.5, beta: 1.2, omega: 1, kappa: 3 },
    ],
    simpleLimit: 400_000,
  },
  tax: { kind: 'solid', waste: '粉煤灰', produced: 10, stored: 2, reused: 3 },
  'evaluate radiation': {
    method: 'dose',
    rate: 200,
    hours: 2_000,
    occupancy: 1,
    background: 100,
    group: 'public',
  },
  'radiation category': {
    sources: [{ nuclide: 'Co-60', activity: 1e11, measuredAt: '2020-01-01', at: '2026-01-01' }],
  },
  'radiation background': { start: '2026-01-01', step: 5, values: [90, null, 91.5], background: 'xinjiang' },
  'radiation dose': { rate: 100, hours: 100, occupancy: 0.2, background: 90, group: 'worker' },
  'radiation code': { code: '0405CS000013' },
  'radiation decay': { nuclide: 'Ir-192', activity: 1.48e12, days: 120 },
  'radiation distance': {
    nuclide: 'Ir-192',
    activity: '40 Ci',
    distance: 3,
    material: 'lead',
    thickness: 20,
    level: [100, 15],
    budget: 5,
  },
  'radiation stay': { rate: 2_000, budget: 5, received: 1 },
  'radiation cordon': { situation: 'major_spill', nuclide: 'Co-60', activity: 1e12, inside: true },
  'radiation locate': {
    nuclide: 'Cs-137',
    background: 0.1,
    readings: [
      { lat: 44, lon: 87, rate: 40 },
      { lat: 44.0001, lon: 87.0001, rate: 10 },
      { lat: 44.0001, lon: 87, rate: 20 },
      { lat: 44.0002, lon: 87.0003, rate: 3 },
    ],
  },
  'radiation limits': {
    group: 'worker',
    readings: [{ from: '2026-01-01', to: '2026-03-31', mSv: 6, lens: 8 }],
    years: { 2025: 20 },
    at: '2026-11-01',
  },
  'radiation plume': {
    released: 1e12,
    nuclide: 'Cs-137',
    stability: 'D',
    wind: 5,
    windHeight: 10,
    height: 20,
    lid: 800,
    x: [500, '2 km'],
    y: 10,
    rain: 2,
    depletion: true,
    form: 'S',
  },
  'radiation srs19': { nuclide: 'Co-60', chiQ: 1e-7, release: 1e9, form: 'M' },
  'radiation grade': {
    code: '0426IR000012',
    nuclide: 'Ir-192',
    activity: 1.48e12,
    measuredAt: '2026-07-26',
    at: '2026-11-23',
    event: 'stolen',
    severe: 1,
    overLimit: true,
  },
  'radiation deadline': { clock: 'transfer-file', trigger: '2026-11-10', at: '2026-11-23' },
  'radiation norm': { mineral: '锆', materials: [{ name: '原矿', nuclides: { 'U-238': 1.2 } }] },
  'radiation station': { baseline: { mean: 90, sd: 4 }, hours: [101, null, 104], rain: [1.5, 0, 0] },
  'radiation mobile': {
    nuclide: 'Ir-192',
    category: 'II',
    baseline: 12,
    baselineAt: '2026-09-21',
    background: 0.12,
    area: [
      [87, 44],
      [88, 44],
      [88, 45],
      [87, 44],
    ],
    regions: [
      {
        id: '6501',
        area: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [80, 40],
                [90, 40],
                [90, 50],
                [80, 40],
              ],
            ],
          ],
        },
      },
    ],
    events: [
      { time: '2026-11-20T08:00:00+08:00', rate: 300, stowed: true, lat: 43, lon: 87, battery: 10 },
      { time: '2026-11-20T09:30:00+08:00', tamper: true, fix: { lat: 44, lon: 87, satellites: 2 } },
    ],
  },
  'evaluate electromagnetic': { measurements: [{ frequency: '900 MHz', E: 3 }], field: 'near' },
  'radiation em': { measurements: [{ frequency: 50, E: 100, B: 2 }], underLines: true },
  'evaluate statistics': { method: 'percentile', percent: 90, values: [1, 2, 3, null] },
  'evaluate quality': {
    medium: 'gas',
    item: 'a21026',
    start: '2026-03-01T00:00:00+08:00',
    values: Array.from({ length: 400 }, (_, i) => (i % 50 === 7 ? null : 20 + ((i * 7) % 31) / 10)),
    marks: ['M'],
    limit: 35,
    decimals: 1,
    parameters: { constant: { periods: 4 } },
  },
  'evaluate calibration': {
    kind: 'gas-comparison',
    item: 'SO2',
    unit: 'µmol/mol',
    pairs: Array.from({ length: 9 }, (_, i) => ({ measured: 300 + i, reference: 300 })),
    span: 'zero',
    measured: 5,
    standard: 0,
    range: 200,
    standardUsed: true,
  },
  'evaluate substitution': {
    medium: 'air',
    from: '2026-07-01T00:00:00+08:00',
    to: '2026-07-01T03:00:00+08:00',
    passed: [],
    amounts: [
      { time: '2026-07-01T00:00:00+08:00', state: 'valid', kg: 2 },
      { time: '2026-07-01T01:00:00+08:00', state: 'valid', kg: 3 },
      { time: '2026-07-01T02:00:00+08:00', state: 'valid', kg: 1 },
      { time: '2026-07-01T03:00:00+08:00', state: 'missing', kg: null },
    ],
  },
  'evaluate ecology': {
    method: 'EQI',
    indices: { pattern: 50, function: 60, biodiversity: 65, stress: 20 },
    previous: 59,
  },
  'evaluate interpolate': {
    coordinates: 'lonlat',
    samples: STATIONS,
    grid: { x: 87.4, y: 43.7, dx: 0.1, dy: 0.1, columns: 3, rows: 2 },
    power: 1.5,
    radius: 20_000,
    maxNeighbours: 6,
    minNeighbours: 2,
  },
  'evaluate kriging': {
    coordinates: 'lonlat',
    samples: STATIONS,
    targets: [{ x: 87.5, y: 43.8 }],
    model: 'exponential',
    weights: 'pairs-over-distance',
    cutoff: 40_000,
    bins: 8,
  },
  'evaluate hot-spot': {
    coordinates: 'lonlat',
    samples: STATIONS,
    weights: 'inverse',
    permutations: 19,
    seed: 3,
  },
  'evaluate wind-source': {
    cases: Array.from({ length: 60 }, (_, i) => ({
      direction: i * 6,
      speed: i % 7,
      value: 20 + ((i * 11) % 50),
    })),
    percentile: 80,
    sectors: 8,
    speedBins: [2, 4],
    minCases: 3,
  },
  'evaluate trace': {
    edges: [
      { from: 1, to: 2, length: 800, velocity: 0.4 },
      { id: 'b', from: 2, to: 3, length: 500 },
      { id: 'c', from: 3, to: 2, length: 50 },
    ],
    start: 1,
    direction: 'down',
    velocity: 0.5,
    maxHours: 40,
  },
};

/** They rest on no table: concentration times flow, and methods of the literature. */
const ARITHMETIC: ReadonlySet<string> = new Set([
  'evaluate load',
  'evaluate interpolate',
  'evaluate kriging',
  'evaluate hot-spot',
  'evaluate wind-source',
  'evaluate trace',
]);

describe.each(Object.entries(LINES))('tarim %s', (name, line) => {
  const answersTo = async (lines: readonly object[]) => {
    const { code, lines: answers } = await runTarim(
      [...name.split(' '), '--explain'],
      lines.map((one) => `${JSON.stringify(one)}\n`),
    );
    expect(code).toBe(0);
    return answers();
  };
  test('its line fits the schema, and so does the answer, which names its rules and steps', async () => {
    const { schema, help } = await loadCommand(name);
    expect(Compile(schema.input).Check(line)).toBe(true);
    const [answer] = await answersTo([{ id: 'x', ...line }]);
    expect(Compile(schema.output).Check(answer)).toBe(true);
    expect(answer.id).toBe('x');
    expect([answer.rules.length > 0, answer.steps.length > 0]).toEqual([!ARITHMETIC.has(name), true]);
    // Every help shows a line, and its answer.
    expect(help.match(/^ {2}\{"id":/gm)).toHaveLength(2);
    const example = /^ {2}(\{"id":.*\})$/m.exec(help)![1]!;
    if (!example.includes('…')) {
      const [shown] = await answersTo([JSON.parse(example)]);
      expect(Compile(schema.output).Check(shown)).toBe(true);
      expect(shown.rules.length > 0).toBe(!ARITHMETIC.has(name));
    }
  });
  test('whatever takes the place of its members, there is an answer that fits', async () => {
    const { schema } = await loadCommand(name);
    const output = Compile(schema.output);
    const members = Object.keys(line);
    const changed = fc
      .tuple(fc.constantFrom(...members), fc.jsonValue())
      .map(([key, value]) => ({ ...line, [key]: value }));
    const lines = fc.sample(fc.oneof(changed, fc.object()), { numRuns: 60, seed: 7 }) as object[];
    const answers = await answersTo(lines);
    expect(answers).toHaveLength(lines.length);
    for (const [i, answer] of answers.entries())
      expect([lines[i], output.Check(answer)]).toEqual([lines[i], true]);
  });
});
