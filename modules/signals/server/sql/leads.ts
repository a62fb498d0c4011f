import type { DbOrTx, Tx } from '@tarim/platform';
import type { SignalCode, Step } from '@tarim/science';
import { sql } from 'kysely';
import type { LeadState } from '../../contract.ts';

/** A lead as it is stored. */
export interface Lead {
  readonly id: number;
  readonly detector: SignalCode;
  readonly subject: string;
  /** '' for the subject as a whole. */
  readonly code: string;
  readonly subjectName: string;
  readonly pointId: number | null;
  readonly otherId: number | null;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly unitPath: string;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly strength: number;
  readonly toldStrength: number;
  readonly baseRate: number | null;
  readonly inputs: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly innocent: readonly string[];
  readonly steps: readonly Step[];
  readonly detectorVersion: string;
  readonly settingVersion: number;
  readonly state: LeadState;
  readonly decidedAt: Date | null;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly simulated: boolean;
}

const COLUMNS = sql`s.id, s.detector, s.subject, s.code, s.subject_name as "subjectName", s.point_id as "pointId", s.other_id as "otherId",
  s.enterprise_id as "enterpriseId", s.enterprise_name as "enterpriseName", s.unit_path as "unitPath", s.window_from as "windowFrom",
  s.window_to as "windowTo", s.strength, s.told_strength as "toldStrength", s.base_rate as "baseRate", s.inputs, s.figures, s.evidence,
  s.innocent, s.steps, s.detector_version as "detectorVersion", s.setting_version as "settingVersion", s.state,
  s.decided_at as "decidedAt", s.first_seen as "firstSeen", s.last_seen as "lastSeen", s.simulated`;

