import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import type {
  Area,
  Effect,
  EffectDetail,
  EffectScheme,
  EffectSchemeInput,
  EffectStep,
  evaluateEffects as evaluateRoute,
  listEffects as listRoute,
} from '../../contract.ts';
import { judge } from '../domain/effect.ts';
import { redlineErrors as E } from '../errors.ts';
import { requireDay, requireOrder, today } from '../frame.ts';
import { areasOn } from '../sql/areas.ts';
import {
  type EffectRow,
  effectById,
  effectPeriods,
  effectSchemes,
  effectsOf,
  endScheme,
  insertEffects,
  insertScheme,
  lockScheme,
  type NewEffect,
  otherEffects,
  schemeById,
} from '../sql/effects.ts';
import { importsOfValues, indicators } from '../sql/indicators.ts';
import { inputReader, type Span } from './effect-inputs.ts';

const RECORD = 'redline.record';

/** The same text whatever the order of keys: jsonb gives its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** @throws TarimError REDLINE_EFFECT_YEARS */
export function spanOf(ctx: Pick<Context, 'clock'>, baseline: number, target: number): Span {
  const now = today(ctx);
  if (target <= baseline || target > Number(now.slice(0, 4)))
    throw new TarimError(E.effectYears, { baseline, target });
  const end = `${target}-12-31`;
  return { baseline, target, until: end < now ? end : now };
}

/** Results of some areas that are not there yet, with the same inputs, by the same version of the scheme. */
export async function newEffects(
  db: DbOrTx,
  areas: readonly Area[],
  scheme: EffectScheme,
  span: Span,
): Promise<{ added: NewEffect[]; judged: number }> {
  const { baseline, target } = span;
  const inputsOf = await inputReader(db, scheme, span);
  const last = new Map(
    (await effectsOf(db, { schemeKey: scheme.key, baseline, target })).map((one) => [
      `${one.kind}/${one.code}`,
      one,
    ]),
  );
  let judged = 0;
  const added = areas.flatMap((area): NewEffect[] => {
    const { kind, code, name, unitPath, version: areaVersion } = area;
    const { inputs, simulated } = inputsOf(area);
    const outcome = judge(scheme, inputs);
    if (outcome.index !== null) judged++;
    const before = last.get(`${kind}/${code}`);
    const same =
      before?.schemeId === scheme.id &&
      before.areaVersion === areaVersion &&
      before.simulated === simulated &&
      canonical(before.inputs) === canonical(inputs);
    if (same) return [];
    const facts = { kind, code, name, unitPath, areaVersion, baseline, target, simulated };
    return [{ ...facts, schemeId: scheme.id, schemeKey: scheme.key, inputs, outcome }];
  });
  return { added, judged };
}

/** @throws TarimError REDLINE_EFFECT_YEARS, REDLINE_SCHEME_UNKNOWN */
export async function evaluateEffects(
  ctx: Context,
  actor: Actor,
  { schemeKey, baseline, target, kind, unitPath }: Static<NonNullable<typeof evaluateRoute.body>>,
): Promise<Static<NonNullable<typeof evaluateRoute.response>>> {
  const span = spanOf(ctx, baseline, target);
  if (unitPath !== undefined) ctx.policy.require(actor, RECORD, { unitPath });
  const scheme = (await effectSchemes(ctx.db, today(ctx))).find((one) => one.key === schemeKey);
  if (!scheme) throw new TarimError(E.schemeUnknown, { key: schemeKey });
  const areas = (await areasOn(ctx.db, span.until, { kind, unitPath })).filter((one) =>
    ctx.policy.can(actor, RECORD, { unitPath: one.unitPath }),
  );
  return asActor(ctx, actor, RECORD, async (tx) => {
    const { added, judged } = await newEffects(tx, areas, scheme, span);
    if (added.length > 0) {
      await insertEffects(tx, added, actor.name, new Date(ctx.clock.now()));
      await ctx.audit.record(tx, {
        actor,
        action: 'redline.effects.evaluated',
        subject: `${schemeKey}@${scheme.version} ${baseline}-${target}`,
        detail: { areas: areas.length, added: added.length, judged },
      });
    }
    return { areas: areas.length, added: added.length, judged };
  });
}

