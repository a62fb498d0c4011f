import { createHash } from 'node:crypto';
import { peopleByIds } from '@tarim/identity/queries';
import { DAY_MS } from '@tarim/kernel';
import { laboratoryResults, samplingPresences } from '@tarim/monitoring/queries';
import type { Context, JobResult } from '@tarim/platform';
import { duplicateSamples, type Signal, twoPlacesAtOnce } from '@tarim/science';
import { commonUnit, parallelSignal, samplesOf } from '../domain/laboratory.ts';
import { presentSettings } from '../sql/settings.ts';
import { type Found, raise, type Subject } from '../use-cases/raise.ts';

const NOBODY = { pointId: null, otherId: null, enterpriseId: null, enterpriseName: null } as const;

/** Detectors of people who take samples and of laboratories, over what manual monitoring has of them. */
export async function runLaboratories(ctx: Context): Promise<JobResult> {
  const settings = await presentSettings(ctx.db);
  const now = ctx.clock.now();
  const from = (detector: string) => new Date(now - (settings.get(detector)?.windowDays ?? 90) * DAY_MS);
  const on = (detector: string) => settings.get(detector)?.enabled ?? false;
  const found: Found[] = [];
  const add = (subject: Subject, signal: Signal, evidence: Found['evidence'] = {}) =>
    found.push({ subject, code: '', signal, evidence });
  if (on('two-places-at-once')) {
    const all = await samplingPresences(ctx.db, from('two-places-at-once'), new Date(now));
    // A name without an account (brought in from elsewhere) may stand for several people.
    const known = new Set(
      (await peopleByIds(ctx.db, [...new Set(all.map((one) => one.samplerId))])).map((one) => one.id),
    );
    const presences = all.filter((one) => known.has(one.samplerId));
    for (const [id, own] of Map.groupBy(presences, (one) => one.samplerId)) {
      const { clashes, ...signal } = twoPlacesAtOnce(
        own.map(({ samplerId, place, lon, lat, at }) => ({
          person: samplerId,
          place,
          lon,
          lat,
          from: at,
          to: at,
        })),
      );
      add({ ...NOBODY, key: `person/${id}`, name: own[0]!.sampler, ...facts(own) }, signal, {
        clashes: clashes.slice(0, 20),
      });
    }
  }
  const results = await laboratoryResults(ctx.db, from('duplicate-samples'), new Date(now));
  for (const [body, own] of Map.groupBy(results, (one) => one.body)) {
    const subject: Subject = { ...NOBODY, key: `laboratory/${body}`, name: body, ...facts(own) };
    if (on('duplicate-samples')) {
      const { pairs, ...signal } = duplicateSamples(samplesOf(own));
      add(subject, signal, { pairs: pairs.slice(0, 20) });
    }
    if (on('identical-parallels')) add(subject, parallelSignal(own));
  }
  const hash = createHash('sha256')
    .update(JSON.stringify(found.map((one) => one.signal)))
    .digest('hex');
  return { subjects: found.length, opened: await raise(ctx, found, settings, hash) };
}

const facts = (own: readonly { readonly unitPath: string; readonly simulated: boolean }[]) => ({
  unitPath: commonUnit(own.map((one) => one.unitPath)),
  simulated: own.some((one) => one.simulated),
});
