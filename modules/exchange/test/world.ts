import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxToSql, writeWkb } from '@tarim/geo';
import { makePolicy } from '@tarim/identity/server';
import type { Actor } from '@tarim/platform';
import { regionModule } from '@tarim/region/server';
import { actorWith, type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { PipelineSpec } from '../contract.ts';
import { exchangeModule } from '../server/module.ts';
import { runById } from '../server/sql/runs.ts';
import { keepUpload } from '../server/use-cases/files.ts';
import { createPipeline } from '../server/use-cases/pipelines.ts';
import { runPipeline } from '../server/use-cases/run-pipeline.ts';
import { startRun } from '../server/use-cases/start-run.ts';
import { LEDGER } from './spec.ts';

export { LEDGER } from './spec.ts';

export const UNIT = '/650000/650100/';
export const STATION = actorWith('monitoring-station', UNIT);
export const ADMIN = actorWith('administrator', '/');

/** A region of two degrees by two with one prefecture. */
export async function world(): Promise<TestContext> {
  const ctx = await testContext({ modules: [regionModule, exchangeModule], policy: makePolicy() });
  for (const [sort, [code, path, level]] of [
    ['650000', '/650000/', 'region'],
    ['650100', UNIT, 'prefecture'],
    ['652300', '/650000/652300/', 'prefecture'],
  ].entries())
    await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${level}, 'region', '{"zh":"甲","en":"A"}', ${sort}, 'test', 'sourced')`.execute(
      ctx.db,
    );
  const square = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [87, 43],
        [89, 43],
        [89, 45],
        [87, 45],
        [87, 43],
      ],
    ],
  };
  await sql`insert into region.outline (unit_code, layer, effective_from, wkb, box, lon, lat, source, demo, recorded_at)
    values ('650100', 'prefecture', '2020-01-01', ${Buffer.from(writeWkb(square))}, ${boxToSql([87, 43, 89, 45])}::box, 88, 44,
      'test', false, now())`.execute(ctx.db);
  return ctx;
}

export const make = (
  ctx: TestContext,
  slug: string,
  spec: Partial<PipelineSpec>,
  secret?: string,
  actor: Actor = STATION,
) =>
  createPipeline(ctx, actor, {
    slug,
    unitPath: UNIT,
    active: true,
    spec: { ...LEDGER, ...spec },
    ...(secret ? { secret } : {}),
  });

/** Brings a file and runs the pipeline on it, as the job would. */
export async function runFile(
  ctx: TestContext,
  pipelineId: number,
  name: string,
  bytes: Uint8Array | string,
) {
  const file = await keepUpload(ctx, STATION, { name, bytes: Buffer.from(bytes) });
  const { id } = await startRun(ctx, STATION, pipelineId, { sha256: file.sha256, name });
  return run(ctx, id);
}

export async function run(ctx: TestContext, id: number, signal?: AbortSignal) {
  await runPipeline(ctx, id, async () => {}, signal);
  return (await runById(ctx.db, id))!;
}

/** Of a run: `line field code`. */
export async function problems(ctx: TestContext, runId: number): Promise<string[]> {
  const { rows } = await sql<{ line: number; field: string | null; code: string }>`
    select line, field, code from exchange.problem where run_id = ${runId} order by line, id`.execute(ctx.db);
  return rows.map((one) => `${one.line} ${one.field ?? '-'} ${one.code}`);
}

export async function rowsOf(ctx: TestContext, pipelineId: number) {
  const { rows } = await sql<{
    key: string;
    properties: Record<string, unknown>;
    wkb: Buffer | null;
    origin: string | null;
  }>`
    select key, properties, wkb, converted_from as origin from exchange.row where pipeline_id = ${pipelineId} order by id`.execute(
    ctx.db,
  );
  return rows;
}

export async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'tarim-exchange-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export async function fileOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await folder(), name);
  await writeFile(path, bytes);
  return path;
}
