import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { LicenceAct, ReportItems, SourceAct } from '../../contract.ts';
import { dueOf, reportDue } from './clocks.ts';
import { changedFields, differencesOf, type Ours, type Theirs } from './compare.ts';
import { doseRecord, medianOf } from './dose.ts';
import { licenceClocks, licenceRefusal, licenceStanding, licenceStateOn, longestTerm } from './licence.ts';
import { orphanRefusal } from './orphan.ts';
import { promptsOf, type SourceSeen, scoreOf } from './prompts.ts';
import { reportRefusal, reportStanding, reportStateOn } from './report.ts';
import { collectionOf, sourceClocks, sourceRefusal } from './source-life.ts';
import { openFilings, sourceStanding } from './source-state.ts';
import { curveOf, sourceOn } from './today.ts';

const calendar = workCalendar();
const now = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const document = '文书';
const L = (act: LicenceAct['act'], on: string, more: object = {}) =>
  ({ act, on, document, ...more }) as LicenceAct;
const S = (act: SourceAct['act'], on: string, more: object = {}) =>
  ({ act, on, document, ...more }) as SourceAct;

const RANGES = [{ kind: 'use', range: 'source-II' }];
const APPLY = L('apply', '2026-03-02', { kind: 'new', changedOn: null, ranges: RANGES });
const ISSUED = [
  APPLY,
  L('accept', '2026-03-02'),
  L('grant', '2026-03-20', { number: '新环辐证[00001]', validTo: '2031-03-19' }),
];

test('a licence is reviewed in twenty working days and holds for five years', () => {
  const standing = licenceStanding(ISSUED);
  expect([standing.state, standing.number, standing.validTo]).toEqual([
    'valid',
    '新环辐证[00001]',
    '2031-03-19',
  ]);
  // From 3 March (Tuesday): 4 + 5 + 5 + 5 working days to 27 March, the twentieth is Monday 30 March 2026.
  expect(
    licenceClocks(standing, now('2026-04-01'), calendar).map(({ key, due, light, late }) => [
      key,
      due,
      light,
      late,
    ]),
  ).toEqual([
    ['lic-review', '2026-03-30', 'done', false],
    // Thirty days before 19 March 2031.
    ['lic-renew', '2031-02-17', 'green', false],
    ['lic-valid', '2031-03-19', 'green', false],
  ]);
  expect(licenceStateOn(standing, '2031-03-19')).toBe('valid');
  expect(licenceStateOn(standing, '2031-03-20')).toBe('expired');
});

test('steps of a licence that do not fit are refused with the reason', () => {
  const why = (acts: readonly LicenceAct[], act: LicenceAct, today = '2026-11-28') =>
    licenceRefusal(acts, act, today, calendar)?.why ?? null;
  expect(why([], APPLY)).toBe(null);
  expect(why([], L('apply', '2026-03-02', { kind: 'new', changedOn: null, ranges: [] }))).toBe(
    'rangesMissing',
  );
  expect(why([], ISSUED[1]!)).toBe('opening');
  expect(why([APPLY], ISSUED[2]!)).toBe('applicationNotAccepted');
  expect(why([APPLY], L('accept', '2026-03-01'))).toBe('dayOrder');
  expect(why([APPLY], L('accept', '2026-12-01'))).toBe('dayFuture');
  const long = L('grant', '2026-03-20', { number: 'x', validTo: '2031-03-20' });
  expect(why(ISSUED.slice(0, 2), long)).toBe('licenceTerm');
  expect(why(ISSUED, L('accept', '2026-04-01'))).toBe('applicationMissing');
  const renewal = (on: string) => L('apply', on, { kind: 'renewal', changedOn: null, ranges: [] });
  expect(why(ISSUED, renewal('2031-02-10'), '2031-02-10')).toBe(null);
  expect(why(ISSUED, renewal('2031-03-20'), '2031-04-10')).toBe('licenceEnded');
  expect(why([...ISSUED, L('cancel', '2026-05-01')], L('replace', '2026-05-02'))).toBe('licenceOver');
  // A renewal goes on from the day after the old end: five years to 19 March 2036.
  expect(longestTerm(licenceStanding([...ISSUED, renewal('2031-02-10')]), '2031-03-01', calendar)).toBe(
    '2036-03-19',
  );
});