const told = (row: EffectRow): Effect => {
  const { schemeKey: _key, inputs: _inputs, outcome, grades, ...facts } = row;
  const grade = outcome.grade === null ? null : grades[outcome.grade]!;
  return {
    ...facts,
    index: outcome.index,
    grade: outcome.grade,
    gradeNames: grade ? { zh: grade.zh, en: grade.en } : null,
    share: outcome.share,
    lacking: outcome.lacking.map((one) => one.indicator),
  };
};

export async function listEffects(
  { db }: Pick<Context, 'db'>,
  { schemeKey, baseline, target, ...filter }: Static<NonNullable<typeof listRoute.query>>,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const periods = await effectPeriods(db, { kind: filter.code ? filter.kind : undefined, code: filter.code });
  const period =
    periods.find(
      (one) =>
        (schemeKey === undefined || one.schemeKey === schemeKey) &&
        (baseline === undefined || one.baseline === baseline) &&
        (target === undefined || one.target === target),
    ) ?? null;
  const rows = period ? await effectsOf(db, { ...period, ...filter }) : [];
  return { periods, period, effects: rows.map(told) };
}

/** @throws TarimError REDLINE_EFFECT_UNKNOWN */
export async function getEffect({ db }: Pick<Context, 'db'>, id: number): Promise<EffectDetail> {
  const row = await effectById(db, id);
  if (!row) throw new TarimError(E.effectUnknown, { id });
  const scheme = await schemeById(db, row.schemeId);
  const values = row.inputs.flatMap((one) =>
    'lack' in one
      ? []
      : [one.baseline, one.target].flatMap(({ origin }) => (origin.of === 'import' ? origin.values : [])),
  );
  return {
    effect: told(row),
    scheme,
    steps: scheme.terms.map((term) => stepOf(term, row)),
    reproduced: canonical(judge(scheme, row.inputs)) === canonical(row.outcome),
    others: await otherEffects(db, row),
    imports: await importsOfValues(db, values),
  };
}

function stepOf({ indicator, weight }: EffectScheme['terms'][number], row: EffectRow): EffectStep {
  const input = row.inputs.find((one) => one.indicator === indicator);
  const weighed = row.outcome.weighed.find((one) => one.indicator === indicator);
  const lack = row.outcome.lacking.find((one) => one.indicator === indicator)?.lack ?? null;
  const ends = input && !('lack' in input) ? input : null;
  return {
    indicator,
    weight,
    lack,
    baseline: (ends?.baseline as EffectStep['baseline']) ?? null,
    target: (ends?.target as EffectStep['target']) ?? null,
    normalised: weighed?.normalised ?? null,
    score: weighed?.score ?? null,
    formula: weighed?.formula ?? null,
  };
}

/**
 * A new scheme, or the next version of a known one; results keep the version that made them.
 * @throws TarimError REDLINE_SCHEME_INDICATOR, REDLINE_SCHEME_GRADES, REDLINE_SCHEME_MONTHS, REDLINE_DAY_ORDER
 */
export async function reviseEffectScheme(
  ctx: Context,
  actor: Actor,
  input: EffectSchemeInput,
): Promise<EffectScheme> {
  requireDay(input.effectiveFrom);
  requireSound(input, new Set((await indicators(ctx.db)).map((one) => one.code)));
  return ctx.db.transaction().execute(async (tx) => {
    const last = await lockScheme(tx, input.key);
    if (last) {
      requireOrder(last.effectiveFrom, input.effectiveFrom);
      await endScheme(tx, last.id, input.effectiveFrom);
    }
    const made = await insertScheme(tx, input, (last?.version ?? 0) + 1, actor.name);
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.effect-scheme.revised',
      subject: input.key,
      detail: { version: made.version, effectiveFrom: input.effectiveFrom, reason: input.reason },
    });
    return made;
  });
}

function requireSound(
  { terms, grades, fromMonth, toMonth }: EffectSchemeInput,
  known: ReadonlySet<string>,
): void {
  const seen = new Set<string>();
  for (const { indicator } of terms) {
    if (!known.has(indicator) || seen.has(indicator)) throw new TarimError(E.schemeIndicator, { indicator });
    seen.add(indicator);
  }
  const falling = grades.every(({ from }, at) => {
    const before = at === 0 ? Number.POSITIVE_INFINITY : grades[at - 1]!.from;
    if (at === grades.length - 1) return from === null;
    return from !== null && before !== null && from < before;
  });
  if (!falling) throw new TarimError(E.schemeGrades);
  if (fromMonth > toMonth) throw new TarimError(E.schemeMonths, { from: fromMonth, to: toMonth });
}
