import { auditedCases } from '@tarim/enforcement/queries';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { plusDays } from '@tarim/science';
import { roundRows } from '../sql/rounds.ts';
import { getPaper, savePaper, signPaper } from './papers.ts';
import { drawRound, prepareRound } from './rounds.ts';

const AUDITOR: Actor = {
  userId: '00000000-0000-7000-8000-0000000000a1',
  name: '模拟稽查员',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const PERIOD_DAYS = 120;
const DEVIATION = 0.2;
const NOTE = '模拟判定';

/** One round over the decided cases of the simulated region: one paper signed, the others open. */
export async function seedDemoAudit(ctx: Context): Promise<void> {
  if ((await roundRows(ctx.db, { limit: 1 })).length > 0) return;
  const cases = await auditedCases(ctx, ctx.db, '/');
  const decided = cases.filter(({ simulated, standing }) => simulated && standing.decision);
  const audited = [...new Set(decided.map(({ unitPath }) => unitPath))];
  if (audited.length === 0) return;
  const unitPath = await above(ctx, audited);
  if (unitPath === null) return;
  const today = beijingDate(ctx.clock.now());
  const { id } = await prepareRound(
    ctx,
    AUDITOR,
    {
      title: '行政处罚案卷评查（模拟）',
      unitPath,
      from: plusDays(today, -PERIOD_DAYS),
      to: today,
      audited: audited.filter((path) => !audited.some((other) => other !== path && path.startsWith(other))),
      rate: 1,
      deviation: DEVIATION,
    },
    'zh',
  );
  const { sample } = await drawRound(ctx, AUDITOR, id, 'zh');
  const first = sample[0];
  if (!first) return;
  const { answers } = await getPaper(ctx, AUDITOR, first.id, 'zh');
  await savePaper(
    ctx,
    AUDITOR,
    first.id,
    {
      items: answers.items.map((one) => ({
        ...one,
        // What data cannot tell is simulated as not needed.
        applies: one.applies && one.earned !== null,
        note: one.earned === null && one.applies ? NOTE : one.note,
        confirmed: true,
      })),
      fatal: answers.fatal.map((one) => ({ ...one, found: one.found ?? false, note: NOTE, confirmed: true })),
      documentDeduction: 2,
      recordDeduction: 1,
      deductionNote: NOTE,
    },
    'zh',
  );
  await signPaper(ctx, AUDITOR, first.id, 'zh');
}

/** The nearest unit above all of them; null where they have none in common. */
async function above(ctx: Context, paths: readonly string[]): Promise<string | null> {
  const parts = paths[0]!.split('/').slice(1, -1);
  for (let n = parts.length - 1; n > 0; n--) {
    const path = `/${parts.slice(0, n).join('/')}/`;
    if (paths.every((one) => one !== path && one.startsWith(path)) && (await unitByPath(ctx.db, path)))
      return path;
  }
  return null;
}