test('a change keeps the end of the licence, and its application has twenty days', () => {
  const change = L('apply', '2026-07-03', { kind: 'change', changedOn: '2026-06-10', ranges: [] });
  const acts = [...ISSUED, change, L('accept', '2026-07-03')];
  expect(
    licenceRefusal(
      acts,
      L('grant', '2026-07-10', { number: 'x', validTo: '2031-03-20' }),
      '2026-11-28',
      calendar,
    ),
  ).toMatchObject({
    why: 'licenceTerm',
    params: { longest: '2031-03-19' },
  });
  // 10 June and twenty days: 30 June 2026, a Tuesday; applied for on 3 July it was late.
  const clock = licenceClocks(licenceStanding(acts), now('2026-07-05'), calendar).find(
    ({ key }) => key === 'lic-change',
  )!;
  expect([clock.due, clock.doneOn, clock.late]).toEqual(['2026-06-30', '2026-07-03', true]);
});

const CS = { nuclide: 'Cs-137', activityBq: 3.7e11, measuredOn: '2010-01-01' };
const FACTS = { unitId: 1, code: '0110CS000012', category: 'II' as const, belowExemption: false };
const HELD = S('hold', '2026-01-05', { origin: 'bought' });

test('an idle source of category II is returned or stored within three months, and that is filed in twenty days', () => {
  const idle = [HELD, S('start', '2026-01-06'), S('idle', '2026-05-20')];
  // Three months after 20 May: 20 August 2026, a Thursday.
  const [clock] = sourceClocks(FACTS, sourceStanding(idle), now('2026-08-01'), calendar);
  expect([clock!.key, clock!.due, clock!.light]).toEqual(['idle-return', '2026-08-20', 'yellow']);
  expect(collectionOf('II', sourceStanding(idle), '2026-08-20', calendar)).toMatchObject({
    due: 0,
    running: 1,
  });
  expect(collectionOf('II', sourceStanding(idle), '2026-08-21', calendar)).toMatchObject({
    due: 1,
    overdue: 1,
    collected: 0,
  });
  expect(collectionOf('IV', sourceStanding(idle), '2026-08-21', calendar)).toMatchObject({
    due: 0,
    overdue: 0,
  });
  const stored = [...idle, S('store', '2026-09-01', { to: '贮存库' })];
  expect(collectionOf('II', sourceStanding(stored), '2026-11-28', calendar)).toMatchObject({
    due: 1,
    collected: 1,
    inTime: 0,
    overdue: 0,
  });
  expect(openFilings(sourceStanding(stored))).toEqual(['handover']);
  const after = sourceClocks(FACTS, sourceStanding(stored), now('2026-09-20'), calendar);
  // 1 September and twenty days: 21 September 2026, a Monday.
  expect(after.map(({ key, due, light }) => [key, due, light])).toEqual([
    ['idle-return', '2026-08-20', 'done'],
    ['return-file', '2026-09-21', 'yellow'],
  ]);
  const disposed = [...stored, S('file', '2026-09-10', { of: 'handover' }), S('dispose', '2026-10-12')];
  // 12 October and thirty days: 11 November 2026, a Wednesday.
  expect(sourceClocks(FACTS, sourceStanding(disposed), now('2026-11-28'), calendar).at(-1)).toMatchObject({
    key: 'code-cancel',
    due: '2026-11-11',
    light: 'red',
  });
});

