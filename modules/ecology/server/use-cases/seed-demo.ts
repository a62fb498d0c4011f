import type { Context, DbOrTx, Tx } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { sql } from 'kysely';
import type { DemoEcology } from '../../contract.ts';
import { judgeStatus, withoutNothing } from '../domain/judge-status.ts';
import { judgeSurvey } from '../domain/judge-survey.ts';
import { insertStatuses } from '../sql/status.ts';
import { insertSurveys } from '../sql/surveys.ts';
import { canonical } from './frame.ts';

const BY = '模拟数据';

async function isEmpty(db: DbOrTx, table: 'status' | 'survey'): Promise<boolean> {
  const { rows } = await sql`select 1 from ecology.${sql.id(table)} where simulated limit 1`.execute(db);
  return rows.length === 0;
}

/** Sows the simulated figures, once. Gives how many rows came. */
export async function seedDemoEcology(ctx: Context, demo: DemoEcology): Promise<number> {
  const by = {
    source: BY,
    simulated: true,
    byName: BY,
    byUser: null,
    at: new Date(ctx.clock.now()),
  };
  let made = 0;
  const sow = async (table: 'status' | 'survey', body: (tx: Tx) => Promise<number>) => {
    if (!(await isEmpty(ctx.db, table))) return;
    await ctx.db.transaction().execute(async (tx) => {
      const rows = await body(tx);
      if (rows === 0) return;
      made += rows;
      const detail = { simulated: true, rows };
      await ctx.audit.record(tx, { actor: null, action: 'ecology.demo.sown', subject: table, detail });
    });
  };
  await sow('status', async (tx) => {
    const rows = demo.statuses.map((one) => {
      const input = withoutNothing(one.input);
      const { judged, defects } = judgeStatus(one.method, input);
      if (!judged) throw new Error(`a simulated input cannot be evaluated: ${canonical(defects)}`);
      return { ...one, input, judged };
    });
    await insertStatuses(tx, rows, by);
    return rows.length;
  });
  await sow('survey', async (tx) => {
    const points = new Map((await listPoints(tx)).map((one) => [one.code, one]));
    const rows = demo.surveys.flatMap(({ pointCode, ...one }) => {
      const point = points.get(pointCode);
      if (!point) return [];
      const { id: pointId, unitPath } = point;
      return [{ ...one, pointId, unitPath, judged: judgeSurvey(one.group, one.taxa) }];
    });
    await insertSurveys(tx, rows, by);
    return rows.length;
  });
  return made;
}
