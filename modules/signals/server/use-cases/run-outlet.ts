import { createHash } from 'node:crypto';
import { DAY_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { type DetectorSetting, detectAll } from '../domain/detect.ts';
import { DETECTOR_VERSION } from '../factory.ts';
import { feedHash, outletFeed } from '../feeds/outlet.ts';
import type { ReadInfo } from '../feeds/parameters.ts';
import { latestHash } from '../sql/runs.ts';
import { type Found, raise, type Subject } from './raise.ts';

export type RunResult = 'nothing' | 'unchanged' | { readonly opened: number };

/**
 * All detectors over one outlet, each over its own window up to now, or over the period that a person asked for. Does nothing where nothing
 * that goes in has changed since the last run.
 */
export async function runOutlet(
  ctx: Context,
  readInfo: ReadInfo,
  point: RegisteredPoint,
  settings: ReadonlyMap<string, DetectorSetting>,
  period?: { readonly from: number; readonly to: number },
): Promise<RunResult> {
  const now = ctx.clock.now();
  const longest = Math.max(...[...settings.values()].map((one) => one.windowDays));
  const feed = await outletFeed(ctx, readInfo, point, period ?? { from: now - longest * DAY_MS, to: now });
  if (!feed || feed.hours === 0) return 'nothing';
  const used = period
    ? new Map([...settings].map(([key, one]) => [key, { ...one, windowDays: longest + 366 }]))
    : settings;
  const hash = createHash('sha256')
    .update(feedHash(feed))
    .update(JSON.stringify([DETECTOR_VERSION, [...used.values()]]))
    .digest('hex');
  if (hash === (await latestHash(ctx.db, point.id))) return 'unchanged';
  const subject: Subject = {
    key: `point/${point.id}`,
    name: point.name,
    pointId: point.id,
    otherId: null,
    enterpriseId: point.enterpriseId,
    enterpriseName: point.enterpriseName,
    unitPath: point.unitPath,
    simulated: point.simulated,
  };
  const found: Found[] = detectAll(feed, used).map(({ signal, code, otherId, evidence }) => ({
    subject:
      otherId === null
        ? subject
        : {
            ...subject,
            key: `pair/${point.id}-${otherId}`,
            name: `${point.name} / ${evidence.other}`,
            otherId,
          },
    code,
    signal,
    evidence,
  }));
  return { opened: await raise(ctx, found, settings, hash) };
}
