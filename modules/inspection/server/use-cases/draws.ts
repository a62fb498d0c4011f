import { randomBytes } from 'node:crypto';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { commitmentOf, DRAW_ALGORITHM, runDraw as draw } from '@tarim/science';
import { type DrawDetail, type DrawSummary, STRATA, type Year } from '../../contract.ts';
import { prepareDraw, yearFrom } from '../domain/prepare.ts';
import { inspectionErrors as E } from '../errors.ts';
import {
  type DrawRow,
  drawContent,
  drawRows,
  drawsOfMonth,
  finishDraw,
  insertDraw,
  lockDraw,
  openDrawOf,
  voidDrawRow,
} from '../sql/draws.ts';
import { inspectorRows, poolObjects } from '../sql/pools.ts';
import { insertVisits, type NewVisit, visitRows, yearFigures } from '../sql/visits.ts';
import { schemeInForce, unitOf } from './pools.ts';
import { presentVisit } from './visits.ts';

export const DRAW = 'inspection.draw';
const PAGE = 50;
const MOST_OBJECTS = 100_000;
const MOST_VISITS = 10_000;

export function presentDraw(row: DrawRow): DrawSummary {
  const { seedSealed: _, schemeVersion, committedBy, drawnBy, committedAt, drawnAt, ...told } = row;
  return {
    ...told,
    committedAt: beijingIso(committedAt.getTime()),
    drawnAt: drawnAt && beijingIso(drawnAt.getTime()),
  };
}

export async function listDraws(
  ctx: Context,
  query: { unit?: string; before?: number; limit?: number },
): Promise<{ draws: DrawSummary[]; before: number | null; year: Year }> {
  const limit = query.limit ?? PAGE;
  const rows = await drawRows(ctx.db, { ...query, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    draws: shown.map(presentDraw),
    before: rows.length > limit ? shown.at(-1)!.id : null,
    year: await yearFigures(ctx.db, query.unit, yearFrom(beijingDate(ctx.clock.now()))),
  };
}

/** @throws TarimError INSPECTION_DRAW_UNKNOWN */
export async function requireDraw(db: DbOrTx, id: number): Promise<DrawRow> {
  const [row] = await drawRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.drawUnknown, { id });
  return row;
}