test('a transfer is approved in fifteen working days, moves within six months, and both sides file', () => {
  const why = (acts: readonly SourceAct[], act: SourceAct) =>
    sourceRefusal(FACTS, acts, act, '2027-06-30', calendar)?.why ?? null;
  const applied = [HELD, S('apply-transfer', '2026-06-01', { to: '乙单位', toUnit: null })];
  expect(why(applied, S('move', '2026-06-02'))).toBe('transferNotAccepted');
  expect(why([HELD], S('apply-transfer', '2026-06-01', { to: '自己', toUnit: 1 }))).toBe('transferSelf');
  expect(why(applied, S('store', '2026-06-02', { to: 'x' }))).toBe('transferPending');
  const approved = [...applied, S('accept-transfer', '2026-06-01'), S('approve-transfer', '2026-06-15')];
  expect(why(approved, S('move', '2026-12-15'))).toBe(null);
  expect(why(approved, S('move', '2026-12-16'))).toBe('transferEnded');
  const moved = sourceStanding([...approved, S('move', '2026-07-01')]);
  expect([moved.state, openFilings(moved)]).toEqual(['transferred', ['transfer-from', 'transfer-to']]);
  const clocks = sourceClocks(FACTS, moved, now('2026-07-10'), calendar).map(({ key, due }) => [key, due]);
  // From 2 June 2026: 4 days, 5, 5, then Monday 22 June — but the Dragon Boat holiday (19 to 21 June) takes Friday 19 June.
  expect(clocks).toEqual([
    ['transfer-review', '2026-06-23'],
    ['batch-transfer', '2026-12-15'],
    // 1 July and twenty days: 21 July 2026.
    ['transfer-file', '2026-07-21'],
    ['transfer-file', '2026-07-21'],
  ]);
  const half = sourceStanding([
    ...approved,
    S('move', '2026-07-01'),
    S('file', '2026-07-05', { of: 'transfer-to' }),
  ]);
  expect(openFilings(half)).toEqual(['transfer-from']);
});

test('use elsewhere is filed ten days before and cancelled twenty days after; a lost source comes back to where it stood', () => {
  const filed = [
    HELD,
    S('start', '2026-01-06'),
    S('file-away', '2026-04-01', { place: '甘肃', from: '2026-04-08', to: '2026-05-01' }),
  ];
  const standing = sourceStanding([...filed, S('back', '2026-05-02')]);
  expect(
    sourceClocks(FACTS, standing, now('2026-05-03'), calendar).map(({ key, due, late }) => [key, due, late]),
  ).toEqual([
    // Ten days before 8 April: 29 March; filed on 1 April it was late.
    ['cross-file-out', '2026-03-29', true],
    ['cross-cancel', '2026-05-22', false],
  ]);
  const lost = [...filed.slice(0, 2), S('lose', '2026-03-01', { how: 'stolen' })];
  expect(sourceStanding(lost).state).toBe('lost');
  expect(sourceRefusal(FACTS, lost, S('idle', '2026-03-02'), '2026-11-28', calendar)).toMatchObject({
    why: 'stateUnfit',
    params: { state: 'lost' },
  });
  expect(sourceStanding([...lost, S('find', '2026-03-04')]).state).toBe('in-use');
  expect(sourceRefusal(FACTS, [HELD], S('exempt', '2026-03-02'), '2026-11-28', calendar)).toMatchObject({
    why: 'notExempt',
  });
});

test('activity and category are those of the day: caesium of 10 Ci after a half-life', () => {
  // 10 Ci = 0.37 TBq; D = 0.1 TBq (2005 No. 62): A/D 3.7, category III; half of it is 1.85, still III.
  const half = sourceOn(CS, '2040-01-01');
  expect(half.initialCategory).toBe('III');
  expect(half.category).toBe('III');
  expect(half.activityBq! / 1.85e11).toBeCloseTo(1, 1);
  expect(half.ratio).toBeCloseTo(1.85, 1);
  expect(curveOf(CS, '2026-11-28')[0]).toEqual({ on: '2010-01-01', activityBq: 3.7e11 });
  expect(sourceOn({ ...CS, measuredOn: null }, '2026-11-28').activityBq).toBe(null);
});

const ITEMS: ReportItems = {
  facilities: '运行正常',
  protection: '已修订',
  staff: '无变动',
  dose: '正常',
  ledgers: '相符',
  environment: '已监测',
  incidents: '无',
  rectification: '无',
  plans: '已制定',
};

