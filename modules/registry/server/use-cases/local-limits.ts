import { TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx, Static, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { LocalLimit, LocalLimitInput } from '../../contract.ts';
import { factorIssue, limitIssues } from '../domain/checks.ts';
import { refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { dated } from '../sql/columns.ts';
import { LOCAL_COVERS } from '../sql/read.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { merged, requireUnits, unitIssue, type Writing, write } from '../writing/writing.ts';

type Input = Static<typeof LocalLimitInput>;
type Raw = Omit<LocalLimit, 'updatedAt'> & { updatedAt: Date };

const LOCAL = sql`l.id, l.unit_path as "unitPath", l.kind, l.industry, l.code, l.basis, l.measure, l.upper, l.lower, l.unit,
  l.reference_o2 as "referenceO2", l.standard, l.clause, l.effective_from::text as "effectiveFrom", l.effective_to::text as "effectiveTo",
  l.confidence, l.source, l.updated_at as "updatedAt",
  (select count(*)::int from registry.point p where p.active and ${LOCAL_COVERS}) as points`;

export async function listLocalLimits(db: DbOrTx): Promise<{ limits: LocalLimit[] }> {
  const { rows } = await sql<Raw>`
    select ${LOCAL} from registry.local_limit l order by l.unit_path, l.kind, l.code, l.effective_from desc limit 2000`.execute(
    db,
  );
  return { limits: rows.map(dated) };
}

async function known(tx: Tx, id: number): Promise<LocalLimit> {
  const { rows } = await sql<Raw>`select ${LOCAL} from registry.local_limit l where l.id = ${id}`.execute(tx);
  if (!rows[0]) throw new TarimError(registryErrors.limitUnknown, { id });
  return dated(rows[0]);
}

/** Adds a limit of a place, or corrects the one of this id; what it touches is judged again by its dates. */
export function saveLocalLimit(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Input,
): Promise<LocalLimit> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w.tx, id);
    requireUnits(w, [old?.unitPath, input.unitPath]);
    const next = merged(old, input);
    refuse([
      input.unitPath === old?.unitPath ? null : await unitIssue(w, input.unitPath),
      input.code === old?.code ? null : factorIssue(input.code),
      ...limitIssues(next),
    ]);
    await refuseOverlap(w, next, id ?? 0);
    // Both where it held and where it is to hold.
    if (id !== null) await tell(w, id);
    const saved = id ?? (await insertRow(w.tx, 'local_limit', input));
    if (id !== null)
      await updateRow(
        w.tx,
        'local_limit',
        id,
        input,
        () => new TarimError(registryErrors.limitUnknown, { id }),
      );
    await tell(w, saved);
    await ctx.audit.record(w.tx, {
      actor,
      action: old ? 'registry.local-limit.updated' : 'registry.local-limit.created',
      subject: `${input.standard}/${input.code}`,
      unitPath: input.unitPath,
      detail: { ...input },
    });
    return known(w.tx, saved);
  });
}

async function tell(w: Writing, id: number): Promise<void> {
  const { rows } = await sql<{ id: number; code: string }>`
    select p.id, l.code from registry.local_limit l join registry.point p on p.active and ${LOCAL_COVERS} where l.id = ${id}`.execute(
    w.tx,
  );
  for (const one of rows) w.effects.limits(one.id, [one.code]);
}

/** The same standard does not say two things of a factor on one day in one place. */
async function refuseOverlap(w: Writing, limit: Input, except: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('registry.local_limit'))`.execute(w.tx);
  const { rows } = await sql<{ from: string }>`
    select effective_from::text as from from registry.local_limit
    where unit_path = ${limit.unitPath} and kind = ${limit.kind} and industry is not distinct from ${limit.industry ?? null}
      and code = ${limit.code} and basis = ${limit.basis} and measure = ${limit.measure} and standard = ${limit.standard} and id <> ${except}
      and effective_from <= coalesce(${limit.effectiveTo ?? null}::date, 'infinity') and coalesce(effective_to, 'infinity') >= ${limit.effectiveFrom}::date
    limit 1`.execute(w.tx);
  if (rows[0]) throw new TarimError(registryErrors.limitOverlaps, { code: limit.code, from: rows[0].from });
}
