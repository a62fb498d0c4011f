import { mkdir } from 'node:fs/promises';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { unitByPath, unitsUnder } from '@tarim/region/queries';
import { EXCHANGE_WRITE, type PipelineDetail, type PipelineRow, type PipelineSpec } from '../../contract.ts';
import { datasetId } from '../collected.ts';
import { checkSpec, nextDue } from '../domain/check-spec.ts';
import { exchangeErrors as E } from '../errors.ts';
import { dropFolder } from '../source/folder.ts';
import {
  changePipeline,
  deletePipeline,
  everLoaded,
  hasRows,
  insertPipeline,
  type PipelineData,
  pipelineById,
  pipelineBySlug,
  pipelines,
  recentRuns,
  rowCounts,
  setActive,
  versionOf,
  versions,
} from '../sql/pipelines.ts';
import { goingRun } from '../sql/runs.ts';

/** Secret sets stand only before those who may read them; the same holds of their pipelines. */
export const mayKnow = (
  ctx: Pick<Context, 'policy'>,
  actor: Actor,
  one: { spec: PipelineSpec; unitPath: string },
): boolean =>
  one.spec.sharing !== 'secret' || ctx.policy.can(actor, 'exchange.secret', { unitPath: one.unitPath });

/** @throws TarimError EXCHANGE_PIPELINE_UNKNOWN also for one that the person may not know of */
export async function knownPipeline(ctx: Context, actor: Actor, id: number): Promise<PipelineData> {
  const one = await pipelineById(ctx.db, id);
  if (!one || !mayKnow(ctx, actor, one)) throw new TarimError(E.pipelineUnknown, { id });
  return one;
}

/** @throws TarimError EXCHANGE_PIPELINE_UNKNOWN, FORBIDDEN */
export async function writablePipeline(ctx: Context, actor: Actor, id: number): Promise<PipelineData> {
  const one = await knownPipeline(ctx, actor, id);
  ctx.policy.require(actor, EXCHANGE_WRITE, { unitPath: one.unitPath });
  return one;
}

async function present(ctx: Context, actor: Actor, all: readonly PipelineData[]): Promise<PipelineRow[]> {
  const ids = all.map((one) => one.id);
  const [recent, counts, units] = await Promise.all([
    recentRuns(ctx.db, ids),
    rowCounts(ctx.db, ids),
    unitsUnder(ctx.db, '/'),
  ]);
  const names = new Map(units.map((unit) => [unit.path, unit.names.zh]));
  return all.map((one) => ({
    id: one.id,
    slug: one.slug,
    dataset: datasetId(one.slug),
    titleZh: one.spec.titleZh,
    titleEn: one.spec.titleEn,
    unitPath: one.unitPath,
    unitName: names.get(one.unitPath) ?? one.unitPath,
    kind: one.spec.source.kind,
    cron: one.spec.cron ?? null,
    nextAt: one.nextAt ? beijingIso(one.nextAt.getTime()) : null,
    active: one.active,
    sharing: one.spec.sharing,
    simulated: one.spec.simulated,
    version: one.version,
    rows: counts.get(one.id) ?? 0,
    mayWrite: ctx.policy.can(actor, EXCHANGE_WRITE, { unitPath: one.unitPath }),
    runs: recent
      .filter((run) => run.pipelineId === one.id)
      .map(({ id, state, at, read, rejected }) => ({
        id,
        state,
        at: beijingIso(at.getTime()),
        read,
        rejected,
      })),
  }));
}

export async function listPipelines(ctx: Context, actor: Actor): Promise<{ pipelines: PipelineRow[] }> {
  const all = (await pipelines(ctx.db)).filter((one) => mayKnow(ctx, actor, one));
  return { pipelines: await present(ctx, actor, all) };
}

export async function getPipeline(ctx: Context, actor: Actor, id: number): Promise<PipelineDetail> {
  const one = await knownPipeline(ctx, actor, id);
  const [pipeline] = await present(ctx, actor, [one]);
  const mayWrite = pipeline!.mayWrite;
  return {
    pipeline: pipeline!,
    spec: mayWrite ? one.spec : withoutHeaders(one.spec),
    hasSecret: one.secret !== null,
    folder: one.spec.source.kind === 'folder' && mayWrite ? dropFolder(ctx.config.dataDir, one.slug) : null,
    versions: (await versions(ctx.db, id)).map(({ version, by, at }) => ({
      version,
      by,
      at: beijingIso(at.getTime()),
    })),
  };
}

/** Headers, addresses and statements may hold what opens the source: only for who may change them. */
function withoutHeaders(spec: PipelineSpec): PipelineSpec {
  const { source } = spec;
  if (source.kind === 'http')
    return {
      ...spec,
      source: {
        ...source,
        url: `${new URL(source.url).origin}/…`,
        headers: source.headers.map(({ name }) => ({ name, value: '…' })),
      },
    };
  return source.kind === 'database' ? { ...spec, source: { ...source, statement: '…' } } : spec;
}

export async function getVersion(ctx: Context, actor: Actor, id: number, version: number) {
  const pipeline = await knownPipeline(ctx, actor, id);
  const one = await versionOf(ctx.db, id, version);
  if (!one) throw new TarimError(E.pipelineUnknown, { id: `${id}/${version}` });
  const mayWrite = ctx.policy.can(actor, EXCHANGE_WRITE, { unitPath: pipeline.unitPath });
  return {
    version,
    by: one.by,
    at: beijingIso(one.at.getTime()),
    spec: mayWrite ? one.spec : withoutHeaders(one.spec),
  };
}

