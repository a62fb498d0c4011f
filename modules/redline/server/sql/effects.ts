import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AreaKind, Effect, EffectScheme, EffectSchemeInput } from '../../contract.ts';
import type { Input, Outcome, Seen } from '../domain/effect.ts';

const SCHEME = sql`id, key, version, name, terms, grades, least_share as "leastShare", from_month as "fromMonth", to_month as "toMonth",
  days_apart as "daysApart", basis, confidence, effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo",
  changed_by as "changedBy", reason`;

/** Those in force on a day; all versions where no day is given. */
export async function effectSchemes(db: DbOrTx, on: string | null): Promise<EffectScheme[]> {
  const { rows } = await sql<EffectScheme>`
    select ${SCHEME} from redline.effect_scheme
    where ${on}::date is null or (effective_from <= ${on}::date and (effective_to is null or effective_to > ${on}::date))
    order by key, version desc
  `.execute(db);
  return rows;
}

export async function schemeById(db: DbOrTx, id: number): Promise<EffectScheme> {
  const { rows } =
    await sql<EffectScheme>`select ${SCHEME} from redline.effect_scheme where id = ${id}`.execute(db);
  return rows[0]!;
}

/** The newest version of a key, held still. */
export async function lockScheme(tx: DbOrTx, key: string): Promise<EffectScheme | null> {
  const { rows } = await sql<EffectScheme>`
    select ${SCHEME} from redline.effect_scheme where key = ${key} order by version desc limit 1 for update
  `.execute(tx);
  return rows[0] ?? null;
}

export async function endScheme(tx: DbOrTx, id: number, on: string): Promise<void> {
  await sql`update redline.effect_scheme set effective_to = ${on}::date where id = ${id}`.execute(tx);
}

export async function insertScheme(
  tx: DbOrTx,
  one: EffectSchemeInput,
  version: number,
  by: string,
): Promise<EffectScheme> {
  const { rows } = await sql<EffectScheme>`
    insert into redline.effect_scheme (key, version, name, terms, grades, least_share, from_month, to_month, days_apart, basis, confidence,
      effective_from, changed_by, reason)
    values (${one.key}, ${version}, ${one.name}, ${JSON.stringify(one.terms)}::jsonb, ${JSON.stringify(one.grades)}::jsonb, ${one.leastShare},
      ${one.fromMonth}, ${one.toMonth}, ${one.daysApart}, ${one.basis}, ${one.confidence}, ${one.effectiveFrom}::date, ${by}, ${one.reason})
    returning ${SCHEME}
  `.execute(tx);
  return rows[0]!;
}

/** What scenes tell of areas in a year. */
export interface SceneFigures extends Seen {
  readonly kind: AreaKind;
  readonly code: string;
  readonly ndvi: number | null;
  readonly fvc: number | null;
  readonly waterShare: number | null;
  readonly simulated: boolean;
}

export async function sceneFigures(
  db: DbOrTx,
  years: readonly number[],
  leastSeen: number,
): Promise<SceneFigures[]> {
  const { rows } = await sql<SceneFigures>`
    select kind, code, scene_id as scene, taken_on::text as "on", rule, seen, gsd, ndvi, fvc, water_share as "waterShare", simulated
    from redline.area_status where extract(year from taken_on) = any(${[...years]}::int[]) and seen >= ${leastSeen}
    order by taken_on, scene_id
  `.execute(db);
  return rows;
}

/** A patch that was found to be people's doing, in an area, and was not closed at the end of a year. */
export interface Disturbed {
  readonly kind: AreaKind;
  readonly code: string;
  readonly patch: number;
  /** Inside of the area. */
  readonly areaM2: number;
  readonly simulated: boolean;
}

/**
 * Patches judged to be people's doing (违法违规, 合法合规, 允许的有限人为活动) whose later image is not after the day, less those whose
 * rectification was accepted by then (销号); judgements count as they are known now.
 */
export async function disturbedOn(db: DbOrTx, day: string): Promise<Disturbed[]> {
  const { rows } = await sql<Disturbed>`
    select i ->> 'kind' as kind, i ->> 'code' as code, p.id as patch, (i ->> 'areaM2')::float8 as "areaM2", p.simulated
    from redline.patch p cross join jsonb_array_elements(p.meets -> 'areas') i
    where p.judgement in ('violation', 'lawful', 'allowed') and p.state <> 'superseded' and p.after_on <= ${day}::date
      and coalesce((select e.to_state from redline.patch_event e
        where e.patch_id = p.id and e.at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai' order by e.id desc limit 1), '')
        <> all(array['closed', 'looked-back'])
    order by p.id
  `.execute(db);
  return rows;
}

/** Units in which somebody looked for changes in a year: there is a patch, of whatever fate, whose later image is of it. */
export async function unitsLookedAt(db: DbOrTx, year: number): Promise<string[]> {
  const { rows } = await sql<{ unitPath: string }>`
    select distinct unit_path as "unitPath" from redline.patch
    where after_on >= make_date(${year}::int, 1, 1) and after_on <= make_date(${year}::int, 12, 31)
  `.execute(db);
  return rows.map((one) => one.unitPath);
}

