import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, type Context, csvCell } from '@tarim/platform';
import { EXCHANGE_WRITE, type Run } from '../../contract.ts';
import { messageOf, type Tongue } from '../domain/tell.ts';
import { exchangeErrors as E } from '../errors.ts';
import { pipelineById, pipelines } from '../sql/pipelines.ts';
import { codesOf, problemsOf, type RunData, runById, runs } from '../sql/runs.ts';
import { mayKnow } from './pipelines.ts';

const PAGE = 50;
const FIRST_PROBLEMS = 200;

const iso = (at: Date | null): string | null => (at ? beijingIso(at.getTime()) : null);

function present(ctx: Context, actor: Actor, run: RunData, tongue: Tongue): Run {
  const { unitPath, byUser: _user, fileSha256: _file, error, notes: _notes, ...rest } = run;
  return {
    ...rest,
    nextTryAt: iso(run.nextTryAt),
    askedAt: beijingIso(run.askedAt.getTime()),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    code: error?.code ?? null,
    reason: error ? messageOf(error, tongue) : null,
    mayWrite: ctx.policy.can(actor, EXCHANGE_WRITE, { unitPath }),
  };
}

export async function listRuns(
  ctx: Context,
  actor: Actor,
  query: { pipeline?: number; state?: string; before?: number },
  tongue: Tongue,
): Promise<{ runs: Run[]; next: number | null }> {
  const rows = await runs(ctx.db, { ...query, limit: PAGE + 1 });
  const known = new Set(
    (await pipelines(ctx.db)).filter((one) => mayKnow(ctx, actor, one)).map((one) => one.id),
  );
  const shown = rows.slice(0, PAGE);
  return {
    runs: shown.filter((one) => known.has(one.pipelineId)).map((one) => present(ctx, actor, one, tongue)),
    next: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}

async function knownRun(ctx: Context, actor: Actor, id: number): Promise<RunData> {
  const run = await runById(ctx.db, id);
  const pipeline = run && (await pipelineById(ctx.db, run.pipelineId));
  if (!run || !pipeline || !mayKnow(ctx, actor, pipeline)) throw new TarimError(E.runUnknown, { id });
  return run;
}

/** @throws TarimError EXCHANGE_RUN_UNKNOWN */
export async function getRun(ctx: Context, actor: Actor, id: number, tongue: Tongue) {
  const run = await knownRun(ctx, actor, id);
  const [codes, problems] = await Promise.all([
    codesOf(ctx.db, id),
    problemsOf(ctx.db, id, { after: 0, limit: FIRST_PROBLEMS }),
  ]);
  return {
    run: present(ctx, actor, run, tongue),
    notes: run.notes.map((one) => ({
      line: null,
      field: null,
      severity: 'note' as const,
      code: one.code,
      message: messageOf(one, tongue),
    })),
    codes: codes.map(({ code, severity, field, n, params }) => ({
      code,
      severity,
      field,
      n,
      message: messageOf({ code, params }, tongue),
    })),
    problems: problems.map(({ line, field, severity, code, params, excerpt }) => ({
      line,
      field,
      severity,
      code,
      message: messageOf({ code, params }, tongue),
      excerpt,
    })),
  };
}

const HEADS: Readonly<Record<Tongue, readonly string[]>> = {
  zh: ['行号', '字段', '处理', '代码', '原因', '原始内容'],
  en: ['line', 'field', 'severity', 'code', 'reason', 'row'],
};
const BATCH = 2_000;

/** Rows that stayed out or came in with a mark, as CSV with the mark of UTF-8 that office programs want. */
export async function* problemsCsv(ctx: Context, id: number, tongue: Tongue): AsyncGenerator<string> {
  yield `\ufeff${HEADS[tongue].map(csvCell).join(',')}\r\n`;
  for (let after = 0; ; ) {
    const some = await problemsOf(ctx.db, id, { after, limit: BATCH });
    if (some.length === 0) return;
    after = some.at(-1)!.id;
    yield some
      .map(({ line, field, severity, code, params, excerpt }) =>
        [line, field, severity, code, messageOf({ code, params }, tongue), excerpt].map(csvCell).join(','),
      )
      .join('\r\n')
      .concat('\r\n');
  }
}

export const requireRun = async (ctx: Context, actor: Actor, id: number): Promise<void> =>
  void (await knownRun(ctx, actor, id));
