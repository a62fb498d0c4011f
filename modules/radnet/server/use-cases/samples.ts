import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { unitByPath } from '@tarim/region/queries';
import { RADIATION_MONITORING } from '@tarim/standards';
import type {
  listSamples as listSamplesRoute,
  Medium,
  OpenSample,
  planSample as planSampleRoute,
  RadiationSample,
  SampleAct,
  SampleDetail,
  SampleState,
} from '../../contract.ts';
import { actsOf, refusalOf, standingOf } from '../domain/sample.ts';
import { radnetErrors as E } from '../errors.ts';
import {
  insertSample,
  insertStep,
  lockSample,
  nextSample,
  type SampleRow,
  sampleRows,
  stepsOf,
} from '../sql/samples.ts';

const PAGE = 50;
const MANAGE = 'radnet.manage';
const REVIEW = 'radnet.review';

export async function listSamples(
  ctx: Context,
  query: {
    readonly unit?: string | undefined;
    readonly year?: number | undefined;
    readonly medium?: Medium | undefined;
    readonly state?: SampleState | undefined;
    readonly before?: number | undefined;
  },
): Promise<Static<NonNullable<typeof listSamplesRoute.response>>> {
  const rows = await sampleRows(ctx.db, { ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return {
    samples: shown.map(shownSample),
    before: rows.length > PAGE ? shown.at(-1)!.id : null,
    programme: RADIATION_MONITORING.data.indicators.map(({ medium, frequency, measured, confidence }) => ({
      medium,
      frequency,
      measured: measured ?? '',
      confidence,
    })),
  };
}

function shownSample({ by: _by, indicators, ...row }: SampleRow): RadiationSample {
  return { ...row, indicators: [...indicators] };
}

/** @throws TarimError RADNET_SAMPLE_UNKNOWN */
async function requireSample(db: DbOrTx, id: number): Promise<SampleRow> {
  const [row] = await sampleRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.sampleUnknown, { id });
  return row;
}

/** @throws TarimError RADNET_SAMPLE_UNKNOWN */
export async function getSample(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<SampleDetail> {
  const row = await requireSample(db, id);
  const steps = await stepsOf(db, [id]);
  const standing = standingOf(steps, row.plannedOn);
  const may = (action: string) => ctx.policy.can(actor, action, { unitPath: row.unitPath });
  const acts = actsOf(standing, actor).filter((act) => may(actionOf(act)));
  return {
    ...shownSample(row),
    by: row.by,
    results: [...(standing.measured?.results ?? [])],
    steps: steps.map(({ nth, act, by, at }) => ({ nth, act, by: by.name, at: beijingIso(at.getTime()) })),
    acts: [...acts],
  };
}

const actionOf = (act: SampleAct['act']): string => (act === 'review' || act === 'publish' ? REVIEW : MANAGE);

type Plan = Static<NonNullable<typeof planSampleRoute.body>>;

/** @throws TarimError RADNET_UNIT_UNKNOWN, FORBIDDEN */
export async function planSample(
  ctx: Context,
  actor: Actor,
  body: Plan,
  simulated = false,
): Promise<SampleDetail> {
  const { unitPath } = body;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const unit = await unitByPath(ctx.db, unitPath);
  if (!unit) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const year = Number(body.plannedOn.slice(0, 4));
    const serial = await nextSample(tx, unitPath, year);
    const number = `FS-${unit.code}-${year}-${String(serial).padStart(3, '0')}`;
    const row = { ...body, place: body.place.trim(), number, year, simulated, by: actor.name };
    const id = await insertSample(tx, row, new Date(ctx.clock.now()));
    await record(ctx, tx, actor, { id, unitPath }, 'planned', number);
    return getSample(ctx, actor, id, tx);
  });
}

/**
 * Takes one step of a sample: it is locked, the step judged by what stands, and written.
 * @throws TarimError of `domain/sample.ts`; RADNET_SAMPLE_UNKNOWN, FORBIDDEN
 */
export async function actOnSample(
  ctx: Context,
  actor: Actor,
  id: number,
  act: SampleAct,
): Promise<SampleDetail> {
  const row = await requireSample(ctx.db, id);
  const action = actionOf(act.act);
  ctx.policy.require(actor, action, { unitPath: row.unitPath });
  return asActor(ctx, actor, action, async (tx) => {
    await lockSample(tx, id);
    const steps = await stepsOf(tx, [id]);
    const by = { userId: actor.userId, name: actor.name };
    const refusal = refusalOf(row, steps, act, by, beijingDate(ctx.clock.now()));
    if (refusal) throw new TarimError(E[refusal.why], refusal.params);
    const { state } = standingOf([...steps, { act, by }], row.plannedOn);
    await insertStep(tx, row, steps.length + 1, { act, by }, state, new Date(ctx.clock.now()));
    await record(ctx, tx, actor, row, act.act, state);
    return getSample(ctx, actor, id, tx);
  });
}

async function record(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { id, unitPath }: { readonly id: number; readonly unitPath: string },
  act: string,
  state: string,
): Promise<void> {
  await ctx.audit.record(tx, {
    actor,
    action: 'radnet.sample.step',
    subject: `sample/${id}`,
    unitPath,
    detail: { act, state },
  });
}

/** Results that were published, the newest plan first. */
export async function listOpenSamples(
  ctx: Context,
  before?: number,
): Promise<{ samples: OpenSample[]; before: number | null }> {
  const rows = await sampleRows(ctx.db, { state: 'published', before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      shown.map(({ id }) => id),
    ),
    ({ sampleId }) => sampleId,
  );
  return {
    samples: shown.map(({ id, number, medium, place, unitPath, plannedOn, simulated }) => {
      const own = steps.get(id) ?? [];
      const dayOf = (name: SampleAct['act']) =>
        own.findLast(({ act }) => act.act === name)?.act.on ?? plannedOn;
      return {
        number,
        medium,
        place,
        unitPath,
        collectedOn: dayOf('collect'),
        publishedOn: dayOf('publish'),
        results: [...(standingOf(own, plannedOn).measured?.results ?? [])],
        simulated,
      };
    }),
    before: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}
