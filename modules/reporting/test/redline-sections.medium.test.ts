import { fileURLToPath } from 'node:url';
import type { CellContent, Part } from '@tarim/documents';
import type { DbOrTx } from '@tarim/platform';
import { actorWith } from '@tarim/testkit';
import { strFromU8 } from 'fflate';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { loadRegionPack } from '../../region/server/module.ts';
import { periodOf } from '../server/domain/period.ts';
import { redlineBoundaries } from '../server/sections/redline-areas.ts';
import { redlineMap } from '../server/sections/redline-map.ts';
import { redlineFlow } from '../server/sections/redline-patches.ts';
import { redlineProblems } from '../server/sections/redline-problems.ts';
import type { Section } from '../server/sections/section.ts';
import { reportFile } from '../server/use-cases/get-report.ts';
import { makeReport } from '../server/use-cases/make-report.ts';
import { wordsIn } from '../server/words.ts';
import { NOON, reportingContext, runJob, UNIT } from './seed.ts';

type Step = readonly [day: string, act: string, to: string, due: string | null, judgement?: string];

/** A patch with its log; the row says how it stands after the last step. */
async function patch(db: DbOrTx, unit: string, redlineM2: number, steps: readonly Step[]): Promise<void> {
  const at = (day: string) => `${day}T12:00:00+08:00`;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const said = steps.findLast((one) => one[4])?.[4] ?? null;
  const { rows } = await sql<{ id: number }>`
    insert into redline.patch (ref, level, state, detector, detector_version, parameters, after_on, class, index_change, area_m2, lon, lat,
      wkb, box, meets, redline_m2, protected_m2, areas, unit_path, judgement, due_at, simulated, created_at, updated_at)
    values (${crypto.randomUUID()}, 'suspected', ${last[2]}, 'cva', '1', '{}', ${first[0]}::date, 'R11', '{}', 20000, 87.6, 43.8, '\\x00',
      '(87.7,43.9),(87.5,43.7)', '{}', ${redlineM2}, 0, '{}', ${unit}, ${said}, ${last[3] && at(last[3])}::timestamptz, true,
      ${at(first[0])}, ${at(last[0])}) returning id`.execute(db);
  for (const [day, act, to, due, judgement] of steps)
    await sql`insert into redline.patch_event (patch_id, unit_path, act, to_state, change, at)
      values (${rows[0]!.id}, ${unit}, ${act}, ${to},
        ${JSON.stringify({ dueAt: due && at(due), ...(judgement ? { judgement } : {}) })}::jsonb, ${at(day)})`.execute(
      db,
    );
}

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const COUNTY = `${UNIT}650102/`;
async function october() {
  const ctx = await reportingContext();
  const { db } = ctx;
  // A violation whose order was overdue when October ended, and was given in November.
  await patch(db, COUNTY, 15_000, [
    ['2026-10-05', 'propose', 'detected', '2026-10-12'],
    ['2026-10-20', 'judge', 'violation', '2026-10-30', 'violation'],
    ['2026-11-10', 'order', 'rectifying', '2026-12-31'],
  ]);
  await patch(db, COUNTY, 0, [
    ['2026-09-10', 'propose', 'detected', '2026-09-17'],
    ['2026-10-15', 'accept', 'closed', '2027-04-13'],
  ]);
  await patch(db, UNIT, 0, [['2026-10-25', 'propose', 'detected', '2026-11-02']]);
  // At rest before, found later, of another unit.
  await patch(db, COUNTY, 1, [
    ['2026-09-01', 'propose', 'detected', '2026-09-08'],
    ['2026-09-05', 'discard', 'discarded', null],
  ]);
  await patch(db, COUNTY, 1, [['2026-11-03', 'propose', 'detected', '2026-11-10']]);
  await patch(db, '/BT/BT08/', 1, [['2026-10-06', 'propose', 'detected', '2026-10-13']]);
  for (const [version, area, from, until] of [
    [1, 3e6, '2020-01-01', '2026-10-10'],
    [2, 2.5e6, '2026-10-10', null],
  ] as const)
    await sql`insert into redline.area (kind, code, version, name, type, authority, unit_path, area_m2, wkb, box, valid_from, valid_to,
        recorded_at, simulated)
      values ('redline', 'HX-1', ${version}, '甲', 'function', '某局', ${UNIT}, ${area}, '\\x00', '(88,44),(87,43)', ${from}::date,
        ${until}::date, now(), true)`.execute(db);
  await sql`insert into redline.adjustment (kind, code, unit_path, from_version, to_version, valid_from, approval, reason, delta_m2, gained_m2,
      lost_m2, by_name, at)
    values ('redline', 'HX-1', ${UNIT}, 1, 2, '2026-10-10', 'x', 'x', -500000, 0, 500000, 'x', now())`.execute(
    db,
  );
  const make = (section: Section) =>
    section.make({
      db,
      unit: { path: UNIT, name: '乌鲁木齐市', code: '650100' },
      period: periodOf('redline', '2026-10')!,
      language: 'zh-CN',
      now: NOON,
      t: wordsIn('zh-CN'),
      shared: (_key, read) => read(),
    });
  return { ctx, make };
}

