import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { expectedNet } from '@tarim/science';
import type { SourceTerminal } from '../../contract.ts';
import { judgedSources } from '../sql/judged.ts';
import { standingRows } from '../sql/terminals.ts';

/** The terminal of a source, by the code of the source. Terminals out of use watch nothing. */
export async function getSourceTerminal(
  ctx: Context,
  code: string,
): Promise<{ terminal: SourceTerminal | null }> {
  const [row] = await standingRows(ctx.db, { sourceCode: code.trim().toUpperCase() }, 1);
  if (!row) return { terminal: null };
  const now = ctx.clock.now();
  const { settings } = (await judgedSources(ctx.db, [row])).get(row.id)!;
  const net = expectedNet(settings, now);
  const { id, name, lat, lon, rate, stowed, simulated, sampledAt, alarms } = row;
  return {
    terminal: {
      ...{ id, name, lat, lon, rate, stowed, simulated },
      sampledAt: sampledAt && beijingIso(sampledAt.getTime()),
      expected: net === null ? null : net + row.background,
      alarms: alarms as SourceTerminal['alarms'],
    },
  };
}
