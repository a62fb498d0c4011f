import type { Context, DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DemoOutfall, DemoSources, OutfallState } from '../../contract.ts';
import { plateHasher } from '../mobile/plates.ts';
import { insertActivity, insertCatchment } from '../sql/diffuse.ts';
import { insertInspections, insertPasses, insertUpload } from '../sql/mobile.ts';
import { changeOutfall, insertOutfalls } from '../sql/outfalls.ts';
import { insertResults, insertSteps, type NewStep } from '../sql/steps.ts';

const BY = '模拟数据';

async function isEmpty(db: DbOrTx, table: 'outfall' | 'inspection' | 'catchment'): Promise<boolean> {
  const { rows } = await sql`select 1 from sources.${sql.id(table)} where simulated limit 1`.execute(db);
  return rows.length === 0;
}

/** Sows the simulated sources, once; a start that was broken off goes on with what is not there. Gives how many rows came. */
export async function seedDemoSources(ctx: Context, demo: DemoSources): Promise<number> {
  const at = new Date(ctx.clock.now());
  let made = 0;
  const sow = async (table: Parameters<typeof isEmpty>[1], rows: number, body: (tx: Tx) => Promise<void>) => {
    if (!(await isEmpty(ctx.db, table))) return;
    await ctx.db.transaction().execute(async (tx) => {
      await body(tx);
      await ctx.audit.record(tx, {
        actor: null,
        action: 'sources.demo.sown',
        subject: table,
        detail: { simulated: true, rows },
      });
    });
    made += rows;
  };
  await sow('outfall', demo.outfalls.length, (tx) => sowOutfalls(tx, demo.outfalls, at));
  const hash = await plateHasher(ctx);
  await sow('inspection', demo.inspections.length + demo.passes.length, async (tx) => {
    const keyed = <T extends { vehicle: number }>(list: readonly T[]) =>
      list.map(({ vehicle, ...one }, row) => ({ ...one, row, plate: hash(`simulated ${vehicle}`) }));
    const from = { sha256: null, source: 'simulator', byName: BY, byUser: null, at } as const;
    const inspections = await insertUpload(tx, {
      kind: 'inspection',
      rows: demo.inspections.length,
      ...from,
    });
    await insertInspections(tx, keyed(demo.inspections), inspections, true);
    const passes = await insertUpload(tx, { kind: 'remote', rows: demo.passes.length, ...from });
    await insertPasses(tx, keyed(demo.passes), passes, true);
  });
  await sow('catchment', demo.catchments.length, async (tx) => {
    for (const { years, ...catchment } of demo.catchments) {
      const id = await insertCatchment(tx, catchment, true);
      if (id === null) continue;
      for (const { year, data } of years)
        await insertActivity(tx, {
          catchmentId: id,
          unitPath: catchment.unitPath,
          year,
          data,
          source: BY,
          byName: BY,
          byUser: null,
          at,
        });
    }
  });
  return made;
}

const REACHED: readonly OutfallState[] = ['surveyed', 'monitored', 'traced', 'treated', 'closed'];

async function sowOutfalls(tx: Tx, outfalls: readonly DemoOutfall[], at: Date): Promise<void> {
  const made = new Map((await insertOutfalls(tx, outfalls, at, true)).map((one) => [one.code, one.id]));
  const known = outfalls.flatMap((one) => {
    const id = made.get(one.code);
    return id === undefined ? [] : [{ id, one }];
  });
  const steps = known.flatMap(({ id, one }) => stepsOf(id, one));
  const ids = await insertSteps(tx, steps);
  const monitored = new Map(
    steps.flatMap((step, index) => (step.act === 'monitor' ? [[step.outfallId, ids[index]!] as const] : [])),
  );
  await insertResults(
    tx,
    known.flatMap(({ id, one }) => {
      const stepId = monitored.get(id);
      if (stepId === undefined) return [];
      const of = { stepId, outfallId: id, unitPath: one.unitPath, sampledOn: one.monitoredOn };
      return one.results.map((result) => ({ ...result, ...of }));
    }),
  );
  for (const { id, one } of known) {
    const reached = (state: OutfallState) => REACHED.indexOf(one.state) >= REACHED.indexOf(state);
    const plan = reached('traced') ? one.plan : null;
    await changeOutfall(
      tx,
      id,
      {
        state: one.state,
        taskId: null,
        ownerId: null,
        responsible: reached('traced') ? one.responsible : null,
        treatment: plan?.treatment ?? null,
        measure: plan?.measure ?? null,
        treatmentBy: plan ? one.responsible : null,
        deadline: plan?.deadline ?? null,
        doneOn: reached('treated') ? one.doneOn : null,
        plannedBy: plan ? BY : null,
        treatedBy: reached('treated') ? BY : null,
      },
      at,
    );
  }
}

/** The log as the steps would have written it. */
function stepsOf(outfallId: number, one: DemoOutfall): NewStep[] {
  const step = (
    act: string,
    from: OutfallState | null,
    to: OutfallState,
    day: string,
    detail: NewStep['detail'],
    reason: string | null = null,
  ): NewStep => ({
    outfallId,
    unitPath: one.unitPath,
    act,
    from,
    to,
    reason,
    detail,
    evidence: [],
    byName: BY,
    byUser: null,
    at: new Date(`${day}T12:00:00+08:00`),
  });
  const { plan, responsible } = one;
  const all = [
    step('survey', null, 'surveyed', one.foundOn, {}),
    step('monitor', 'surveyed', 'monitored', one.monitoredOn, {
      sampledOn: one.monitoredOn,
      results: one.results.length,
    }),
    step('trace', 'monitored', 'traced', one.tracedOn, { responsible, basis: '管网排查与现场踏勘（模拟）' }),
    ...(plan
      ? [
          step('plan', 'traced', 'traced', plan.on, {
            treatment: plan.treatment,
            measure: plan.measure,
            responsible,
            deadline: plan.deadline,
          }),
        ]
      : []),
    step('treat', 'traced', 'treated', one.doneOn, { doneOn: one.doneOn }),
    step('close', 'treated', 'closed', one.closedOn, {}, '现场核查合格（模拟）'),
  ];
  const last = REACHED.indexOf(one.state);
  return all.filter(({ to }) => REACHED.indexOf(to) <= last);
}
