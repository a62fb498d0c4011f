import { distance } from '@tarim/geo';
import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { SamplingInput, Task } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { monitoringErrors as E } from '../errors.ts';
import { putResults } from '../sql/results.ts';
import { addCustody, insertContainers, insertSampling, samplingOf } from '../sql/samples.ts';
import { presentTask, type TaskRow } from '../sql/tasks.ts';
import { knownTask, workOnTask } from './frame.ts';

/** A clock of a phone may run ahead by so much. */
const AHEAD_MS = 10 * 60_000;
/** Sampling may lie some days outside its month: ice, floods, a weekend. */
const GRACE_DAYS = 5;

/** Takes the field form of a task. A second sending of the same form (a phone without network) changes nothing. */
export async function submitSampling(
  ctx: Context,
  actor: Actor,
  id: number,
  input: SamplingInput,
): Promise<Task> {
  const before = await knownTask(ctx, id);
  ctx.policy.require(actor, 'monitoring.sample', { unitPath: before.unitPath });
  if ((await samplingOf(ctx.db, id))?.clientId === input.clientId) return presentTask(before);
  checkTime(ctx, before, Date.parse(input.sampledAt));
  for (const sha256 of input.photos ?? [])
    if (!(await ctx.files.get(sha256))) throw new TarimError(E.photoUnknown);
  const frame = { action: 'monitoring.sample', act: 'sample', audit: 'monitoring.task.sampled' } as const;
  return workOnTask(ctx, actor, id, frame, async ({ tx, task, at }) => {
    const form = named(task, input);
    checkItems(task, form);
    const owner = { taskId: id, unitPath: task.unitPath };
    const away = distanceTo(task, form);
    await insertSampling(tx, owner, form, { name: actor.name, userId: actor.userId, distance: away, at });
    const taken = await insertContainers(tx, owner, form.containers);
    if (taken) throw new TarimError(E.containerTaken, { code: taken });
    const collected = form.containers.map(({ code }) => ({ code, unitPath: task.unitPath }));
    const sampledAt = new Date(form.sampledAt);
    await addCustody(tx, collected, {
      step: 'collected',
      byName: actor.name,
      byUser: actor.userId,
      at: sampledAt,
      condition: null,
    });
    await putResults(tx, onSiteResults(task, form, actor.name), at);
    return {
      by: { sampledBy: actor.userId },
      detail: { containers: form.containers.length, onSite: Object.keys(form.onSite), distance: away },
    };
  });
}

function checkTime(ctx: Context, task: TaskRow, sampledAt: number): void {
  if (sampledAt > ctx.clock.now() + AHEAD_MS) throw new TarimError(E.sampledInFuture);
  const from = Date.parse(`${task.dueFrom}T00:00:00+08:00`) - GRACE_DAYS * DAY_MS;
  const to = Date.parse(`${task.dueTo}T00:00:00+08:00`) + (GRACE_DAYS + 1) * DAY_MS;
  if (sampledAt < from || sampledAt >= to)
    throw new TarimError(E.sampledOutside, { from: beijingDate(from), to: beijingDate(to - 1) });
}

/** Items under the names of the task, whatever the form calls them. */
function named(task: TaskRow, input: SamplingInput): SamplingInput {
  const name = (given: string) => monitoredItem(task.pointKind, given)?.item ?? given;
  return {
    ...input,
    onSite: Object.fromEntries(Object.entries(input.onSite).map(([item, value]) => [name(item), value])),
    containers: input.containers.map((one) => ({ ...one, items: one.items.map(name) })),
  };
}

function checkItems(task: TaskRow, { onSite, containers }: SamplingInput): void {
  const codes = containers.map((one) => one.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) throw new TarimError(E.containerRepeated, { code: twice });
  const asked = new Set(task.items);
  const foreign = containers.flatMap((one) => one.items).filter((item) => !asked.has(item));
  if (foreign.length > 0) throw new TarimError(E.itemNotAsked, { items: [...new Set(foreign)].join('、') });
  const bottled = new Set(containers.filter((one) => one.kind === 'sample').flatMap((one) => one.items));
  const open = task.items.filter((item) => !bottled.has(item) && onSite[item] === undefined);
  if (open.length > 0) throw new TarimError(E.itemsUncovered, { items: open.join('、') });
}

/** Metres from the site of the register; null where one of the two places is not known. */
function distanceTo({ lon, lat }: TaskRow, form: SamplingInput): number | null {
  const { lon: x, lat: y } = form;
  if (lon === null || lat === null || x == null || y == null) return null;
  return Math.round(distance([lon, lat], [x, y]));
}

/** What was measured at the site is a result at once; what the task does not ask for stays on the form. */
function onSiteResults(task: TaskRow, form: SamplingInput, analyst: string) {
  return Object.entries(form.onSite)
    .filter(([item]) => task.items.includes(item))
    .map(([item, value]) => ({
      taskId: task.id,
      container: '',
      item,
      unitPath: task.unitPath,
      kind: 'sample' as const,
      value,
      detectionLimit: null,
      unit: monitoredItem(task.pointKind, item)?.unit ?? '',
      method: null,
      analysedAt: form.sampledAt,
      analyst,
      source: 'on-site' as const,
      sheetId: null,
      sheetRow: null,
      warnings: [],
    }));
}
