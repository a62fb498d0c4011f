import type { CellContent } from '@tarim/documents';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { periodOf } from '../server/domain/period.ts';
import { ecologyStatus } from '../server/sections/ecology.ts';
import { presentTemplate } from '../server/sql/templates.ts';
import { wordsIn } from '../server/words.ts';
import { NOON, reportingContext, UNIT } from './seed.ts';

async function made(rows: boolean) {
  const ctx = await reportingContext();
  if (rows)
    await sql`
      insert into ecology.status (unit_path, year, method, revision, input, value, grade, grade_of_index, indices, rule, steps, remarks,
        simulated, by_name, at)
      select ${`${UNIT}650102/`}, y, 'EQI', r, '{"area": 300}', v, g, g, '{}', '{"standard": "EQI", "version": "EQI@1", "confidence": "mixed"}',
        '[]', '[]', true, 'x', now()
      from (values (2025, 1, 56.0, '二类'), (2026, 1, 20, '五类'), (2026, 2, 53.5, '三类')) as s(y, r, v, g)`.execute(
      ctx.db,
    );
  const output = await ecologyStatus.make({
    db: ctx.db,
    unit: { path: UNIT, name: '乌鲁木齐市', code: '650100' },
    period: periodOf('annual', '2026')!,
    language: 'zh-CN',
    now: NOON,
    t: wordsIn('zh-CN'),
    shared: (_key, make) => make(),
  });
  return { ctx, ...output };
}
const textOf = (cell: CellContent) => (typeof cell === 'string' ? cell : cell.text);

test('counties by grade, and what moved against the year before, by the newest revision', async () => {
  const { ctx, parts, provenance, simulated } = await made(true);
  expect(parts[0]).toMatchObject({ kind: 'paragraph', text: expect.stringContaining('1 个县市区') });
  const [grades, moved] = parts.filter((part) => part.kind === 'table');
  expect(grades!.rows.map((row) => row.map(textOf))[2]).toEqual(['三类', '1', '100.0%', '100.0%']);
  // 53.5 − 56
  expect(moved!.rows.map((row) => row.map(textOf).slice(1))).toEqual([['53.50', '三类', '-2.50']]);
  expect(parts.at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining('未经官方文本核实') });
  expect(provenance).toMatchObject({ rules: ['EQI@1'], inputs: 1 });
  expect(simulated).toBe(true);
  const { content } = await presentTemplate(ctx.db, 'annual');
  const sections = content.items.map((one) => (one.type === 'section' ? one.id : 'text'));
  expect(sections.slice(5, 8)).toEqual(['monitoring.media', 'ecology.status', 'outlets.exceedances']);
});

test('without figures it says so', async () => {
  const { parts, provenance } = await made(false);
  expect(parts).toEqual([{ kind: 'paragraph', text: '乌鲁木齐市本年没有生态质量评价结果。' }]);
  expect(provenance.missing).toEqual(['没有生态质量数据']);
});
