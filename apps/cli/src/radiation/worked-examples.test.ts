import { describe, expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

/** Published and hand-computed examples, as a person would type them. */
async function ask(command: string, ...lines: object[]) {
  const {
    code,
    err,
    lines: answers,
  } = await runTarim(
    ['radiation', ...command.split(' ')],
    lines.map((one) => `${JSON.stringify(one)}\n`),
  );
  expect([code, err]).toEqual([0, '']);
  return answers();
}
const near = (value: number, share = 5e-4) => expect.closeTo(value, -Math.log10(Math.abs(value) * share * 2));

describe('code', () => {
  test('read, and refused', async () => {
    const [good, short, digit] = await ask(
      'code',
      { code: '0405CS000013' },
      { code: '0405CS00001' },
      { code: '0405CS000017' },
    );
    expect(good.parts).toMatchObject({
      producer: '04',
      year: 2005,
      nuclide: 'Cs-137',
      serial: '00001',
      category: 'III',
    });
    for (const one of [short, digit])
      expect([one.valid, one.problems[0].code]).toEqual([false, 'RADIATION_SOURCE_CODE_INVALID']);
  });
});

describe('category and decay', () => {
  test.each([
    ['Co-60', 3e13, 'I'],
    ['Se-75', 3e12, 'II'],
    ['Cs-137', 3.7e9, 'IV'],
    ['Am-241/Be', 1e9, 'IV'],
  ])('%s %d Bq is %s', async (nuclide, activity, category) => {
    expect((await ask('category', { nuclide, activity }))[0].category).toBe(category);
  });
  test.each([
    ['Ir-192', 1.48e12, 120, 4.797e11],
    ['Se-75', 3e12, 365, 3.629e11],
    ['Cs-137', 1.2e12, 3_652.5, 9.537e11],
  ])('%s after %d days', async (nuclide, activity, days, left) => {
    const [answer] = await ask('decay', { nuclide, activity, days });
    expect([answer.activity, answer.initial.category, answer.now.category]).toEqual([
      near(left),
      'II',
      'III',
    ]);
  });
});

describe('lost source', () => {
  const IR = { nuclide: 'Ir-192', activity: 1.48e12 };
  test('530 R/h at 5 ft', async () => {
    const line = { rate: '530 R/h', from: '5 ft', to: '10 ft' };
    for (const command of ['inverse-square', 'dose'])
      expect((await ask(command, line))[0]).toMatchObject({ rate: 132.5, unit: 'R/h' });
  });
  test('40 Ci of Ir-192 to 7.5 µSv/h', async () => {
    const [answer] = await ask('distance', {
      nuclide: 'Ir-192',
      activity: '40 Ci',
      constant: 130,
      level: 7.5,
    });
    expect(answer.distances[0].distance).toBeCloseTo(160.2, 1);
  });
  test('an air rate with its unit: 0.1081 µGy/h × 0.7 × 8760 h × 0.2', async () => {
    const [answer] = await ask('dose', { rate: '0.1081 µGy/h', hours: 8_760, occupancy: 0.2 });
    expect(answer.mSv).toBeCloseTo(0.13257384, 8);
  });
  test('rates, distances, a shield, the cordon', async () => {
    const answers = await ask('dose', ...[1, 3, 10].map((distance) => ({ ...IR, distance })));
    expect(answers.map((one) => Math.round(one.rate))).toEqual([205_868, 22_874, 2_059]);
    expect(
      answers[0].distances.map((one: { distance: number }) => Math.round(one.distance * 10) / 10).sort(),
    ).toEqual([117.2, 287, 45.4]);
    const [shielded] = await ask('dose', { ...IR, distance: 3, material: 'lead', thickness: 20 });
    expect(Math.round(shielded.rate)).toBe(2_357);
    const [cordon] = await ask('cordon', { ...IR, situation: 'damaged_source' });
    expect(cordon.radius).toBeCloseTo(45.4, 1);
  });
});

describe('plume', () => {
  test('published concentrations', async () => {
    const [turner, ccps, high] = await ask(
      'plume',
      { Q: 3, u: 7, x: 3_000, sy: 190, sz: 65 },
      { Q: 0.1, u: 2, x: 500, sy: 18.1023, sz: 8.4974 },
      { set: 'eimutis_konicek', stability: 'A', Q: 1, u: 1, H: 100, x: [100, 300, 700, 1_600, 4_000] },
    );
    expect(turner.points[0].concentration * 1e5).toBeCloseTo(1.1, 1);
    expect(ccps.points[0].concentration * 1e4).toBeCloseTo(1.0347, 4);
    expect(high.points.map((one: { concentration: number }) => one.concentration.toExponential(6))).toEqual([
      '2.284015e-14',
      '1.501547e-5',
      '9.310282e-6',
      '9.083901e-7',
      '5.809360e-8',
    ]);
  });
  test('a release of 1 TBq of Cs-137', async () => {
    const [answer] = await ask('plume', {
      released: 1e12,
      nuclide: 'Cs-137',
      stability: 'D',
      wind: 5,
      x: 1_000,
    });
    const [{ integrated, deposit, dose }] = answer.points;
    expect([integrated / 2.199e7, deposit / 6.598e4, dose.inhalation / 0.2856]).toEqual(
      Array(3).fill(expect.closeTo(1, 3)),
    );
    expect(answer.set).toBe('briggs_rural');
  });
  test('SRS-19', async () => {
    const line = { nuclide: 'Co-60', chiQ: 1.2156766e-7, release: 31_536_000, form: 'M' };
    expect((await ask('srs19', line))[0].adult.inhalation / 1.0212e-8).toBeCloseTo(1, 4);
  });
});

describe('clocks and grades', () => {
  test.each([
    ['transfer-file', '2026-11-10', '2026-11-30T23:59:59+08:00'],
    ['lic-review', '2026-11-03', '2026-12-01T23:59:59+08:00'],
    ['acc-unit', '2026-11-23 09:40 +08:00', '2026-11-23T11:40:00+08:00'],
  ])('%s from %s', async (clock, trigger, due) => {
    expect((await ask('deadline', { clock, trigger }))[0].due).toBe(due);
  });
  test('a number that can be no instant is no time', async () => {
    const [answer] = await ask('deadline', { clock: 'acc-unit', trigger: 5 });
    expect([answer.due, answer.problems[0].code]).toEqual([null, 'RADIATION_MEMBER_INVALID']);
  });
  test('grades', async () => {
    const answers = await ask(
      'grade',
      { category: 'III', event: 'stolen' },
      { category: 'II', event: 'lost', wideContamination: true },
      { severe: 2, deaths: 0 },
    );
    expect(answers.map((one) => one.grade)).toEqual(['较大', '特别重大', '较大']);
  });
});

describe('fields (GB 8702-2014)', () => {
  test('the published sum of three frequencies: 0.09 + 0.04 + 0.36', async () => {
    const measurements = [
      { frequency: '1026 kHz', E: 12 },
      { frequency: '828 kHz', E: 8 },
      { frequency: '25 MHz', E: 8.04 },
    ];
    const [answer] = await ask('em', { measurements });
    expect([answer.sums[0].sum, answer.verdict]).toEqual([expect.closeTo(0.49, 3), 'meets']);
  });
  test('50 Hz and 2.1 GHz', async () => {
    const [line, mast] = await ask(
      'em',
      { measurements: [{ frequency: '50 Hz' }] },
      { measurements: [{ frequency: '2.1 GHz' }] },
    );
    expect(line.items[0].limits).toMatchObject({ E: 4_000, B: 100 });
    expect(mast.items[0].limits).toMatchObject({ E: 12, S: 0.4 });
  });
});

describe('station and terminal', () => {
  test('hours of a gamma station, dry and wet', async () => {
    const line = { baseline: { mean: 90, sd: 4 }, hours: [101, 103, 104] };
    const [dry, wet] = await ask('station', { ...line, rain: [0, 0, 0] }, { ...line, rain: [1.5, 0, 0] });
    expect([dry.levels, dry.limit, wet.levels]).toEqual([[0, 2, 3], 102, [0, 1, 1]]);
  });
  test('a missing source, decay corrected; a polygon left', async () => {
    const at = (minute: number) => `2026-11-20T08:0${minute}:00+08:00`;
    const area = [
      [87, 44],
      [88, 44],
      [88, 45],
      [87, 45],
      [87, 44],
    ];
    const events = [3.3, 3.2, 3.3].map((rate, i) => ({
      time: at(i),
      rate,
      stowed: true,
      lat: 43.9,
      lon: 87.5,
    }));
    const [answer] = await ask('mobile', {
      nuclide: 'Ir-192',
      baseline: 12,
      background: 0.12,
      baselineAt: '2026-09-21T08:02:00+08:00',
      area,
      events,
    });
    expect(answer.alarms.map((one: { kind: string; time: string }) => [one.kind, one.time])).toEqual([
      ['left_area', at(2)],
      ['source_missing', at(2)],
    ]);
    expect(answer.alarms[1].detail.expected).toBeCloseTo(6.763, 3);
  });
});

test('an area that is none is told: nobody can leave it', async () => {
  const events = [{ time: '2026-11-20T08:00:00+08:00', lat: 44, lon: 87 }];
  const [answer] = await ask('mobile', {
    nuclide: 'Ir-192',
    area: 'depot',
    regions: [{ id: '6501' }],
    events,
  });
  const told = answer.problems.filter(
    (one: { code: string }) => one.code === 'RADIATION_MOBILE_AREA_INVALID',
  );
  expect(told.map((one: { path: string }) => one.path)).toEqual(['area', 'regions.0']);
});

describe('formats', () => {
  const FRAME =
    '7e0200001f0138000000017d02010000010000000003029f93d4053417a0026c01a700b426112008000031010b5c7e';
  test('the frame of JT/T 808, as hex alone and in an object, and back', async () => {
    const { lines } = await runTarim(['radiation', 'jt808'], [`${FRAME}\n{"id":2,"hex":"${FRAME}"}\n`]);
    const [first, second] = lines();
    expect(first.header).toMatchObject({ messageId: '0x0200', terminal: '013800000001', sequence: 32_257 });
    expect(first.body.location).toMatchObject({
      alarms: ['power_lost'],
      status: { acc: true, located: true },
      lat: 44.0125,
      lon: 87.3,
      altitude: 620,
      speed: 42.3,
      heading: 180,
      time: '2026-11-20T08:00:00+08:00',
      items: [{ name: 'satellites', value: 11 }],
    });
    expect([second.id, second.body]).toEqual([2, first.body]);
    // Cut in the middle of an escape: 7d | 02.
    const cut = FRAME.indexOf('7d02') + 2;
    const [whole] = await ask('jt808', { hex: [FRAME.slice(0, cut), FRAME.slice(cut)] });
    expect([whole.body, whole.more, whole.problems]).toEqual([first.body, [], []]);
    const { header, body } = first;
    expect((await ask('jt808 encode', { header, body }))[0].hex).toBe(FRAME);
  });
  test('a report in the manner of IRIX, and what is wrong with one', async () => {
    const identification = {
      ...{ reportId: 'r/1', organisation: '示例中心', country: 'CN', simulated: true, language: 'zh-CN' },
      createdAt: '2026-11-20T12:00:00+08:00',
    };
    const [whole] = await ask('irix', { identification, locations: [{ id: 'X<1', name: null }] });
    expect(whole).toMatchObject({ problems: [] });
    expect(whole.xml).toContain('<Location id="X&lt;1"/>');
    expect(whole.xml).toContain('not conformant');
    const [broken] = await ask('irix', {
      identification: { ...identification, simulated: 'no' },
      measurements: [{ locationId: 'X' }],
    });
    expect(broken.xml).toBeNull();
    expect(broken.problems.map((one: { path: string }) => one.path)).toEqual([
      'identification.simulated',
      'measurements[0].quantity',
      'measurements[0].nuclide',
      'measurements[0].begin',
      'measurements[0].end',
      'measurements[0].unit',
      'measurements[0].validated',
    ]);
  });
  test('a message of EURDEP as it is', async () => {
    const text =
      '\\BEGIN_EURDEP;\n\\BEGIN_RADIOLOGICAL;\n\\FIELD_LIST LOCALITY_CODE,NUCLIDE,VALUE,UNIT;\n\\XJ0001,T-GAMMA,98.4,NSV/H;\n\\END_RADIOLOGICAL;\n\\END_EURDEP;\n';
    const { lines } = await runTarim(['radiation', 'eurdep', '--raw'], [text]);
    expect(lines()).toMatchObject([
      { measurements: [{ localityCode: 'XJ0001', value: 98.4, unit: 'NSV/H' }], problems: [] },
    ]);
  });
});
