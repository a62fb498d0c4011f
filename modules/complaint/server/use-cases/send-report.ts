import { beijingDate, TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  evidenceKind,
  type Tx,
  withoutCameraNotes,
} from '@tarim/platform';
import { unitAt, unitByPath } from '@tarim/region/queries';
import type { Channel, Receipt, ReportBody } from '../../contract.ts';
import { hashOfCode, newCode, numberOf } from '../domain/receipt.ts';
import { complaintErrors as E } from '../errors.ts';
import { insertContact, insertPhoto } from '../sql/beside.ts';
import { insertFile } from '../sql/files.ts';
import { HANDLE } from './actions.ts';

export interface Sent extends Receipt {
  readonly id: number;
}

/** How a report reached us; `at` only where the simulation tells of the past. */
interface Way {
  readonly channel: Channel;
  readonly at?: number;
  readonly simulated?: boolean;
}

/**
 * 公众举报: kept with a receipt number and a code that is told once.
 * @throws TarimError COMPLAINT_PLACE_MISSING, …_PLACE_OUTSIDE, …_UNIT_UNKNOWN, …_HAPPENED_IN_FUTURE, …_PHOTO_UNREADABLE
 */
export async function sendReport(
  ctx: Context,
  report: ReportBody,
  way: Way = { channel: 'portal' },
): Promise<Sent> {
  const found = await checked(ctx, report);
  return ctx.db.transaction().execute((tx) => keep(ctx, tx, null, report, found, way));
}

/** Registers what was told by telephone, letter or visit. @throws as `sendReport`, and FORBIDDEN */
export async function registerComplaint(
  ctx: Context,
  actor: Actor,
  { channel, ...report }: ReportBody & { channel: Channel },
): Promise<Sent> {
  const found = await checked(ctx, report);
  ctx.policy.require(actor, HANDLE, { unitPath: found.unitPath });
  return asActor(ctx, actor, HANDLE, (tx) => keep(ctx, tx, actor, report, found, { channel }));
}

interface Checked {
  readonly unitPath: string;
  readonly photos: readonly Uint8Array[];
}

async function checked(ctx: Context, report: ReportBody): Promise<Checked> {
  if (report.happenedOn !== null && report.happenedOn > beijingDate(ctx.clock.now()))
    throw new TarimError(E.happenedFuture);
  const photos = report.photos.map((text, index) => {
    const bytes = Buffer.from(text, 'base64');
    const bare =
      evidenceKind(bytes, { documents: false }) === 'image/jpeg' ? withoutCameraNotes(bytes) : null;
    if (!bare) throw new TarimError(E.photoUnreadable, { nth: index + 1 });
    return bare;
  });
  return { unitPath: await unitOf(ctx, report), photos };
}

/** The unit that a marked place lies in, else the one that was chosen. */
async function unitOf(ctx: Context, { place, unitPath }: ReportBody): Promise<string> {
  if (place) {
    const unit = await unitAt(ctx.db, place.lon, place.lat);
    if (!unit) throw new TarimError(E.placeOutside);
    return unit.path;
  }
  if (unitPath === null) throw new TarimError(E.placeMissing);
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return unitPath;
}

async function keep(
  ctx: Context,
  tx: Tx,
  actor: Actor | null,
  report: ReportBody,
  { unitPath, photos }: Checked,
  { channel, at, simulated = false }: Way,
): Promise<Sent> {
  const receivedAt = new Date(at ?? ctx.clock.now());
  const name = report.name.trim();
  const contact = report.contact.trim();
  const realName = name !== '' || contact !== '';
  const code = newCode();
  const id = await insertFile(tx, {
    unitPath,
    channel,
    kind: report.kind,
    receivedAt,
    happenedOn: report.happenedOn,
    object: report.object.trim(),
    facts: report.facts.trim(),
    address: report.address.trim(),
    lon: report.place?.lon ?? null,
    lat: report.place?.lat ?? null,
    realName,
    codeHash: hashOfCode(code),
    simulated,
  });
  if (realName) await insertContact(tx, id, ctx.secrets.seal(JSON.stringify({ name, contact })));
  for (const [index, bytes] of photos.entries()) {
    const { sha256 } = await ctx.files.put(bytes, { name: `${index + 1}.jpg`, mime: 'image/jpeg' }, tx);
    await insertPhoto(tx, { complaintId: id, nth: index + 1, unitPath, sha256 });
  }
  const number = numberOf(id, beijingDate(receivedAt.getTime()));
  await ctx.audit.record(tx, {
    actor,
    action: 'complaint.received',
    subject: `complaint/${id}`,
    unitPath,
    detail: { channel, kind: report.kind, photos: photos.length },
  });
  return { id, number, code };
}
