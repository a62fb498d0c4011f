import type { Context } from '@tarim/platform';
import type { DemoFleet } from '../../contract.ts';
import { insertFence, insertJob, insertOutage } from '../sql/permits.ts';
import { standingRows } from '../sql/terminals.ts';
import { enterTerminal } from './terminals.ts';

const BY = '模拟';

/** Registers the simulated fleet with its fences, jobs and outages, once; how many terminals came. */
export async function seedDemoTracking(ctx: Context, fleet: DemoFleet): Promise<number> {
  if ((await standingRows(ctx.db, {}, 1)).length > 0) return 0;
  const at = new Date(ctx.clock.now());
  const made = { simulated: true, by: BY, at };
  return ctx.db.transaction().execute(async (tx) => {
    const ids = new Map<string, number>();
    const units = new Map(fleet.terminals.map((one) => [one.number, one.unitPath]));
    for (const one of fleet.terminals) {
      const id = await enterTerminal(ctx, tx, one, { by: BY, simulated: true });
      if (id !== null) ids.set(one.number, id);
    }
    const idsOf = (numbers: readonly string[]): number[] => numbers.flatMap((one) => ids.get(one) ?? []);
    for (const { numbers, from, ...one } of fleet.fences)
      await insertFence(tx, { ...one, terminals: idsOf(numbers) }, { ...made, from: new Date(from) });
    for (const { numbers, approved, ...one } of fleet.jobs)
      await insertJob(
        tx,
        { ...one, terminals: idsOf(numbers) },
        { ...made, state: approved ? 'approved' : 'filed', decidedBy: approved ? BY : null },
      );
    for (const { number, from, until, reason } of fleet.outages) {
      const terminalId = ids.get(number);
      const unitPath = units.get(number);
      if (terminalId && unitPath)
        await insertOutage(tx, {
          terminalId,
          unitPath,
          from: new Date(from),
          until: new Date(until),
          reason,
          by: BY,
          at,
        });
    }
    return ids.size;
  });
}
