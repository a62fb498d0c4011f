import { parseAreal } from '@tarim/geo';
import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type { Area, Fence, FenceInput, Job, JobInput, JobState } from '../../contract.ts';
import { phaseOf } from '../domain/calendar.ts';
import { trackingErrors as E } from '../errors.ts';
import {
  closeFence,
  type FenceRow,
  fenceRows,
  insertFence,
  insertJob,
  type JobRow,
  jobRows,
  settleJob,
} from '../sql/permits.ts';
import { terminalRows } from '../sql/terminals.ts';

const MANAGE = 'tracking.manage';
const MOST_POSITIONS = 5_000;
const LONGEST_DAYS = 366;

const fenceOf = ({ from, until, geometry, ...one }: FenceRow): Fence => ({
  ...one,
  geometry,
  from: beijingIso(from.getTime()),
  until: until && beijingIso(until.getTime()),
});

export const jobOf = (
  { startsAt, endsAt, decidedAt, returnedAt, uid: _, revision: _1, at: _2, ...one }: JobRow,
  now: number,
): Job => ({
  ...one,
  startsAt: beijingIso(startsAt.getTime()),
  endsAt: beijingIso(endsAt.getTime()),
  phase: phaseOf(
    {
      ...one,
      startsAt: startsAt.getTime(),
      endsAt: endsAt.getTime(),
      returnedAt: returnedAt?.getTime() ?? null,
    },
    now,
  ),
  returnedAt: returnedAt && beijingIso(returnedAt.getTime()),
  open:
    one.state === 'approved' && returnedAt === null && startsAt.getTime() <= now && now <= endsAt.getTime(),
  decidedAt: decidedAt && beijingIso(decidedAt.getTime()),
});

/** @throws TarimError TRACKING_AREA_INVALID, TRACKING_UNIT_UNKNOWN, TRACKING_TERMINAL_FOREIGN */
async function check(
  db: DbOrTx,
  { unitPath, terminals, geometry }: { unitPath: string; terminals: readonly number[]; geometry: Area },
): Promise<void> {
  const { value, problems } = parseAreal(geometry, MOST_POSITIONS);
  if (!value) throw Object.assign(new TarimError(E.areaUnfit), { problems: [...problems] });
  if (!(await unitByPath(db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  const own = new Set(
    (await terminalRows(db, terminals))
      .filter((one) => one.unitPath.startsWith(unitPath))
      .map((one) => one.id),
  );
  const foreign = terminals.find((id) => !own.has(id));
  if (foreign !== undefined) throw new TarimError(E.foreignTerminal, { id: foreign });
}

export async function listFences(ctx: Context): Promise<{ fences: Fence[] }> {
  return { fences: (await fenceRows(ctx.db)).map(fenceOf) };
}

/** @throws TarimError TRACKING_AREA_INVALID, TRACKING_UNIT_UNKNOWN, TRACKING_TERMINAL_FOREIGN, FORBIDDEN */
export async function addFence(ctx: Context, actor: Actor, one: FenceInput): Promise<Fence> {
  const { unitPath } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  await check(ctx.db, one);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const id = await insertFence(tx, one, { from: at, simulated: false, by: actor.name, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.fence.added',
      subject: `fence/${id}`,
      unitPath,
      detail: { kind: one.kind },
    });
    return fenceOf((await fenceRows(tx, id))[0]!);
  });
}

/** @throws TarimError TRACKING_FENCE_UNKNOWN, FORBIDDEN */
export async function endFence(ctx: Context, actor: Actor, id: number): Promise<Fence> {
  const [row] = await fenceRows(ctx.db, id);
  if (!row) throw new TarimError(E.fenceUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await closeFence(tx, id, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, { actor, action: 'tracking.fence.ended', subject: `fence/${id}`, unitPath });
    return fenceOf((await fenceRows(tx, id))[0]!);
  });
}

export async function listJobs(
  ctx: Context,
  query: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly state?: JobState | undefined;
  },
): Promise<{ jobs: Job[] }> {
  const now = ctx.clock.now();
  const rows = await jobRows(ctx.db, {
    from: query.from ? new Date(query.from) : undefined,
    to: query.to ? new Date(query.to) : undefined,
    state: query.state,
  });
  return { jobs: rows.map((row) => jobOf(row, now)) };
}

/** @throws TarimError TRACKING_WINDOW_INVALID and those of `addFence` */
export async function addJob(ctx: Context, actor: Actor, one: JobInput): Promise<Job> {
  const { unitPath } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const length = Date.parse(one.endsAt) - Date.parse(one.startsAt);
  if (!(length > 0) || length > LONGEST_DAYS * DAY_MS) throw new TarimError(E.windowUnfit);
  await check(ctx.db, one);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const now = ctx.clock.now();
    const id = await insertJob(tx, one, {
      state: 'filed',
      decidedBy: null,
      simulated: false,
      by: actor.name,
      at: new Date(now),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.job.filed',
      subject: `job/${id}`,
      unitPath,
      detail: { filing: one.filing },
    });
    return jobOf((await jobRows(tx, { id }))[0]!, now);
  });
}

/** Approved and refused is what is filed; withdrawn also what was approved. */
const FROM: Readonly<Record<Exclude<JobState, 'filed'>, readonly JobState[]>> = {
  approved: ['filed'],
  refused: ['filed'],
  withdrawn: ['filed', 'approved'],
};

/** @throws TarimError TRACKING_JOB_UNKNOWN, TRACKING_JOB_SETTLED, FORBIDDEN */
export async function decideJob(
  ctx: Context,
  actor: Actor,
  id: number,
  { decision, note }: { readonly decision: Exclude<JobState, 'filed'>; readonly note: string },
): Promise<Job> {
  const [row] = await jobRows(ctx.db, { id });
  if (!row) throw new TarimError(E.jobUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const now = ctx.clock.now();
    const done = await settleJob(tx, {
      id,
      from: FROM[decision],
      to: decision,
      note,
      by: actor.name,
      at: new Date(now),
    });
    const [after] = await jobRows(tx, { id });
    if (!done) throw new TarimError(E.jobSettled, { state: after!.state });
    await ctx.audit.record(tx, { actor, action: `tracking.job.${decision}`, subject: `job/${id}`, unitPath });
    return jobOf(after!, now);
  });
}