test('the report of a year is due on 31 January and overdue on the day after', () => {
  expect(reportDue(2025, calendar)).toBe('2026-01-31');
  expect(reportStateOn(reportStanding([]), 2025, '2026-01-31', calendar)).toBe('missing');
  expect(reportStateOn(reportStanding([]), 2025, '2026-02-01', calendar)).toBe('overdue');
  const file = { act: 'file' as const, on: '2026-01-20', items: ITEMS };
  expect(reportStateOn(reportStanding([file]), 2025, '2026-02-01', calendar)).toBe('filed');
  expect(reportRefusal(2025, [], { ...file, items: { ...ITEMS, plans: ' ' } }, '2026-01-20')).toMatchObject({
    why: 'reportEmpty',
    params: { item: 'plans' },
  });
  const back = { act: 'return' as const, on: '2026-01-25', document };
  expect(reportStateOn(reportStanding([file, back]), 2025, '2026-02-01', calendar)).toBe('overdue');
  expect(reportRefusal(2025, [file, back], { ...back, act: 'pass' }, '2026-01-26')).toMatchObject({
    why: 'reportState',
  });
});

test('doses: five-year sum, single year, a gap, and a reading far above its post', () => {
  const year = (y: number, mSv: number, id: number) => ({ id, from: `${y}-01-01`, to: `${y}-03-31`, mSv });
  // 21 × 4 = 84 in four years, 18 in the fifth: 102 > 100; no year above 50.
  const five = [2022, 2023, 2024, 2025].map((y, i) => year(y, 21, i)).concat(year(2026, 18, 9));
  const found = doseRecord(five, [], '2026-04-30');
  expect(found.fiveYears).toBe(102);
  expect(
    found.findings
      .filter(({ kind }) => kind === 'limit')
      .map(({ period, value, limit }) => [period, value, limit]),
  ).toEqual([['2022–2026', 102, 100]]);
  // From 1 April to 31 December there is no reading; the last ended 31 March, 100 days before 9 July.
  expect(found.findings.filter(({ kind }) => kind === 'missing')).toHaveLength(4);
  expect(doseRecord([year(2026, 1, 1)], [], '2026-07-09').findings).toContainEqual({
    kind: 'overdue',
    period: '2026-03-31–2026-07-09',
    value: 100,
    limit: 90,
    confidence: 'single-source',
  });
  const one = { id: 1, from: '2026-01-01', to: '2026-01-30', mSv: 0.7 };
  expect(medianOf([0.2, 0.1, 0.2, 0.3, 0.7])).toBe(0.2);
  const out = doseRecord([one], [0.2, 0.1, 0.2, 0.3, 0.7], '2026-02-01').findings.filter(
    ({ kind }) => kind === 'outlier',
  );
  expect(out.map(({ value }) => value)).toEqual([0.7]);
  expect(out[0]!.limit).toBeCloseTo(0.6, 12);
});

