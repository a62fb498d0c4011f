import { fileURLToPath } from 'node:url';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { pdfPages } from '@tarim/testkit/pdf-text';
import { expect, test } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { loadRegionPack, regionModule } from '../../region/server/module.ts';
import * as c from '../contract.ts';
import { seedDemoZoning, zoningModule } from '../server/module.ts';

const TEMPLATE = fileURLToPath(new URL('../../../regions/_template/', import.meta.url));
const OFFICER = actorWith('enforcement-officer', '/');

test('the simulated plan refuses a chemical project in a priority unit, and its report says which rule', async () => {
  const ctx = await testContext({ modules: [regionModule, zoningModule], policy: makePolicy() });
  await loadRegionPack(ctx, TEMPLATE);
  await seedDemoZoning(ctx);
  await seedDemoZoning(ctx);
  const server = await testServer(ctx, [regionModule, zoningModule]);
  const { versions } = (await server.call(c.listVersions, { as: OFFICER })).body;
  expect(versions).toMatchObject([{ step: 'published', simulated: true }]);
  const { units } = (await server.call(c.listUnits, { as: OFFICER, params: { id: versions[0].id } })).body;
  const unit = units.find((one: c.Unit) => one.class === 'priority');
  const { body } = await server.call(c.runCheck, {
    as: OFFICER,
    body: { project: '示例化工项目', geometry: unit.geometry, industry: 'C2611' },
  });
  expect(body).toMatchObject({ verdict: 'forbidden', simulated: true });
  const pdf = await server.call(c.getCheckPdf, { as: OFFICER, params: { id: body.id } });
  expect(pdf.status).toBe(200);
  const printed = (await pdfPages(pdf.body)).join('').replaceAll(/\s/g, '');
  for (const words of [
    unit.code,
    '模拟规则：优先保护单元内禁止新建石油加工与化工项目。',
    '结论禁止',
    '供参考，以环评与主管部门意见为准',
    `模拟分区管控方案（编号${versions[0].id}）`,
  ])
    expect(printed).toContain(words);
});
