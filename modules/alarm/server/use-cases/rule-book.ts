import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { Context, DbOrTx, Tx } from '@tarim/platform';
import {
  devicesOfPoints,
  limitsAt,
  listPoints,
  pointParameters,
  type RegisteredPoint,
} from '@tarim/registry/queries';
import { watchRecords } from '@tarim/telemetry/queries';
import type { RuleBasis, RuleBody, RuleScope, WrittenRule } from '../../contract.ts';
import { type CompiledRule, compileRule } from '../domain/engine/compile.ts';
import type { PointFacts } from '../domain/engine/types.ts';
import { bookStamp, runningVersions } from '../sql/rule-book.ts';

/** How long what the registry says is taken for true; a change of it reaches the rules so late at most. */
const FRESH_MS = 60_000;

/** Written rules, compiled for each point and found by what arrives: (basis, point). */
export class RuleBook {
  readonly versions: readonly WrittenRule[];
  readonly #rules: ReadonlyMap<RuleBasis, ReadonlyMap<number, readonly CompiledRule[]>>;

  constructor(
    versions: readonly WrittenRule[],
    rules: ReadonlyMap<RuleBasis, ReadonlyMap<number, readonly CompiledRule[]>>,
  ) {
    this.versions = versions;
    this.#rules = rules;
  }

  /** Rules that look at this stream of this point; nearly always none. */
  at(basis: RuleBasis, pointId: number): readonly CompiledRule[] {
    return this.#rules.get(basis)?.get(pointId) ?? [];
  }

  pointsOf(basis: RuleBasis): number[] {
    return [...(this.#rules.get(basis)?.keys() ?? [])];
  }

  rule(ruleId: number, basis: RuleBasis, pointId: number): CompiledRule | null {
    return this.at(basis, pointId).find((rule) => rule.ruleId === ruleId) ?? null;
  }

  version(ruleId: number): WrittenRule | undefined {
    return this.versions.find((one) => one.id === ruleId);
  }
}

interface Kept {
  readonly stamp: string;
  readonly at: number;
  readonly book: RuleBook;
}
const books = new WeakMap<object, Kept>();

/** The rules in force, compiled; made anew when a version was written, and now and then for what the registry says. */
export async function ruleBook(ctx: Context, tx: Tx): Promise<RuleBook> {
  const stamp = await bookStamp(tx);
  const now = ctx.clock.now();
  const kept = books.get(ctx.db);
  if (kept && kept.stamp === stamp && Math.abs(now - kept.at) < FRESH_MS) return kept.book;
  const book = await makeBook(tx, await runningVersions(tx));
  await watchRecords(tx, 'realtime', book.pointsOf('realtime'));
  await watchRecords(tx, 'minute', book.pointsOf('minute'));
  books.set(ctx.db, { stamp, at: now, book });
  return book;
}

/** A change that others must see at once (a version was written, a test changed the registry). */
export function forgetRuleBook(ctx: Pick<Context, 'db'>): void {
  books.delete(ctx.db);
}

async function makeBook(db: DbOrTx, versions: readonly WrittenRule[]): Promise<RuleBook> {
  const rules = new Map<RuleBasis, Map<number, CompiledRule[]>>();
  if (versions.length === 0) return new RuleBook([], rules);
  const points = await listPoints(db);
  const wanted = new Map<number, WrittenRule[]>();
  for (const version of versions)
    for (const point of points)
      if (inScope(version.body.scope, point)) {
        const own = wanted.get(point.id);
        if (own) own.push(version);
        else wanted.set(point.id, [version]);
      }
  const facts = await factsOf(db, [...wanted.keys()]);
  for (const [pointId, own] of wanted)
    for (const version of own) {
      const { basis } = version.body;
      let byPoint = rules.get(basis);
      if (!byPoint) {
        byPoint = new Map();
        rules.set(basis, byPoint);
      }
      const compiled = compileRule(versionOf(version), facts.get(pointId)!);
      const there = byPoint.get(pointId);
      if (there) there.push(compiled);
      else byPoint.set(pointId, [compiled]);
    }
  return new RuleBook(versions, rules);
}

export function versionOf(rule: Pick<WrittenRule, 'id' | 'body' | 'effectiveFrom' | 'effectiveTo'>) {
  return {
    id: rule.id,
    body: rule.body,
    from: Date.parse(rule.effectiveFrom),
    to: rule.effectiveTo === null ? null : Date.parse(rule.effectiveTo),
  };
}

/** Whether a rule is for a point: every part of the scope that is given must fit. */
export function inScope(
  scope: RuleScope,
  point: Pick<RegisteredPoint, 'id' | 'kind' | 'unitPath' | 'controlLevel' | 'enterpriseId'>,
): boolean {
  const { kinds, unitPath, controlLevels, pointIds, enterpriseIds } = scope;
  if (kinds?.length && !kinds.includes(point.kind)) return false;
  if (unitPath && !point.unitPath.startsWith(unitPath)) return false;
  if (controlLevels?.length && !controlLevels.includes(point.controlLevel ?? '')) return false;
  if (pointIds?.length && !pointIds.includes(point.id)) return false;
  if (enterpriseIds?.length && !enterpriseIds.includes(point.enterpriseId ?? 0)) return false;
  return true;
}

export async function pointsInScope(db: DbOrTx, body: Pick<RuleBody, 'scope'>): Promise<RegisteredPoint[]> {
  return (await listPoints(db)).filter((point) => inScope(body.scope, point));
}

/** What rules ask of the registry, of these points. */
export async function factsOf(
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<ReadonlyMap<number, PointFacts>> {
  const [parameters, limits, devices] = [
    await pointParameters(db, pointIds),
    await limitsAt(db, pointIds),
    await devicesOfPoints(db, pointIds),
  ];
  const facts = new Map(
    pointIds.map((pointId) => [
      pointId,
      {
        pointId,
        units: {} as Record<string, string | null>,
        limits: [] as PointFacts['limits'][number][],
        intervals: {
          realtime: null as number | null,
          minute: null as number | null,
          hour: HOUR_MS,
          'verdict-hour': HOUR_MS,
          aqi: HOUR_MS,
          day: 24 * HOUR_MS,
          'verdict-day': 24 * HOUR_MS,
        },
      },
    ]),
  );
  for (const one of parameters) facts.get(one.pointId)!.units[one.code] = one.unit;
  for (const one of limits) {
    if (one.upper === null) continue;
    facts.get(one.pointId)!.limits.push({
      code: one.code,
      basis: one.basis,
      measure: one.measure,
      upper: one.upper,
      unit: one.unit,
      from: one.effectiveFrom,
      to: one.effectiveTo,
    });
  }
  const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
  for (const one of devices) {
    const { intervals } = facts.get(one.pointId)!;
    intervals.realtime = least(intervals.realtime, one.rtdInterval && one.rtdInterval * 1000);
    intervals.minute = least(intervals.minute, one.minuteInterval && one.minuteInterval * MINUTE_MS);
  }
  return facts;
}
