import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import type {
  ComplaintDetail,
  ComplaintKind,
  ComplaintState,
  ComplaintSummary,
  OpenComplaint,
} from '../../contract.ts';
import { clocksOf } from '../domain/clocks.ts';
import { standingOf } from '../domain/file.ts';
import { actsOffered } from '../domain/life.ts';
import { idOfNumber, numberOf } from '../domain/receipt.ts';
import { complaintErrors as E } from '../errors.ts';
import { looksAt, photosOf, publications } from '../sql/beside.ts';
import { type FileRow, fileById, fileRows, type StepRow, similarTo, stepsOf } from '../sql/files.ts';
import { actionOf, CONTACT, placeOf, READ, unitAbove } from './actions.ts';

const PAGE = 50;
const OPEN_PAGE = 20;

/** @throws TarimError COMPLAINT_FILE_UNKNOWN */
export async function requireFile(db: DbOrTx, id: number): Promise<FileRow> {
  const row = await fileById(db, id);
  if (!row) throw new TarimError(E.fileUnknown, { id });
  return row;
}

export const receivedOn = ({ receivedAt }: Pick<FileRow, 'receivedAt'>): string =>
  beijingDate(receivedAt.getTime());

/** Complaints of the units that the reader is competent for: they are no part of the shared map. */
export async function listFiles(
  ctx: Context,
  actor: Actor,
  query: {
    unit?: string;
    state?: ComplaintState;
    kind?: ComplaintKind;
    retaliation?: boolean;
    text?: string;
    before?: number;
    limit?: number;
  },
): Promise<{ files: ComplaintSummary[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const { text, ...where } = query;
  const number = text ? idOfNumber(text) : null;
  const rows = await fileRows(ctx.db, {
    ...where,
    ...(number ? { id: number.id } : { text: text || undefined }),
    units: ctx.policy.scope(actor, READ).unitPaths,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      shown.map(({ id }) => id),
    ),
    ({ complaintId }) => complaintId,
  );
  const calendars = new Map<string, WorkCalendar>();
  const files: ComplaintSummary[] = [];
  for (const row of shown) {
    const calendar = calendars.get(row.unitPath) ?? (await calendarOf(ctx, ctx.db, row.unitPath));
    calendars.set(row.unitPath, calendar);
    files.push(summaryOf(ctx, row, steps.get(row.id) ?? [], calendar));
  }
  return { files, before: rows.length > limit ? shown.at(-1)!.id : null };
}

function summaryOf(
  ctx: Context,
  row: FileRow,
  steps: readonly StepRow[],
  calendar: WorkCalendar,
): ComplaintSummary {
  const standing = standingOf(steps);
  const day = receivedOn(row);
  const [next] = clocksOf(day, standing, ctx.clock.now(), calendar).filter(({ light }) => light !== 'done');
  return {
    id: row.id,
    number: numberOf(row.id, day),
    unitPath: row.unitPath,
    channel: row.channel,
    kind: row.kind,
    object: standing.accepted?.object ?? row.object,
    state: standing.state,
    receivedOn: day,
    realName: row.realName,
    next: next ?? null,
    retaliation: row.retaliation,
    simulated: row.simulated,
  };
}

/** @throws TarimError COMPLAINT_FILE_UNKNOWN, FORBIDDEN */
export async function getFile(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<ComplaintDetail> {
  const row = await requireFile(db, id);
  ctx.policy.require(actor, READ, { unitPath: row.unitPath });
  const steps = await stepsOf(db, [id]);
  const standing = standingOf(steps);
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const similar = await similarTo(db, row, ctx.policy.scope(actor, READ).unitPaths);
  const into = standing.ended?.act === 'merge' ? await requireFile(db, standing.ended.into) : null;
  return {
    ...summaryOf(ctx, row, steps, calendar),
    facts: row.facts,
    address: row.address,
    place: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat },
    happenedOn: row.happenedOn,
    enterpriseId: row.enterpriseId,
    photos: (await photosOf(db, id)).length,
    steps: steps.map((one) => told(ctx, actor, row, one)),
    clocks: clocksOf(receivedOn(row), standing, ctx.clock.now(), calendar),
    similar: similar.map((one) => ({
      id: one.id,
      number: numberOf(one.id, receivedOn(one)),
      state: one.state,
      receivedOn: receivedOn(one),
    })),
    mergedInto: into && { id: into.id, number: numberOf(into.id, receivedOn(into)) },
    extended: standing.extension?.granted ?? false,
    published: standing.published,
    looks: (await looksAt(db, id)).map(({ at, ...one }) => ({ ...one, at: beijingIso(at.getTime()) })),
    mayLook: row.realName && ctx.policy.can(actor, CONTACT, { unitPath: row.unitPath }),
    acts: actsOffered(standing).filter((act) =>
      ctx.policy.can(actor, actionOf(act), { unitPath: placeOf(act, row.unitPath) }),
    ),
  };
}

/** What was told of retaliation is not for the unit that may be concerned by it. */
function told(
  ctx: Context,
  actor: Actor,
  row: FileRow,
  { nth, act: { act, on, ...facts }, by, at }: StepRow,
): ComplaintDetail['steps'][number] {
  const above = /retaliation$/.test(act);
  const may = !above || ctx.policy.can(actor, READ, { unitPath: unitAbove(row.unitPath) });
  return { nth, act, on, facts: may ? facts : {}, by: by.name, at: beijingIso(at.getTime()) };
}

/** @throws TarimError COMPLAINT_FILE_UNKNOWN, COMPLAINT_PHOTO_UNKNOWN, FORBIDDEN */
export async function photoOf(ctx: Context, actor: Actor, id: number, nth: number): Promise<Uint8Array> {
  const { unitPath } = await requireFile(ctx.db, id);
  ctx.policy.require(actor, READ, { unitPath });
  const photo = (await photosOf(ctx.db, id)).find((one) => one.nth === nth);
  const file = photo && (await ctx.files.get(photo.sha256));
  if (!file) throw new TarimError(E.photoUnknown);
  return file.bytes;
}

export async function listOpenComplaints(
  ctx: Context,
  before: number | undefined,
): Promise<{ complaints: OpenComplaint[]; before: number | null }> {
  const rows = await publications(ctx.db, before, OPEN_PAGE + 1);
  const shown = rows.slice(0, OPEN_PAGE);
  return {
    complaints: shown.map(({ content }) => content),
    before: rows.length > OPEN_PAGE ? shown.at(-1)!.id : null,
  };
}
