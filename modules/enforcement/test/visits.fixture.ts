import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor, FieldAct } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import * as c from '../contract.ts';
import { enforcementModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const UNIT = '/650000/650100/650102/';
const MODULES = [regionModule, registryModule, supervisionModule, inspectionModule, enforcementModule];
export const NOW = Date.parse('2026-11-27T16:00:00+08:00');
const MADE = Date.parse('2026-11-27T11:30:00+08:00');

const person = (index: number, unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name: `人员${index}`,
  posts: [{ role: 'enforcement-officer', unitPath }],
});
export const OFFICER = person(1, '/650000/650100/');
/** May decide and review where the officers investigate. */
export const HEAD: Actor = {
  userId: '00000000-0000-7000-8000-000000000009',
  name: '负责人',
  posts: [{ role: 'administrator', unitPath: '/650000/650100/' }],
};
export const CORPS = person(2, '/BT/BT08/');
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
export const sign = (by: string) => ({
  by,
  at: MADE,
  strokes: [
    [10, 20, 30, 40],
    [50, 60],
  ],
});

const CHECKS = [
  'permit',
  'eia',
  'facilities',
  'autoMonitoring',
  'outlets',
  'solidWaste',
  'ledger',
  'disclosure',
  'emergency',
];
export const SITE = {
  began: MADE - 3_600_000,
  place: '天山区某路 1 号厂区',
  person: '王经理',
  post: '环保经理，负责环保',
  phone: '13900000000',
  certificatesShown: true,
  rightsTold: true,
  production: '2 号锅炉正在运行，脱硫塔停运。',
  checks: Object.fromEntries(
    CHECKS.map((row) => [
      row,
      row === 'facilities' ? { verdict: 'problem', note: '脱硫塔未运行' } : { verdict: 'ok', note: '' },
    ]),
  ),
  facts: '检查时脱硫塔浆液循环泵停止，旁路挡板打开。',
  sampled: false,
  result: 'filed',
  personSigns: null,
  refusal: '现场负责人拒绝签名，两名检查人员注明',
  firstOfficer: sign('检查员1'),
  secondOfficer: sign('检查员2'),
};

/** A bureau with two enterprises, two officers and a visit to the first enterprise that is still to be made. */
export async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await loadRegionPack(ctx, XINJIANG);
  for (const n of [1, 2])
    await sql`insert into registry.enterprise (uscc, name, industry, unit_path, address, simulated)
      values (${`9165010000000001${n}A`}, ${`天山热电${n}`}, '4411', ${UNIT}, '天山区某路 1 号', false)`.execute(
      ctx.db,
    );
  for (const n of [1, 2])
    await sql`insert into inspection.inspector (name, certificate, certified_to, unit_path, specialities, recusals, active, simulated, changed_by, changed_at)
      values (${`检查员${n}`}, ${`XJ-${n}`}, '2027-12-31', ${UNIT}, '{}', '{}', true, false, 'x', now())`.execute(
      ctx.db,
    );
  await sql`insert into inspection.visit (enterprise_id, enterprise, uscc, unit_path, team, state, why, planned_at, simulated)
    values (1, '天山热电1', '91650100000000011A', ${UNIT}, '[{"name": "检查员1", "certificate": "XJ-1"}]', 'planned', '数据异常', now() - interval '1 year', false)`.execute(
    ctx.db,
  );
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    options: Parameters<typeof server.call>[1] = {},
  ) => {
    const answer = await server.call(def, { as: OFFICER, ...options });
    return { ...answer, body: answer.body as T & { code?: string } };
  };
  const { sha256 } = await ctx.files.put(PICTURE, { name: '脱硫塔.png', mime: 'image/png' });
  const [work] = inspectionModule.fieldWork!;
  const take = (as: Actor, form: string, values: object, id: string = randomUUID(), photographs = 1) => {
    const act: FieldAct = {
      id,
      subject: '1',
      revision: 'x',
      values: values as FieldAct['values'],
      evidence: Array.from({ length: photographs }, () => ({
        sha256,
        name: '脱硫塔.png',
        takenAt: MADE,
        place: [87.6, 43.8] as [number, number],
        accuracy: 5,
        bearing: 90,
      })),
      at: MADE,
    };
    return work!.take(ctx, as, form, act);
  };
  const file = (more: object = {}) =>
    call<c.CaseDetail>(c.fileCase, {
      body: {
        enterpriseId: 1,
        party: null,
        unitPath: UNIT,
        violation: '1107:usual',
        cause: '超标排放大气污染物',
        facts: '脱硫塔停运',
        actStart: '2026-11-27',
        actEnd: '2026-11-27',
        harm: false,
        filedOn: '2026-11-27',
        handlers: [1, 2],
        visit: 1,
        ...more,
      },
    });
  return { ctx, call, take, file, work: work!, sha256 };
}