const due = (spec: PipelineSpec, active: boolean, now: number): Date | null =>
  active && spec.cron ? new Date(nextDue(spec.cron, now)) : null;

/** @throws TarimError FORBIDDEN, EXCHANGE_SPEC_WRONG, EXCHANGE_SLUG_TAKEN and others of the settings */
export async function createPipeline(
  ctx: Context,
  actor: Actor,
  body: { slug: string; unitPath: string; active: boolean; spec: PipelineSpec; secret?: string },
): Promise<{ id: number; version: number }> {
  const { slug, unitPath, active, spec } = body;
  ctx.policy.require(actor, EXCHANGE_WRITE, { unitPath });
  const now = ctx.clock.now();
  checkSpec(spec, now);
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  if (ctx.datasets.has(datasetId(slug)) || (await pipelineBySlug(ctx.db, slug)))
    throw new TarimError(E.slugTaken, { slug });
  const id = await asActor(ctx, actor, EXCHANGE_WRITE, async (tx) => {
    const made = await insertPipeline(tx, {
      slug,
      unitPath,
      active,
      spec,
      secret: body.secret ? ctx.secrets.seal(body.secret) : null,
      nextAt: due(spec, active, now),
      at: new Date(now),
      by: actor.name,
    }).catch((error: { code?: string }) => {
      throw error.code === '23505' ? new TarimError(E.slugTaken, { slug }) : error;
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'exchange.pipeline.created',
      subject: `pipeline/${made}`,
      unitPath,
      detail: { slug, sharing: spec.sharing, source: spec.source.kind },
    });
    return made;
  });
  if (spec.source.kind === 'folder') await mkdir(dropFolder(ctx.config.dataDir, slug), { recursive: true });
  await ctx.datasets.renew(ctx.db);
  return { id, version: 1 };
}

/**
 * A change is a new version; runs that are going end with the one they began with. What rows are held by (keys, kind of geometry,
 * types of fields) stays once there are rows.
 * @throws TarimError EXCHANGE_PIPELINE_UNKNOWN, FORBIDDEN, EXCHANGE_VERSION_MOVED, EXCHANGE_KEYS_FIXED, EXCHANGE_TYPE_FIXED
 */
export async function updatePipeline(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { version: number; active: boolean; spec: PipelineSpec; secret?: string },
): Promise<{ id: number; version: number }> {
  await writablePipeline(ctx, actor, id);
  const now = ctx.clock.now();
  const { spec, active } = body;
  checkSpec(spec, now);
  const version = await asActor(ctx, actor, EXCHANGE_WRITE, async (tx) => {
    const before = (await pipelineById(tx, id, true))!;
    if (before.version !== body.version) throw new TarimError(E.versionMoved, { version: before.version });
    if (await hasRows(tx, id)) checkKept(before.spec, spec);
    const next = before.version + 1;
    await changePipeline(tx, id, next, {
      active,
      spec,
      secret:
        body.secret === undefined ? before.secret : body.secret === '' ? null : ctx.secrets.seal(body.secret),
      nextAt: due(spec, active, now),
      at: new Date(now),
      by: actor.name,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'exchange.pipeline.changed',
      subject: `pipeline/${id}`,
      unitPath: before.unitPath,
      detail: { version: next, sharing: spec.sharing, secret: body.secret !== undefined },
    });
    return next;
  });
  const { slug } = (await pipelineById(ctx.db, id))!;
  if (spec.source.kind === 'folder') await mkdir(dropFolder(ctx.config.dataDir, slug), { recursive: true });
  await ctx.datasets.renew(ctx.db);
  return { id, version };
}

function checkKept(before: PipelineSpec, after: PipelineSpec): void {
  if (
    before.mode !== after.mode ||
    before.geometryType !== after.geometryType ||
    JSON.stringify(before.keys) !== JSON.stringify(after.keys)
  )
    throw new TarimError(E.keysFixed);
  const types = new Map(before.fields.map((one) => [one.name, one.type]));
  for (const { name, type } of after.fields) {
    const was = types.get(name);
    if (was !== undefined && was !== type) throw new TarimError(E.typeFixed, { field: name, was, now: type });
  }
}

export async function switchPipeline(
  ctx: Context,
  actor: Actor,
  id: number,
  active: boolean,
): Promise<{ id: number; version: number }> {
  const one = await writablePipeline(ctx, actor, id);
  await asActor(ctx, actor, EXCHANGE_WRITE, async (tx) => {
    await setActive(tx, id, active, due(one.spec, active, ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: active ? 'exchange.pipeline.switched-on' : 'exchange.pipeline.switched-off',
      subject: `pipeline/${id}`,
      unitPath: one.unitPath,
    });
  });
  return { id, version: one.version };
}

/** @throws TarimError EXCHANGE_PIPELINE_UNKNOWN, FORBIDDEN, EXCHANGE_HAS_ROWS, EXCHANGE_RUNNING */
export async function removePipeline(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  const one = await writablePipeline(ctx, actor, id);
  await asActor(ctx, actor, EXCHANGE_WRITE, async (tx) => {
    // A load that is under way holds the row: it ends first.
    await pipelineById(tx, id, true);
    const going = await goingRun(tx, id);
    if (going !== null) throw new TarimError(E.running, { run: going });
    if (await everLoaded(tx, id)) throw new TarimError(E.hasRows);
    await deletePipeline(tx, id);
    await ctx.audit.record(tx, {
      actor,
      action: 'exchange.pipeline.removed',
      subject: `pipeline/${id}`,
      unitPath: one.unitPath,
      detail: { slug: one.slug },
    });
  });
  await ctx.datasets.renew(ctx.db);
  return { ok: true };
}
