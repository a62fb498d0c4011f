import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { SIGNAL_TRIALS } from '@tarim/standards';
import type { DetectorRow, saveSetting as saveRoute } from '../../contract.ts';
import { wilson } from '../domain/lead.ts';
import { FACTORY } from '../factory.ts';
import { verdictCounts } from '../sql/feedback.ts';
import { openCounts } from '../sql/leads.ts';
import { runCounts } from '../sql/runs.ts';
import { insertSetting, type SettingRow, settingVersions } from '../sql/settings.ts';
import { iso } from './read-leads.ts';

const present = ({
  version,
  enabled,
  threshold,
  windowDays,
  reason,
  by,
  at,
}: SettingRow): DetectorRow['setting'] => ({
  version,
  enabled,
  threshold,
  windowDays,
  reason,
  by,
  at: iso(at),
});
/** Since when the factory's hold: since ever. */
const EVER = new Date('2020-01-01T00:00:00+08:00');

export async function listDetectors(ctx: Context): Promise<{ detectors: DetectorRow[] }> {
  const [versions, verdicts, open, runs] = await Promise.all([
    settingVersions(ctx.db),
    verdictCounts(ctx.db),
    openCounts(ctx.db),
    runCounts(ctx.db),
  ]);
  return {
    detectors: FACTORY.map(({ source, confidence, ...factory }): DetectorRow => {
      const { detector } = factory;
      const own = versions.filter((one) => one.detector === detector);
      const all = [
        ...own,
        { ...factory, version: 0, enabled: true, reason: 'factory', by: '', at: EVER },
      ].map(present);
      const { confirmed, innocent, unclear } = verdicts.get(detector) ?? {
        confirmed: 0,
        innocent: 0,
        unclear: 0,
      };
      const n = confirmed + innocent;
      const interval = wilson(confirmed, n);
      const trial = SIGNAL_TRIALS.find((one) => one.code === detector);
      return {
        detector,
        source,
        confidence,
        setting: all[0]!,
        versions: all.slice(1),
        feedback: {
          confirmed,
          innocent,
          unclear,
          precision: n === 0 ? null : confirmed / n,
          interval: interval && [interval[0], interval[1]],
        },
        open: open.get(detector) ?? 0,
        trial: trial
          ? {
              positives: trial.positives,
              auc: trial.auc,
              at: trial.at.map((one) => ({ ...one })),
              source: trial.source,
            }
          : null,
        runs: runs.get(detector) ?? { told: 0, notTold: 0 },
      };
    }),
  };
}

/** Writes a new version, which holds for runs from now on; leads keep the one that found them. */
export async function saveSetting(
  ctx: Context,
  actor: Actor,
  detector: DetectorRow['detector'],
  body: Static<NonNullable<typeof saveRoute.body>>,
): Promise<{ version: number }> {
  ctx.policy.require(actor, 'signals.configure', { unitPath: '/' });
  const version = await asActor(ctx, actor, 'signals.configure', async (tx) => {
    const { enabled, threshold, windowDays, reason } = body;
    const saved = await insertSetting(tx, {
      detector,
      enabled,
      threshold,
      windowDays,
      reason: reason.trim(),
      by: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'signals.setting.save',
      subject: `detector/${detector}`,
      unitPath: '/',
      detail: { version: saved, enabled, threshold, windowDays, reason: reason.trim() },
    });
    return saved;
  });
  return { version };
}
