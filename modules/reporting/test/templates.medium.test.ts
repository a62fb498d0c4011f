import { actorWith } from '@tarim/testkit';
import { expect, test } from 'vitest';
import type { TemplateContent } from '../contract.ts';
import { getReport, reportFile } from '../server/use-cases/get-report.ts';
import { makeReport } from '../server/use-cases/make-report.ts';
import {
  listTemplates,
  previewTemplate,
  restoreTemplate,
  saveTemplate,
} from '../server/use-cases/templates.ts';
import { DAY, reportingContext, runJob, UNIT } from './seed.ts';

const admin = actorWith('administrator', '/');
const content: TemplateContent = {
  title: { zh: '{{unit}}快报', en: '' },
  items: [
    {
      type: 'text',
      on: true,
      heading: { zh: '开头', en: '' },
      text: { zh: '共 {{days}} 天。\n\n第二段', en: '' },
    },
    { type: 'section', id: 'air.ranking', on: true },
    { type: 'section', id: 'air.map', on: false },
  ],
};
const reason = '换版';

test('a report is made by the revision that was present when it was asked for, and names it', async () => {
  const ctx = await reportingContext();
  const ask = { kind: 'daily', unitPath: UNIT, period: DAY } as const;
  const before = await makeReport(ctx, admin, ask, 'zh-CN');
  const saved = await saveTemplate(ctx, admin, 'daily', { content, reason, basedOn: 1 });
  expect(saved).toMatchObject({ revision: 2, savedBy: admin.name, restores: null });
  const after = await makeReport(ctx, admin, ask, 'zh-CN');
  await runJob(ctx, before.id);
  await runJob(ctx, after.id);
  expect(await getReport(ctx, admin, before.id, 'zh-CN')).toMatchObject({
    templateRevision: 1,
    title: '空气质量日报',
  });
  expect(await getReport(ctx, admin, after.id, 'zh-CN')).toMatchObject({
    templateRevision: 2,
    title: '乌鲁木齐市快报',
  });
  const { bytes } = await reportFile(ctx, admin, after.id, 'json');
  const { content: made } = JSON.parse(new TextDecoder().decode(bytes));
  const texts = made.parts.map((one: { text?: string; caption?: string }) => one.text ?? one.caption);
  // The label of simulated data stands in front of everything, whatever the template says.
  expect(texts[0]).toContain('模拟');
  expect(texts.slice(1, 5)).toEqual(['开头', '共 1 天。', '第二段', '城市空气质量排名']);
  expect(texts).not.toContain('空气质量分布图');
});

test('nothing that cannot be filled or made is saved, and nobody’s revision is overwritten', async () => {
  const ctx = await reportingContext();
  const save = (part: Partial<TemplateContent>, basedOn = 1) =>
    saveTemplate(ctx, admin, 'daily', { content: { ...content, ...part }, reason, basedOn });
  await expect(save({ title: { zh: '{{tilte}}', en: '' } })).rejects.toMatchObject({
    code: 'REPORTING_PLACEHOLDER_UNKNOWN',
    params: { names: '{{tilte}}' },
  });
  await expect(save({ items: [{ type: 'section', id: 'air.nothing', on: true }] })).rejects.toMatchObject({
    code: 'REPORTING_SECTION_INVALID',
  });
  await save({});
  await expect(save({})).rejects.toMatchObject({ code: 'REPORTING_TEMPLATE_STALE', params: { revision: 2 } });
  const station = actorWith('monitoring-station', UNIT);
  await expect(saveTemplate(ctx, station, 'daily', { content, reason, basedOn: 2 })).rejects.toMatchObject({ code: 'FORBIDDEN' }); // biome-ignore format: a row
});

test('an earlier revision comes back as a new one', async () => {
  const ctx = await reportingContext();
  await saveTemplate(ctx, admin, 'daily', { content, reason, basedOn: 1 });
  const back = await restoreTemplate(ctx, admin, 'daily', { revision: 1, reason });
  expect(back).toMatchObject({ revision: 3, restores: 1, content: { title: { zh: '空气质量日报' } } });
  const { revisions } = await listTemplates(ctx, 'zh-CN');
  expect(revisions.filter((one) => one.kind === 'daily').map((one) => one.revision)).toEqual([3, 2, 1]);
  await expect(restoreTemplate(ctx, admin, 'daily', { revision: 9, reason })).rejects.toMatchObject({
    code: 'REPORTING_REVISION_INVALID',
  });
});

test('a preview fills the texts in and points at what it cannot fill', async () => {
  const ctx = await reportingContext();
  const draft = { ...content, title: { zh: '{{unit}} {{period}} {{nobody}}', en: '' } };
  const preview = await previewTemplate(ctx, 'daily', {
    content: draft,
    unitPath: UNIT,
    period: DAY,
    language: 'zh-CN',
  });
  expect(preview).toMatchObject({ title: '乌鲁木齐市 2026 年 11 月 23 日 {{nobody}}', unknown: ['nobody'] });
  expect(preview.items.map((one) => one.heading)).toEqual(['开头', '城市空气质量排名']);
});
