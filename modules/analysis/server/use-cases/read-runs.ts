import { readWkb } from '@tarim/geo';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, type Context, sightOf } from '@tarim/platform';
import type { Run, RunDetail } from '../../contract.ts';
import { failureIn, problemIn, type Words } from '../domain/words.ts';
import { analysisErrors } from '../errors.ts';
import { featuresOf, type RunRow, resultTag, runRow, runRows } from '../sql/runs.ts';

const PAGE = 50;

/**
 * Whether a reader may see a result: he sees every set that went in whole, so that nothing of it is new to him. Who asked sees
 * his runs while they have no result yet.
 */
function mayRead(ctx: Context, actor: Actor, run: RunRow): boolean {
  const whole = run.sets.every((id) => {
    const set = ctx.datasets.get(id);
    return (
      set !== undefined && (set.sharing === 'open' || sightOf(ctx, { actor, key: null }, set)?.rows === 'all')
    );
  });
  return run.state === 'done' ? whole : run.byUser === actor.userId;
}

export async function listRuns(
  ctx: Context,
  actor: Actor,
  query: { kind?: string; before?: number },
  language: Words,
): Promise<{ runs: Run[]; more: boolean }> {
  const rows = await runRows(ctx.db, { ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE).filter((one) => mayRead(ctx, actor, one));
  return { runs: shown.map((one) => present(one, actor, language)), more: rows.length > PAGE };
}

/** @throws TarimError ANALYSIS_RUN_UNKNOWN, also for a run that the reader may not see */
export async function readableRun(ctx: Context, actor: Actor, id: number): Promise<RunRow> {
  const row = await runRow(ctx.db, id);
  if (!row || !mayRead(ctx, actor, row)) throw new TarimError(analysisErrors.runUnknown, { id });
  return row;
}

export async function getRun(ctx: Context, actor: Actor, id: number, language: Words): Promise<RunDetail> {
  const row = await readableRun(ctx, actor, id);
  return {
    run: present(row, actor, language),
    input: row.input,
    sets: row.sets.flatMap((set) => {
      const found = ctx.datasets.get(set);
      return found ? [{ id: set, ...found.titles }] : [];
    }),
    figures: [...(row.outcome?.figures ?? [])],
    charts: [...(row.outcome?.charts ?? [])],
    style: row.outcome?.style ?? null,
    steps: [...(row.outcome?.steps ?? [])],
    problems: (row.outcome?.problems ?? []).map((one) => ({
      code: one.code,
      message: problemIn(language, one),
      ...(one.path ? { path: one.path } : {}),
    })),
  };
}

/** The result as GeoJSON text, with a tag that changes with it. */
export async function runFeatures(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<{ tag: string; text: () => Promise<string> }> {
  await readableRun(ctx, actor, id);
  return {
    tag: await resultTag(ctx.db, id),
    text: async () => {
      const features = (await featuresOf(ctx.db, id)).map((one) => ({
        type: 'Feature',
        id: one.id,
        geometry: readWkb(one.wkb),
        properties: {
          nth: one.nth,
          label: one.label,
          value: one.value,
          error: one.error,
          ...one.properties,
          ...(one.taskId === null ? {} : { taskId: one.taskId }),
        },
      }));
      return JSON.stringify({ type: 'FeatureCollection', features });
    },
  };
}

function present(row: RunRow, actor: Actor, language: Words): Run {
  const { id, kind, title, state, progress, note, features, simulated, byName } = row;
  return {
    id,
    kind,
    title,
    state,
    progress,
    note,
    error: failureIn(language, row.error),
    features,
    simulated,
    byName,
    mine: row.byUser === actor.userId,
    askedAt: beijingIso(row.askedAt.getTime()),
    endedAt: row.endedAt ? beijingIso(row.endedAt.getTime()) : null,
  };
}