const textOf = (cell: CellContent) => (typeof cell === 'string' ? cell : cell.text);
const rowsOf = (part: Part | undefined) =>
  part?.kind === 'table' ? part.rows.map((row) => row.map(textOf)) : null;

test('patches as they stood when the month ended, whatever happened since', async () => {
  const { make } = await october();
  const { parts, simulated } = await make(redlineFlow);
  expect(parts[0]).toMatchObject({
    text: '乌鲁木齐市本期发现图斑 2 个，其中 1 个涉及生态保护红线；判定 1 个，其中违法违规 1 个；销号 1 个。期末未结 2 个，其中 1 个超期。',
  });
  const flow = rowsOf(parts[1])!;
  expect(flow.find(([step]) => step === '新发现')).toEqual(['新发现', '2', '4.00', '1.50']);
  expect(flow.find(([step]) => step === '责令整改')).toEqual(['责令整改', '0', '0.00', '0.00']);
  expect(rowsOf(parts[2])).toEqual([
    ['待解译', '1', '0'],
    ['违法违规', '1', '1'],
  ]);
  // The district, and the city itself where no district is known.
  expect(rowsOf(parts[3])!.map((row) => row.slice(1))).toEqual([
    ['1', '1', '1', '1', '1'],
    ['1', '0', '0', '1', '0'],
  ]);
  expect(simulated).toBe(true);
});

test('boundaries in force on the last day, with what was adjusted', async () => {
  const { make } = await october();
  const { parts } = await make(redlineBoundaries);
  expect(rowsOf(parts[0])).toEqual([['生态保护红线', '1', '2.50', '1', '-0.50']]);
});

test('violations and overdue patches are listed; the map has a dot a patch and no outline of one', async () => {
  const { ctx, make } = await october();
  await loadRegionPack(ctx, XINJIANG);
  const { parts } = await make(redlineProblems);
  expect(rowsOf(parts[0])).toEqual([['TB0000001', '87.6000, 43.8000', '采石场', '1.50', '违法违规', '是']]);
  const [figure] = (await make(redlineMap)).parts;
  if (figure?.kind !== 'figure' || !('svg' in figure.picture)) throw new Error(JSON.stringify(figure));
  const { svg } = figure.picture;
  // Three patches, and as many states in the legend.
  expect(svg.match(/<circle/g)).toHaveLength(6);
  for (const words of ['超期', '其他未结', '已销号']) expect(svg).toContain(words);
});

test('its template comes with the platform and holds its chapters', async () => {
  const { ctx } = await october();
  const { rows } = await sql<{ content: { items: { id?: string }[] } }>`
    select content from reporting.template where kind = 'redline'`.execute(ctx.db);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.content.items.flatMap((one) => one.id ?? [])).toEqual([
    'redline.areas',
    'redline.patches',
    'redline.map',
    'redline.problems',
  ]);
});

test('it says what it rests on: a patch leads back to images and a log, not to frames of a device', async () => {
  const { ctx } = await october();
  const maker = actorWith('duty-officer', '/650000/');
  const { id } = await makeReport(
    ctx,
    maker,
    { kind: 'redline', unitPath: UNIT, period: '2026-10' },
    'zh-CN',
  );
  await runJob(ctx, id);
  const { content } = JSON.parse(strFromU8((await reportFile(ctx, maker, id, 'json')).bytes));
  expect(content.simulated).toBe('含模拟数据');
  const notes = content.parts.flatMap((part: Part) => (part.kind === 'note' ? [part.text] : [])).join();
  expect(notes).toContain('检测器版本与全过程记录');
  expect(notes).not.toContain('原始报文');
});
