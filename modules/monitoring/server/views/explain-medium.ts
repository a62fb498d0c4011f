import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { Finding } from '@tarim/science';
import { MEDIA, type MediumExplanation, type explainMedium as route } from '../../contract.ts';
import { monitoringErrors as E } from '../errors.ts';
import { keysOf } from './automatic.ts';
import { findingOut, type Tongue } from './finding-out.ts';
import { judgedPlace } from './medium-judged.ts';
import { hasBeside, loadPlaces } from './places.ts';

const NOTHING: Finding = { rules: [], used: {}, missing: [], steps: [], problems: [] };

/** How the grade of a well, a plot or a place came about. @throws TarimError MONITORING_NOT_IN_VIEW */
export async function explainMedium(
  ctx: Context,
  id: number,
  { from, to, basis = 'latest', origin = 'both' }: Static<NonNullable<typeof route.query>>,
  tongue: Tongue,
): Promise<MediumExplanation> {
  const [point] = await pointsByIds(ctx.db, [id]);
  const kind = MEDIA.find((one) => one === point?.kind);
  const [site] = kind ? await loadPlaces(ctx, { from, to }, { pointKind: kind, pointIds: [id] }, origin) : [];
  if (!site || !kind) throw new TarimError(E.notInView, { key: String(id) });
  const { judged } = judgedPlace(site, basis);
  const other = hasBeside(site) ? judgedPlace(site, basis, 'automatic').judged : null;
  return {
    result: judged.grade,
    origin: site.standing,
    method: judged.method,
    finding: findingOut(judged.finding ?? NOTHING, kind, tongue),
    automatic: other && {
      result: other.grade,
      finding: findingOut(other.finding ?? NOTHING, kind, tongue),
    },
    rollups: keysOf(site.stations),
    tasks: site.rows.map(({ taskId, code, sampledAt, grade }) => ({
      taskId,
      code,
      day: beijingDate(sampledAt.getTime()),
      grade,
    })),
  };
}