export async function getDraw(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<DrawDetail> {
  const row = await requireDraw(db, id);
  const { input, names, result } = await drawContent(db, id);
  const visits = await visitRows(db, { draw: id, limit: MOST_VISITS });
  const nameOf = (code: string) => names.objects[code]?.name ?? code;
  const poolOf = (stratum: string) => input.objects.filter((one) => one.stratum === stratum);
  return {
    ...presentDraw(row),
    committedBy: row.committedBy,
    drawnBy: row.drawnBy,
    schemeVersion: row.schemeVersion,
    strata: STRATA.map((stratum) => ({
      stratum,
      ...(result?.strata[stratum] ?? {
        pool: poolOf(stratum).length,
        drawable: poolOf(stratum).filter(({ held }) => !held).length,
        wanted: 0,
      }),
    })),
    held: input.objects.flatMap(({ id: code, held }) => (held ? [{ name: nameOf(code), why: held }] : [])),
    visits: visits.reverse().map(presentVisit),
    problems: (result?.problems ?? []).map(({ code, message }) => ({ code, message })),
  };
}

/**
 * Fixes who may be drawn and by whom, and commits to a seed: its SHA-256 is public from now on, the seed itself lies sealed. So neither
 * the pool nor the seed can be chosen once the other is known.
 * @throws TarimError INSPECTION_SCHEME_MISSING, INSPECTION_POOL_EMPTY, INSPECTION_OFFICERS_SHORT, INSPECTION_DRAW_OPEN, FORBIDDEN
 */
export async function commitDraw(ctx: Context, actor: Actor, named: string): Promise<DrawDetail> {
  const unitPath = await unitOf(ctx, actor, DRAW, named);
  const on = beijingDate(ctx.clock.now());
  const unit = await unitByPath(ctx.db, unitPath);
  // Of one hierarchy: nobody inspects everywhere.
  if (!unit) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return asActor(ctx, actor, DRAW, async (tx) => {
    const month = `${on.slice(0, 7)}/${unit.code}/`;
    const number = `${month}${(await drawsOfMonth(tx, month)) + 1}`;
    const open = await openDrawOf(tx, unitPath);
    if (open) throw new TarimError(E.drawOpen, { number: open });
    const scheme = await schemeInForce(tx, unitPath);
    if (!scheme) throw new TarimError(E.schemeMissing);
    const objects = await poolObjects(tx, { unit: unitPath, limit: MOST_OBJECTS, yearFrom: yearFrom(on) });
    if (objects.length === 0) throw new TarimError(E.poolEmpty);
    const officers = (await inspectorRows(tx, { unit: unitPath })).filter(
      ({ active, certifiedTo }) => active && certifiedTo >= on,
    );
    if (officers.length < scheme.teamSize)
      throw new TarimError(E.officersShort, { there: officers.length, wanted: scheme.teamSize });
    const seed = randomBytes(32).toString('hex');
    const commitment = commitmentOf(seed);
    const { input, names } = prepareDraw({ number, on, commitment }, scheme, objects, officers);
    const id = await insertDraw(tx, {
      number,
      unitPath,
      unitName: unit.names.zh,
      schemeVersion: scheme.version,
      on,
      algorithm: DRAW_ALGORITHM,
      seedSealed: ctx.secrets.seal(seed),
      commitment,
      input,
      names,
      pool: objects.length,
      officers: officers.length,
      simulated: objects.some(({ simulated }) => simulated) || officers.some(({ simulated }) => simulated),
      committedBy: actor.name,
      committedAt: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.draw.committed',
      subject: `draw/${id}`,
      unitPath,
      detail: { number, commitment, pool: objects.length, officers: officers.length },
    });
    return getDraw(ctx, id, tx);
  });
}

/** Opens the seed and draws; the visits stand with it, in one transaction. @throws TarimError INSPECTION_DRAW_UNKNOWN, INSPECTION_DRAW_OVER, FORBIDDEN */
export async function runDraw(ctx: Context, actor: Actor, id: number): Promise<DrawDetail> {
  const row = await requireDraw(ctx.db, id);
  ctx.policy.require(actor, DRAW, { unitPath: row.unitPath });
  return asActor(ctx, actor, DRAW, async (tx) => {
    if ((await lockDraw(tx, id)) !== 'committed') throw new TarimError(E.drawOver);
    const { input, names } = await drawContent(tx, id);
    const seed = ctx.secrets.open(row.seedSealed);
    const result = draw({ ...input, seed });
    const at = new Date(ctx.clock.now());
    const visits = result.drawn.map((one, nth): NewVisit => {
      const object = names.objects[one.id]!;
      return {
        drawId: id,
        nth: nth + 1,
        enterpriseId: object.id,
        enterprise: object.name,
        uscc: one.id,
        unitPath: object.unitPath,
        stratum: one.stratum as NewVisit['stratum'],
        team: one.team.map((certificate) => ({ name: names.officers[certificate]!.name, certificate })),
        exemption: null,
        why: null,
        simulated: row.simulated,
      };
    });
    await finishDraw(tx, id, { seed, result, by: actor.name, at });
    await insertVisits(tx, visits, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.draw.drawn',
      subject: `draw/${id}`,
      unitPath: row.unitPath,
      detail: { number: row.number, hash: result.hash, drawn: visits.length },
    });
    return getDraw(ctx, id, tx);
  });
}

/** A preparation that will not be drawn; it stays public with its reason. @throws as `runDraw` */
export async function voidDraw(ctx: Context, actor: Actor, id: number, reason: string): Promise<DrawDetail> {
  const row = await requireDraw(ctx.db, id);
  ctx.policy.require(actor, DRAW, { unitPath: row.unitPath });
  return asActor(ctx, actor, DRAW, async (tx) => {
    if ((await lockDraw(tx, id)) !== 'committed') throw new TarimError(E.drawOver);
    await voidDrawRow(tx, id, reason.trim());
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.draw.voided',
      subject: `draw/${id}`,
      unitPath: row.unitPath,
      detail: { number: row.number, reason },
    });
    return getDraw(ctx, id, tx);
  });
}
