import { TarimError } from '@tarim/kernel';
import type { Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { Point, PointInput } from '../../contract.ts';
import { type Issue, issue, refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { enterpriseById, pointById } from '../sql/pages.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { conflicts, merged, requireUnits, unitIssue, type Writing } from './writing.ts';

type Input = Static<typeof PointInput>;

const unknown = (id: number) => () => new TarimError(registryErrors.pointUnknown, { id });

/** The point, if the person may change it. @throws TarimError REGISTRY_POINT_UNKNOWN, FORBIDDEN */
export async function changeablePoint(w: Writing, id: number): Promise<Point> {
  const point = await pointById(w.tx, id);
  if (!point) throw unknown(id)();
  requireUnits(w, [point.unitPath]);
  return point;
}

/** Registers a point or changes it; a move to another unit needs a post over both, and takes what hangs on it along. */
export async function writePoint(w: Writing, old: Point | null, input: Input): Promise<number> {
  requireUnits(w, [old?.unitPath, input.unitPath]);
  const next = merged(old, input);
  refuse([
    next.unitPath === old?.unitPath ? null : await unitIssue(w, next.unitPath),
    next.kind.startsWith('outlet-') && !next.enterpriseId
      ? issue(registryErrors.outletNeedsEnterprise, {}, 'enterpriseId')
      : null,
    next.openedOn && next.retiredOn && next.retiredOn < next.openedOn
      ? issue(registryErrors.lifeReversed, {}, 'retiredOn')
      : null,
    old && next.kind !== old.kind ? await kindIssue(w, old) : null,
  ]);
  if (next.enterpriseId && next.enterpriseId !== old?.enterpriseId)
    await requireOwner(w, next.enterpriseId, next.unitPath);
  const id = await conflicts(
    { point_code_key: () => new TarimError(registryErrors.codeTaken, { code: input.code }) },
    async () => {
      if (!old) return insertRow(w.tx, 'point', input);
      await updateRow(w.tx, 'point', old.id, input, unknown(old.id));
      return old.id;
    },
  );
  w.effects.point(id);
  return id;
}

/** Data come by devices, and are rolled up, judged and shown by the kind of the point: after the first device it stays. */
async function kindIssue(w: Writing, point: Point): Promise<Issue | null> {
  const { rows } = await sql`
    select 1 from registry.device where point_id = ${point.id}
    union all select 1 from registry.history where point_id = ${point.id} and table_name = 'device' limit 1`.execute(
    w.tx,
  );
  return rows.length > 0 ? issue(registryErrors.kindFixed, {}, 'kind') : null;
}

/** An outlet's figures are shown under its owner's name: one gives it to an enterprise of one's own, or of the unit around it. */
async function requireOwner(w: Writing, enterpriseId: number, unitPath: string): Promise<void> {
  const owner = await enterpriseById(w.tx, enterpriseId);
  if (!owner) refuse([issue(registryErrors.enterpriseUnknown, { id: enterpriseId }, 'enterpriseId')]);
  else if (!owner.active)
    refuse([issue(registryErrors.enterpriseClosed, { name: owner.name }, 'enterpriseId')]);
  else if (!unitPath.startsWith(owner.unitPath)) requireUnits(w, [owner.unitPath]);
}

/** Takes a point out of use or back. Its data stay; a closed one is asked for none. */
export async function setPointActive(w: Writing, point: Point, active: boolean): Promise<void> {
  requireUnits(w, [point.unitPath]);
  if (active && point.enterpriseId) {
    const owner = await enterpriseById(w.tx, point.enterpriseId);
    if (owner && !owner.active) throw new TarimError(registryErrors.enterpriseClosed, { name: owner.name });
  }
  await updateRow(w.tx, 'point', point.id, { active }, unknown(point.id));
  w.effects.point(point.id);
}
