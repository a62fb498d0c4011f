import { boxOf, fromOffset, type GeosPool, parseAreal } from '@tarim/geo';
import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Check } from '../../contract.ts';
import { judge } from '../domain/judge.ts';
import { sharesOf } from '../domain/shares.ts';
import { zoningErrors } from '../errors.ts';
import { insertCheck } from '../sql/checks.ts';
import { readRules } from '../sql/rules.ts';
import { readUnits } from '../sql/units.ts';
import { versionOn } from '../sql/versions.ts';
import { usable } from './import-units.ts';

export interface CheckInput {
  readonly project: string;
  readonly geometry: unknown;
  readonly crs?: 'CGCS2000' | 'WGS84' | 'GCJ-02' | 'BD-09';
  readonly industry?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly day?: string;
}

/** A project against the plan of a day (项目准入研判); the answer is kept as it was given. */
export async function runCheck(
  ctx: Context,
  geos: GeosPool,
  actor: Actor,
  input: CheckInput,
): Promise<Check> {
  const now = ctx.clock.now();
  const day = input.day ?? beijingDate(now);
  const version = await versionOn(ctx.db, day);
  if (!version) throw new TarimError(zoningErrors.noVersion, { day });
  const { value, problems } = parseAreal(input.geometry);
  if (!value) {
    const { path = '', message = '' } = problems[0] ?? {};
    throw new TarimError(zoningErrors.siteUnreadable, { path, reason: message });
  }
  const given =
    input.crs === 'GCJ-02' || input.crs === 'BD-09' ? fromOffset(value, input.crs).geometry : value;
  const site = await usable(geos, given);
  if (!site) throw new TarimError(zoningErrors.siteUnreadable, { path: '', reason: 'empty' });
  const { areaKm2, shares, uncovered } = await sharesOf(
    geos,
    site,
    await readUnits(ctx.db, version.id, boxOf(site)),
  );
  const said = judge(
    await readRules(ctx.db, version.id),
    shares.map((one) => one.unit),
    { industry: input.industry ?? null, parameters: input.parameters ?? {} },
    uncovered,
  );
  return ctx.db.transaction().execute(async (tx) => {
    const kept = await insertCheck(
      tx,
      {
        project: input.project.trim(),
        versionId: version.id,
        versionName: version.name,
        simulated: version.simulated,
        day,
        industry: input.industry ?? null,
        parameters: { ...input.parameters },
        verdict: said.verdict,
        decisive: said.decisive?.id ?? null,
        findings: said.findings.map(({ verdict, rule }) => ({ verdict, rule })),
        units: shares.map(({ unit, areaKm2: part, share }) => ({
          code: unit.code,
          name: unit.name,
          class: unit.class,
          areaKm2: part,
          share,
        })),
        uncovered,
        areaKm2,
        repaired: site !== given,
        geometry: site,
      },
      actor.name,
      now,
    );
    await ctx.audit.record(tx, { actor, action: 'zoning.check.made', subject: String(kept.id) });
    return kept;
  });
}
