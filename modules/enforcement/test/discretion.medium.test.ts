import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, HEAD, house, OFFICER, SITE, UNIT } from './visits.fixture.ts';

const PREFECTURE = '/650000/650100/';
const factor = (name: string, values: readonly number[], weight?: number) => ({
  name,
  ...(weight === undefined ? {} : { weight }),
  options: values.map((value) => ({ label: `${name}${value}`, value })),
});
const WEIGHTED = {
  name: '超标排放裁量表',
  unitPath: PREFECTURE,
  violation: '1107:usual',
  method: 'weighted',
  factors: [factor('超标倍数', [0, 0.05, 0.1]), factor('两年内次数', [0, 0.1])],
  table: null,
  rounding: 'yuan',
  source: '测试文件',
  effectiveFrom: '2026-09-01',
};

async function withCase() {
  const made = await house();
  await made.take(OFFICER, 'site', SITE);
  const { id } = (await made.file()).body;
  const set = async (more: object = {}, as = HEAD) =>
    made.call<c.DiscretionTable>(c.setDiscretion, { as, body: { ...WEIGHTED, ...more } });
  const estimate = (query: object, as = OFFICER) =>
    made.call<c.DiscretionResult>(c.estimateFine, { as, params: { id }, query });
  const act = (body: object, as = OFFICER) =>
    made.call<c.CaseDetail>(c.actOnCase, { as, params: { id }, body });
  return { ...made, id, set, estimate, act };
}

test('the three models advise what they do on paper, within the range of 1107 (100,000 to 1,000,000)', async () => {
  const { set, estimate } = await withCase();
  const weighted = (await set()).body;
  // 100,000/1,000,000 + 0.05 + 0.1 = 0.25 of 1,000,000.
  const one = { table: weighted.id, choices: '1,1' };
  expect((await estimate(one)).body).toMatchObject({
    amount: 250_000,
    percent: 0.25,
    chosen: ['超标倍数：超标倍数0.05', '两年内次数：两年内次数0.1'],
  });
  // 从轻 by a tenth of the most.
  expect((await estimate({ ...one, adjust: 'lighten', share: 0.1, ground: 'x' })).body.amount).toBe(150_000);
  // 减轻 goes below the least, and needs its ground; more than half of the least is refused.
  const reduced = { ...one, adjust: 'reduce', share: 0.5 };
  expect((await estimate(reduced)).body.code).toBe('ENFORCEMENT_DISCRETION_ASKED_BADLY');
  expect((await estimate({ ...reduced, ground: '主动消除危害' })).body.amount).toBe(50_000);
  expect((await estimate({ ...reduced, share: 0.6, ground: 'x' })).body.code).toBe(
    'ENFORCEMENT_DISCRETION_ASKED_BADLY',
  );
  const levels = [factor('个性', [1, 2, 3, 4, 5], 2), factor('共性', [1, 2, 3, 4, 5], 1)];
  const between = (await set({ method: 'interpolation', factors: levels })).body;
  // Levels 2 and 4, weights 2 and 1: 100,000 + 900,000 × (2·2/5 + 1·4/5)/3 = 580,000.
  expect((await estimate({ table: between.id, choices: '1,3' })).body.amount).toBe(580_000);
  const shares = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (i + j) / 10));
  const matrix = (await set({ method: 'matrix', factors: levels, table: shares })).body;
  // Row 3, column 2: 0.3 of the most; row 1, column 1 is nothing, and the least holds.
  expect((await estimate({ table: matrix.id, choices: '2,1' })).body.amount).toBe(300_000);
  expect((await estimate({ table: matrix.id, choices: '0,0' })).body.amount).toBe(100_000);
});

test('tables that cannot be counted with, or that are of others, are refused', async () => {
  const { set, estimate, call } = await withCase();
  const refused = async (more: object) => (await set(more)).body.code;
  expect(await refused({ factors: [factor('倍数', [0, 2])] })).toBe('ENFORCEMENT_DISCRETION_UNFIT');
  expect(await refused({ method: 'matrix' })).toBe('ENFORCEMENT_DISCRETION_UNFIT');
  expect(await refused({ violation: '9999:usual' })).toBe('ENFORCEMENT_VIOLATION_UNKNOWN');
  expect((await set({}, CORPS)).status).toBe(403);
  const other = (await set({ violation: '1108:usual' })).body;
  expect((await estimate({ table: other.id, choices: '0,0' })).body.code).toBe(
    'ENFORCEMENT_DISCRETION_UNKNOWN',
  );
  const own = (await set()).body;
  expect((await estimate({ table: own.id, choices: '0' })).body.code).toBe(
    'ENFORCEMENT_DISCRETION_ASKED_BADLY',
  );
  expect((await estimate({ table: own.id, choices: '0,9' })).body.code).toBe(
    'ENFORCEMENT_DISCRETION_ASKED_BADLY',
  );
  expect((await estimate({ table: own.id, choices: '0,0' }, CORPS)).status).toBe(403);
  // For all violations, of the unit itself, later: the violation's own comes first where the unit is the same.
  const general = (await set({ violation: null })).body;
  const county = (await set({ violation: null, unitPath: UNIT })).body;
  // Of the region and the Corps together: by who holds a post over both.
  expect((await set({ unitPath: '/' })).status).toBe(403);
  const everywhere: typeof HEAD = { ...HEAD, posts: [{ role: 'administrator', unitPath: '/' }] };
  const joint = (await set({ unitPath: '/', violation: null }, everywhere)).body;
  const future = (await set({ effectiveFrom: '2027-01-01' })).body;
  const listed = async (query: object) =>
    (await call<{ tables: c.DiscretionTable[] }>(c.listDiscretion, { query })).body.tables.map(
      ({ id }) => id,
    );
  const held = { unit: UNIT, violation: '1107:usual', on: '2026-11-27' };
  expect(await listed(held)).toEqual([county.id, own.id, general.id, joint.id]);
  expect(await listed({ ...held, on: '2027-02-01' })).toEqual([county.id, future.id, general.id, joint.id]);
});

test('what was worked out stands in the file, and the notice takes it over whatever is put in', async () => {
  const { set, act } = await withCase();
  const table = (await set()).body;
  const asked = { act: 'assess', on: '2026-11-27', table: table.id, choices: [2, 0], adjustment: null };
  const assessed = (
    await act({ ...asked, result: { amount: 1, percent: 0, method: 'x', chosen: [], steps: [] } })
  ).body;
  expect(assessed.steps.at(-1)!.act).toMatchObject({ act: 'assess', result: { amount: 200_000 } });
  await act({ act: 'finish-investigation', on: '2026-11-27', report: '清楚' });
  await act({ act: 'review', on: '2026-11-27', approve: true, opinion: '同意' }, HEAD);
  const noticed = await act({
    act: 'give-notice',
    on: '2026-11-27',
    deliveredOn: '2026-11-27',
    amount: 150_000,
    beside: [],
    computed: 150_000,
    method: '自定',
    reasons: '主动整改，低于建议',
  });
  expect(noticed.status, JSON.stringify(noticed.body)).toBe(200);
  expect(noticed.body.steps.at(-1)!.act).toMatchObject({
    amount: 150_000,
    computed: 200_000,
    method: expect.stringContaining('超标排放裁量表'),
  });
});