/** A result as it is kept. */
export interface NewEffect {
  readonly kind: AreaKind;
  readonly code: string;
  readonly name: string;
  readonly unitPath: string;
  readonly areaVersion: number;
  readonly schemeId: number;
  readonly schemeKey: string;
  readonly baseline: number;
  readonly target: number;
  readonly inputs: readonly Input[];
  readonly outcome: Outcome;
  readonly simulated: boolean;
}
export interface EffectRow extends NewEffect {
  readonly id: number;
  readonly schemeVersion: number;
  readonly grades: EffectScheme['grades'];
  readonly by: string;
  readonly at: string;
}

export async function insertEffects(
  tx: DbOrTx,
  rows: readonly NewEffect[],
  by: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into redline.effect_result (kind, code, name, unit_path, area_version, scheme_id, scheme_key, baseline, target, index, grade, share,
      inputs, outcome, simulated, by_name, at)
    select n.kind, n.code, n.name, n."unitPath", n."areaVersion", n."schemeId", n."schemeKey", n.baseline, n.target,
      (n.outcome ->> 'index')::float8, (n.outcome ->> 'grade')::int, (n.outcome ->> 'share')::float8, n.inputs, n.outcome, n.simulated, ${by}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(kind text, code text, name text, "unitPath" text, "areaVersion" int,
      "schemeId" int, "schemeKey" text, baseline int, target int, inputs jsonb, outcome jsonb, simulated boolean)
  `.execute(tx);
}

const ROW = sql`r.id, r.kind, r.code, r.name, r.unit_path as "unitPath", r.area_version as "areaVersion", r.scheme_id as "schemeId",
  r.scheme_key as "schemeKey", s.version as "schemeVersion", s.grades, r.baseline, r.target, r.inputs, r.outcome, r.simulated,
  r.by_name as "by", r.at`;
const told = (row: Omit<EffectRow, 'at'> & { at: Date }): EffectRow => ({
  ...row,
  at: beijingIso(row.at.getTime()),
});

export interface EffectFilter {
  readonly schemeKey: string;
  readonly baseline: number;
  readonly target: number;
  readonly kind?: AreaKind | undefined;
  readonly code?: string | undefined;
  readonly unitPath?: string | undefined;
}

/** The newest result of each area. */
export async function effectsOf(db: DbOrTx, one: EffectFilter): Promise<EffectRow[]> {
  const { rows } = await sql<Omit<EffectRow, 'at'> & { at: Date }>`
    select distinct on (r.kind, r.code) ${ROW} from redline.effect_result r join redline.effect_scheme s on s.id = r.scheme_id
    where r.scheme_key = ${one.schemeKey} and r.baseline = ${one.baseline} and r.target = ${one.target}
      and (${one.kind ?? null}::text is null or r.kind = ${one.kind ?? null})
      and (${one.code ?? null}::text is null or r.code = ${one.code ?? null})
      and (${one.unitPath ?? null}::text is null or starts_with(r.unit_path, ${one.unitPath ?? ''}))
    order by r.kind, r.code, r.id desc
  `.execute(db);
  return rows.map(told);
}

export async function effectById(db: DbOrTx, id: number): Promise<EffectRow | null> {
  const { rows } = await sql<Omit<EffectRow, 'at'> & { at: Date }>`
    select ${ROW} from redline.effect_result r join redline.effect_scheme s on s.id = r.scheme_id where r.id = ${id}
  `.execute(db);
  return rows[0] ? told(rows[0]) : null;
}

/** Other results of the same area, scheme and period, the newest first. */
export async function otherEffects(
  db: DbOrTx,
  one: EffectRow,
): Promise<Pick<Effect, 'id' | 'index' | 'at' | 'by'>[]> {
  const { rows } = await sql<{ id: number; index: number | null; at: Date; by: string }>`
    select id, index, at, by_name as "by" from redline.effect_result
    where kind = ${one.kind} and code = ${one.code} and scheme_key = ${one.schemeKey} and baseline = ${one.baseline}
      and target = ${one.target} and id <> ${one.id} order by id desc limit 100
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/** Periods that were evaluated, the last one first. */
export async function effectPeriods(
  db: DbOrTx,
  filter: { kind?: AreaKind | undefined; code?: string | undefined } = {},
): Promise<{ schemeKey: string; baseline: number; target: number; areas: number }[]> {
  const { rows } = await sql<{ schemeKey: string; baseline: number; target: number; areas: number }>`
    select scheme_key as "schemeKey", baseline, target, count(distinct kind || '/' || code)::int as areas from redline.effect_result
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.code ?? null}::text is null or code = ${filter.code ?? null})
    group by 1, 2, 3 order by max(id) desc
  `.execute(db);
  return rows;
}