export interface LeadFilter {
  readonly detector?: string | undefined;
  readonly state?: LeadState | 'all' | undefined;
  readonly unit?: string | undefined;
  readonly minStrength?: number | undefined;
  readonly pointId?: number | undefined;
  readonly q?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function leadRows(db: DbOrTx, filter: LeadFilter): Promise<Lead[]> {
  const {
    detector = null,
    state = 'all',
    unit = null,
    minStrength = null,
    pointId = null,
    before = null,
  } = filter;
  const like = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<Lead>`
    select ${COLUMNS} from signals.signal s
    where (${detector}::text is null or s.detector = ${detector})
      and (${state} = 'all' or s.state = ${state})
      and (${unit}::text is null or starts_with(s.unit_path, ${unit}))
      and (${minStrength}::float8 is null or s.strength >= ${minStrength})
      and (${pointId}::int is null or s.point_id = ${pointId} or s.other_id = ${pointId})
      and (${like}::text is null or s.subject_name ilike ${like} or s.enterprise_name ilike ${like})
      and (${before}::int is null or s.id < ${before})
    order by s.id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function leadCounts(db: DbOrTx, unit: string | undefined): Promise<Record<LeadState, number>> {
  const { rows } = await sql<{ state: LeadState; n: number }>`
    select state, count(*)::int as n from signals.signal
    where (${unit ?? null}::text is null or starts_with(unit_path, ${unit ?? null})) group by state
  `.execute(db);
  const counts = { open: 0, confirmed: 0, innocent: 0, unclear: 0 };
  for (const { state, n } of rows) counts[state] = n;
  return counts;
}

export async function leadById(db: DbOrTx, id: number): Promise<Lead | null> {
  const { rows } = await sql<Lead>`select ${COLUMNS} from signals.signal s where s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The lead of this kind that stands, locked. */
export async function presentLead(
  tx: Tx,
  detector: string,
  subject: string,
  code: string,
): Promise<Lead | null> {
  const { rows } = await sql<Lead>`
    select ${COLUMNS} from signals.signal s
    where s.present and s.detector = ${detector} and s.subject = ${subject} and s.code = ${code} for update
  `.execute(tx);
  return rows[0] ?? null;
}

export type NewLead = Omit<Lead, 'id' | 'state' | 'decidedAt'>;

export async function insertLead(tx: Tx, one: NewLead): Promise<number> {
  await sql`update signals.signal set present = false
    where present and detector = ${one.detector} and subject = ${one.subject} and code = ${one.code}`.execute(
    tx,
  );
  const { rows } = await sql<{ id: number }>`
    insert into signals.signal (detector, subject, code, subject_name, point_id, other_id, enterprise_id, enterprise_name, unit_path,
      window_from, window_to, strength, told_strength, base_rate, inputs, figures, evidence, innocent, steps, detector_version,
      setting_version, first_seen, last_seen, simulated)
    values (${one.detector}, ${one.subject}, ${one.code}, ${one.subjectName}, ${one.pointId}, ${one.otherId}, ${one.enterpriseId},
      ${one.enterpriseName}, ${one.unitPath}, ${one.windowFrom}, ${one.windowTo}, ${one.strength}, ${one.toldStrength}, ${one.baseRate},
      ${JSON.stringify(one.inputs)}::jsonb, ${JSON.stringify(one.figures)}::jsonb, ${JSON.stringify(one.evidence)}::jsonb,
      ${[...one.innocent]}::text[], ${JSON.stringify(one.steps)}::jsonb, ${one.detectorVersion}, ${one.settingVersion}, ${one.firstSeen},
      ${one.lastSeen}, ${one.simulated})
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

/** What a later run says of the same; state and first sight stay. */
export async function joinLead(
  tx: Tx,
  id: number,
  one: Omit<NewLead, 'firstSeen' | 'simulated' | 'detector' | 'subject' | 'code'>,
): Promise<void> {
  await sql`
    update signals.signal set subject_name = ${one.subjectName}, enterprise_name = ${one.enterpriseName}, window_from = ${one.windowFrom},
      window_to = ${one.windowTo}, strength = ${one.strength}, told_strength = ${one.toldStrength}, base_rate = ${one.baseRate},
      inputs = ${JSON.stringify(one.inputs)}::jsonb, figures = ${JSON.stringify(one.figures)}::jsonb,
      evidence = ${JSON.stringify(one.evidence)}::jsonb, innocent = ${[...one.innocent]}::text[], steps = ${JSON.stringify(one.steps)}::jsonb,
      detector_version = ${one.detectorVersion}, setting_version = ${one.settingVersion}, last_seen = ${one.lastSeen}
    where id = ${id}
  `.execute(tx);
}

export async function decideLead(tx: Tx, id: number, state: LeadState, at: Date): Promise<void> {
  await sql`update signals.signal set state = ${state}, decided_at = ${at} where id = ${id}`.execute(tx);
}

export interface Strength {
  readonly at: Date;
  readonly strength: number;
}

/** Kept only where it changed by something that can be seen. */
export async function addStrength(
  tx: Tx,
  lead: { id: number; unitPath: string },
  one: Strength & { from: Date | null; to: Date | null },
): Promise<void> {
  await sql`
    insert into signals.strength (signal_id, at, strength, window_from, window_to, unit_path)
    select ${lead.id}, ${one.at}, ${one.strength}, ${one.from}, ${one.to}, ${lead.unitPath}
    where not exists (
      select from (select strength from signals.strength where signal_id = ${lead.id} order by at desc limit 1) last
      where abs(last.strength - ${one.strength}::float8) < 0.005)
    on conflict do nothing
  `.execute(tx);
}

export async function strengthsOf(db: DbOrTx, id: number): Promise<Strength[]> {
  const { rows } =
    await sql<Strength>`select at, strength from signals.strength where signal_id = ${id} order by at`.execute(
      db,
    );
  return rows;
}

/** Leads that nobody has decided on, by detector. */
export async function openCounts(db: DbOrTx): Promise<Map<string, number>> {
  const { rows } = await sql<{ detector: string; n: number }>`
    select detector, count(*)::int as n from signals.signal where state = 'open' group by detector`.execute(
    db,
  );
  return new Map(rows.map(({ detector, n }) => [detector, n]));
}
