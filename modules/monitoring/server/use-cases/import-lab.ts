import { fillMessage } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  type Machine,
  type Static,
  type Tx,
  workbookDefects,
  xlsxToSheets,
  xlsxTraits,
} from '@tarim/platform';
import type { LabReport, LabRowInput } from '../../contract.ts';
import { type CheckedResult, checkRows, type KnownContainer } from '../lab/check-rows.ts';
import { type Found, type RawRow, told, wrong } from '../lab/lab-row.ts';
import { readRows, readTable } from '../lab/read-rows.ts';
import { existingResults, highestOfficial, insertSheet, putResults } from '../sql/results.ts';
import { containersByCode, containersOfTasks } from '../sql/samples.ts';
import { lockTasks, setTaskState } from '../sql/tasks.ts';
import { today } from './frame.ts';
import { RESULT_SHEET } from './lab-template.ts';

type Tongue = 'zh' | 'en';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_TOLD = 1_000;

/** Who brings results: a person, or a laboratory's own system. */
interface Bringer {
  readonly actor: Actor | null;
  readonly name: string;
  readonly mayWrite: (unitPath: string) => boolean;
  readonly transaction: <T>(body: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** Results as they came: the rows, and the bytes that hold them. */
interface Brought {
  readonly rows: readonly RawRow[];
  readonly found: readonly Found[];
  readonly file: { readonly bytes: Uint8Array; readonly name: string; readonly mime: string };
  readonly source: 'xlsx' | 'api';
}

/** A sheet of results (检测结果表). A sheet with any error changes nothing; warnings go to the reviewers. */
export async function importLabSheet(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<LabReport> {
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const sheet = sheets.find((one) => one.name.trim() === RESULT_SHEET) ?? sheets[0];
  const { rows, found: ofTable } = readTable(sheet?.rows ?? []);
  const defects = workbookDefects(traits, (name) => name === sheet?.name);
  const found = [
    ...defects.map(({ row, definition, params }) => wrong(row, null, definition, params)),
    ...ofTable,
  ];
  const bringer: Bringer = {
    actor,
    name: actor.name,
    mayWrite: (unitPath) => ctx.policy.can(actor, 'monitoring.analyse', { unitPath }),
    transaction: (body) => asActor(ctx, actor, 'monitoring.analyse', body),
  };
  const file = { bytes, name: '检测结果.xlsx', mime: XLSX };
  return bring(ctx, bringer, { rows, found, file, source: 'xlsx' }, commit, tongue);
}

/** The same from a machine, within the unit of its key. */
export async function postLabResults(
  ctx: Context,
  machine: Machine,
  input: ReadonlyArray<Static<typeof LabRowInput>>,
  commit: boolean,
  tongue: Tongue,
): Promise<LabReport> {
  const rows = input.map((one, index) => ({
    row: index + 1,
    container: one.container,
    item: one.item,
    result: String(one.result).trim(),
    unit: one.unit.trim(),
    detectionLimit: one.detectionLimit == null ? '' : String(one.detectionLimit),
    method: one.method ?? '',
    analysedAt: one.analysedAt.trim(),
    analyst: one.analyst ?? '',
  }));
  const bringer: Bringer = {
    actor: null,
    name: machine.name,
    mayWrite: (unitPath) => unitPath.startsWith(machine.unitPath),
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  const file = {
    bytes: Buffer.from(JSON.stringify({ rows: input })),
    name: '检测结果.json',
    mime: 'application/json',
  };
  return bring(ctx, bringer, { rows, found: [], file, source: 'api' }, commit, tongue);
}

async function bring(
  ctx: Context,
  who: Bringer,
  brought: Brought,
  commit: boolean,
  tongue: Tongue,
): Promise<LabReport> {
  const read = readRows(brought.rows);
  const run = async (tx: Tx | Context['db'], locked: boolean) => {
    const { results, found } = await checkAgainst(ctx, who, read.rows, tx, locked);
    return { results, found: [...brought.found, ...read.found, ...found] };
  };
  const report = (
    { results, found }: Awaited<ReturnType<typeof run>>,
    sheetId: number | null,
  ): LabReport => ({
    committed: sheetId !== null,
    sheetId,
    rows: brought.rows.length,
    good: results.length,
    tasks: [...new Set(results.map((one) => one.container.taskId))].toSorted((a, b) => a - b),
    problems: found
      .toSorted((a, b) => a.row - b.row)
      .slice(0, MOST_TOLD)
      .map((one) => told(one, tongue)),
  });
  if (!commit) return report(await run(ctx.db, false), null);
  return who.transaction(async (tx) => {
    const outcome = await run(tx, true);
    if (outcome.found.some((one) => one.severity === 'error')) return report(outcome, null);
    return report(outcome, await keep(ctx, who, brought, outcome.results, tx));
  });
}

async function checkAgainst(
  ctx: Context,
  who: Bringer,
  rows: Parameters<typeof checkRows>[0],
  db: Tx | Context['db'],
  locked: boolean,
): Promise<ReturnType<typeof checkRows>> {
  const named = await containersByCode(db, [...new Set(rows.map((one) => one.container))]);
  const taskIds = [...new Set(named.map((one) => one.taskId))];
  // What is checked must still hold when it is written: nobody reports or reviews these tasks meanwhile.
  if (locked) await lockTasks(db, today(ctx), taskIds);
  const all = await containersOfTasks(db, taskIds);
  const containers = new Map(
    all.map((one): [string, KnownContainer] => [one.code, { ...one, sampledAt: one.sampledAt.getTime() }]),
  );
  return checkRows(rows, {
    now: ctx.clock.now(),
    containers,
    mayWrite: who.mayWrite,
    existing: await existingResults(db, [...containers.keys()]),
    highest: await highestOfficial(db, taskIds),
  });
}

async function keep(
  ctx: Context,
  who: Bringer,
  { file, source, rows }: Brought,
  results: readonly CheckedResult[],
  tx: Tx,
): Promise<number> {
  const at = new Date(ctx.clock.now());
  const { sha256 } = await ctx.files.put(file.bytes, { name: file.name, mime: file.mime }, tx);
  const byUser = who.actor?.userId ?? null;
  const sheetId = await insertSheet(tx, { sha256, source, rows: rows.length, byName: who.name, byUser, at });
  const changed = results.filter((one) => !one.unchanged);
  await putResults(
    tx,
    changed.map((one) => ({
      taskId: one.container.taskId,
      container: one.container.code,
      item: one.item,
      unitPath: one.container.unitPath,
      kind: one.container.kind,
      value: one.value,
      detectionLimit: one.detectionLimit,
      unit: one.unit,
      method: one.method || null,
      analysedAt: new Date(one.analysedAt).toISOString(),
      analyst: one.analyst || who.name,
      source,
      sheetId,
      sheetRow: one.row,
      warnings: one.warnings.map(({ definition, params }) => ({
        code: definition.code,
        message: fillMessage(definition.zh, params),
      })),
    })),
    at,
  );
  for (const [taskId, mine] of Map.groupBy(changed, (one) => one.container.taskId)) {
    const { taskCode, taskState, unitPath } = mine[0]!.container;
    await setTaskState(tx, taskId, taskState, at);
    await ctx.audit.record(tx, {
      actor: who.actor,
      action: 'monitoring.results.imported',
      subject: taskCode,
      unitPath,
      detail: { sha256, sheetId, results: mine.length, by: who.name },
    });
  }
  return sheetId;
}