test('prompts name what is wrong with a unit, the gravest first', () => {
  const today = '2026-11-28';
  const source = (more: Partial<SourceSeen>, acts: readonly SourceAct[] = [HELD]): SourceSeen => {
    const particulars = {
      ...CS,
      code: '0110CS000012',
      noCode: '',
      label: 'L1',
      category: 'III' as const,
      use: '探伤',
      place: '库',
      ...more,
    };
    const standing = sourceStanding(acts);
    return {
      id: 1,
      ...particulars,
      standing,
      today: sourceOn(particulars, today),
      clocks: sourceClocks(
        { code: particulars.code, category: particulars.category },
        standing,
        now(today),
        calendar,
      ),
      gives: false,
      formerUnitId: null,
    };
  };
  const seen = {
    address: '某路',
    legalPerson: '甲',
    safetyOfficer: '',
    licence: { state: 'valid' as const, validTo: '2026-12-20', renewing: false },
    licenceClocks: [],
    sources: [source({})],
    people: [
      {
        id: 1,
        name: '张三',
        post: '操作',
        examCertificate: 'K1',
        examTo: '2026-11-27',
        active: true,
        doses: null,
      },
    ],
    reports: [{ year: 2025, state: 'overdue' as const }],
    devices: 0,
  };
  const keys = (unit: typeof seen) => promptsOf(unit, today).map(({ key, level }) => `${level} ${key}`);
  // The code says category II, the ledger III.
  expect(keys(seen)).toEqual([
    'red licence-30d',
    'red report-missing',
    'red exam-ended',
    'yellow info-missing',
    'yellow code-category',
  ]);
  expect(scoreOf(promptsOf(seen, today))).toBe(100 - 30 - 6);
  const clean = {
    ...seen,
    safetyOfficer: '乙',
    people: [],
    reports: [],
    sources: [source({ code: '0110CS000013' })],
  };
  expect(keys({ ...clean, licence: { ...seen.licence, validTo: '2027-05-30' } })).toEqual([
    'yellow licence-6m',
  ]);
  expect(keys({ ...clean, licence: { ...seen.licence, validTo: '2027-05-31' } })).toEqual([]);
  expect(keys({ ...clean, licence: null as never })).toEqual(['red licence-none']);
  // The lower bound of category V for caesium is 10 kBq (2005 No. 62).
  const weak = source({ code: '0110CS00001N', activityBq: 5e3, category: 'V' });
  expect(keys({ ...clean, licence: { ...seen.licence, validTo: '2030-01-01' }, sources: [weak] })).toEqual([
    'yellow code-unknown',
    'yellow category-computed',
    'yellow decayed-exempt',
  ]);
  const idle = source({ code: '0110CS000013' }, [HELD, S('idle', '2026-05-20')]);
  expect(keys({ ...clean, licence: { ...seen.licence, validTo: '2030-01-01' }, sources: [idle] })).toEqual([
    'red idle-clock',
  ]);
});

test('a comparison tells what is new, gone, changed and in another state', () => {
  const base = {
    code: null,
    noCode: 'x',
    label: '',
    ...CS,
    category: 'III' as const,
    use: '',
    place: '',
    uscc: 'A',
    unitName: '甲',
  };
  const ours: Ours[] = [
    { ...base, code: 'C1', state: 'in-use' },
    { ...base, code: 'C2', state: 'in-use' },
    { ...base, code: 'C3', state: 'stored' },
    { ...base, code: 'C9', uscc: 'Z', state: 'in-use' },
  ];
  const theirs: Theirs[] = [
    { ...base, row: 2, code: 'C1', state: 'idle', activityBq: 3.6e11, place: '' },
    { ...base, row: 3, label: 'N1', uscc: 'B', unitName: '乙', state: null },
  ];
  expect(changedFields(ours[0]!, theirs[0]!)).toEqual([
    { field: 'activityBq', ours: '370000000000', theirs: '360000000000' },
  ]);
  // The stored one is gone rightly; unit Z is not in the file.
  expect(differencesOf(ours, theirs, new Set(['A'])).map(({ kind, subject }) => [kind, subject])).toEqual([
    ['changed', 'C1'],
    ['state', 'C1'],
    ['new-unit', 'B'],
    ['new', 'N1'],
    ['gone', 'C2'],
  ]);
});

test('a source without an owner is identified before it is collected', () => {
  const collect = { act: 'collect' as const, on: '2026-11-02', document, to: '贮存库' };
  const identify = {
    act: 'identify' as const,
    on: '2026-11-01',
    document,
    nuclide: 'Cs-137',
    activityBq: null,
    category: null,
    sourceId: null,
  };
  expect(orphanRefusal('2026-10-30', [], collect, '2026-11-28')).toMatchObject({ why: 'orphanState' });
  expect(orphanRefusal('2026-10-30', [], { ...identify, on: '2026-10-29' }, '2026-11-28')).toMatchObject({
    why: 'dayOrder',
  });
  expect(orphanRefusal('2026-10-30', [identify], collect, '2026-11-28')).toBe(null);
  expect(
    orphanRefusal('2026-10-30', [identify, collect], { ...identify, on: '2026-11-03' }, '2026-11-28'),
  ).toMatchObject({ why: 'orphanState' });
});

test('periods whose years have no calendar still end', () => {
  expect(dueOf('lic-valid', '2026-11-28', calendar)).toBe('2031-11-27');
});
