import { randomBytes } from 'node:crypto';
import { auditedCases } from '@tarim/enforcement/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { commitmentOf, runDraw } from '@tarim/science';
import type { RoundDetail } from '../../contract.ts';
import { drawInput, type PoolFile, poolOf } from '../domain/sample.ts';
import { auditErrors as E } from '../errors.ts';
import { insertPaper } from '../sql/papers.ts';
import { finishRound, insertRound, lockRound, roundsOfMonth } from '../sql/rounds.ts';
import type { Tongue } from '../words.ts';
import { getRound } from './read-round.ts';
import { requireRound } from './round-rows.ts';

export const PLAN = 'audit.plan';
export interface RoundInput {
  readonly title: string;
  readonly unitPath: string;
  readonly from: string;
  readonly to: string;
  readonly audited: readonly string[];
  readonly rate: number;
  readonly deviation: number;
}

/**
 * Fixes which files are in question and commits to a seed, as draws of inspections do. The one above audits: each audited unit lies
 * below the unit that audits, so that nobody audits itself.
 * @throws TarimError AUDIT_UNIT_UNKNOWN, AUDIT_UNIT_NOT_BELOW, AUDIT_UNIT_TWICE, AUDIT_PERIOD_INVALID, AUDIT_POOL_EMPTY, FORBIDDEN
 */
export async function prepareRound(
  ctx: Context,
  actor: Actor,
  input: RoundInput,
  tongue: Tongue,
): Promise<RoundDetail> {
  const { unitPath, from, to, rate, deviation } = input;
  ctx.policy.require(actor, PLAN, { unitPath });
  const at = new Date(ctx.clock.now());
  const today = beijingDate(at.getTime());
  if (from > to || to > today) throw new TarimError(E.periodUnfit);
  const unit = await unitByPath(ctx.db, unitPath);
  if (!unit) throw new TarimError(E.unitUnknown, { unit: unitPath });
  const audited = await auditedUnits(ctx.db, unitPath, input.audited);
  return asActor(ctx, actor, PLAN, async (tx) => {
    const files: PoolFile[] = [];
    for (const one of audited)
      files.push(...poolOf(one, await auditedCases(ctx, tx, one.path), { from, to, deviation, today }));
    if (files.length === 0) throw new TarimError(E.poolEmpty);
    const month = `${today.slice(0, 7)}/${unit.code}/`;
    const number = `${month}${(await roundsOfMonth(tx, month)) + 1}`;
    const seed = randomBytes(32).toString('hex');
    const commitment = commitmentOf(seed);
    const id = await insertRound(tx, {
      number,
      title: input.title.trim(),
      unitPath,
      unitName: unit.names.zh,
      from,
      to,
      audited,
      rate,
      deviation,
      seedSealed: ctx.secrets.seal(seed),
      commitment,
      input: drawInput(files, rate, { number, on: today, commitment }),
      files,
      pool: files.length,
      simulated: files.some(({ simulated }) => simulated),
      by: actor.name,
      at,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'audit.round.prepared',
      subject: `round/${id}`,
      unitPath,
      detail: { number, commitment, pool: files.length },
    });
    return getRound(ctx, actor, id, tongue, tx);
  });
}

async function auditedUnits(
  db: DbOrTx,
  above: string,
  paths: readonly string[],
): Promise<{ path: string; name: string }[]> {
  const units: { path: string; name: string }[] = [];
  for (const [i, path] of paths.entries()) {
    if (path === above || !path.startsWith(above)) throw new TarimError(E.notBelow, { unit: path });
    if (paths.some((other, j) => j !== i && path.startsWith(other)))
      throw new TarimError(E.unitTwice, { unit: path });
    const unit = await unitByPath(db, path);
    if (!unit) throw new TarimError(E.unitUnknown, { unit: path });
    units.push({ path, name: unit.names.zh });
  }
  return units;
}

/** Opens the seed; files that are taken in any case come first, then those that were drawn. @throws TarimError AUDIT_ROUND_UNKNOWN, AUDIT_ROUND_DRAWN, FORBIDDEN */
export async function drawRound(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
): Promise<RoundDetail> {
  const row = await requireRound(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: row.unitPath });
  return asActor(ctx, actor, PLAN, async (tx) => {
    if ((await lockRound(tx, id)) !== 'prepared') throw new TarimError(E.drawn);
    const seed = ctx.secrets.open(row.seedSealed);
    const result = runDraw({ ...row.input, seed });
    const byNumber = new Map(row.files.map((one) => [one.number, one]));
    const sample = [
      ...row.files.filter(({ always }) => always !== null),
      ...result.drawn.map((one) => byNumber.get(one.id)!),
    ];
    for (const [i, one] of sample.entries())
      await insertPaper(tx, {
        roundId: id,
        nth: i + 1,
        unitPath: row.unitPath,
        auditedPath: one.auditedPath,
        auditedName: one.auditedName,
        caseId: one.caseId,
        caseNumber: one.number,
        party: one.party,
        cause: one.cause,
        why: one.always ?? 'drawn',
        simulated: one.simulated,
      });
    await finishRound(tx, id, { seed, hash: result.hash, at: new Date(ctx.clock.now()) });
    await ctx.audit.record(tx, {
      actor,
      action: 'audit.round.drawn',
      subject: `round/${id}`,
      unitPath: row.unitPath,
      detail: { number: row.number, hash: result.hash, papers: sample.length },
    });
    return getRound(ctx, actor, id, tongue, tx);
  });
}
