import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { Fix } from '../../contract.ts';
import { trackingErrors as E } from '../errors.ts';
import type { FrameSource } from '../frames.ts';
import { explainEntry, isTerminalFrame } from '../projector/decode.ts';
import { trackRows, trailRows } from '../sql/fixes.ts';
import { standing } from './terminals.ts';

const MOST = 5_000;
const DAY_HOURS = 24;

/** @throws TarimError TRACKING_ID_UNKNOWN */
export async function getTrack(
  ctx: Context,
  id: number,
  span: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<{ fixes: Fix[]; whole: boolean }> {
  await standing(ctx.db, id);
  const to = span.to ? new Date(span.to) : new Date(ctx.clock.now() + HOUR_MS);
  const from = span.from ? new Date(span.from) : new Date(to.getTime() - (DAY_HOURS + 1) * HOUR_MS);
  const rows = await trackRows(ctx.db, { terminalId: id, from, to, limit: MOST });
  return {
    whole: rows.length < MOST,
    fixes: rows.map(({ terminalId: _, sampledAt, receivedAt, judgedAt, marks, ...one }) => ({
      ...one,
      marks: [...marks],
      sampledAt: beijingIso(sampledAt.getTime()),
      receivedAt: beijingIso(receivedAt.getTime()),
      judgedAt: beijingIso(judgedAt.getTime()),
    })),
  };
}

const MOST_OF_TRAIL = 300;

export async function listTrails(ctx: Context, hours: number) {
  const from = new Date(ctx.clock.now() - hours * HOUR_MS);
  return { trails: await trailRows(ctx.db, from, MOST_OF_TRAIL) };
}

/** A frame as it came. @throws TarimError TRACKING_FRAME_UNKNOWN, TRACKING_LOG_UNAVAILABLE */
export async function getFrame(source: FrameSource, lsn: number) {
  const log = source();
  if (!log) throw new TarimError(E.logUnavailable);
  const entry = await log.readAt(lsn);
  if (!entry || !isTerminalFrame(entry)) throw new TarimError(E.frameUnknown, { lsn });
  const { receivedAt, transport, remote } = entry;
  return { lsn, receivedAt: beijingIso(receivedAt), transport, remote, ...explainEntry(entry) };
}
