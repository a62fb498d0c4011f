import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type {
  Judgement,
  MeasurementInput,
  MeasurementKind,
  MeasurementState,
  Verdict,
} from '../../contract.ts';
import { emfErrors } from '../errors.ts';

export interface MeasurementRecord {
  readonly id: number;
  readonly facilityId: number;
  readonly facilityName: string;
  readonly unitPath: string;
  readonly kind: MeasurementKind;
  readonly measuredAt: Date;
  readonly input: MeasurementInput;
  readonly judgement: Judgement;
  readonly verdict: Verdict;
  readonly percent: number | null;
  readonly state: MeasurementState;
  readonly byId: string;
  readonly by: string;
  readonly at: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly note: string;
  readonly simulated: boolean;
}

const COLUMNS = sql`m.id, m.facility_id as "facilityId", f.name as "facilityName", m.unit_path as "unitPath", m.kind,
  m.measured_at as "measuredAt", m.input, m.judgement, m.verdict, m.percent, m.state, m.by_id as "byId", m.by_name as by, m.at,
  m.checked_by as "checkedBy", m.checked_at as "checkedAt", m.note, m.simulated`;

/** The newest first. */
export async function measurementRows(
  db: DbOrTx,
  one: {
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly facility?: number | undefined;
    readonly facilities?: readonly number[] | undefined;
    readonly kind?: MeasurementKind | undefined;
    readonly state?: MeasurementState | undefined;
    readonly verdict?: Verdict | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<MeasurementRecord[]> {
  const facilities = one.facilities ? [...one.facilities] : null;
  const { rows } = await sql<MeasurementRecord>`
    select ${COLUMNS} from emf.measurement m join emf.facility f on f.id = m.facility_id
    where (${one.id ?? null}::int is null or m.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(m.unit_path, ${one.unit ?? null}))
      and (${one.facility ?? null}::int is null or m.facility_id = ${one.facility ?? null})
      and (${facilities}::int[] is null or m.facility_id = any(${facilities}::int[]))
      and (${one.kind ?? null}::text is null or m.kind = ${one.kind ?? null})
      and (${one.state ?? null}::text is null or m.state = ${one.state ?? null})
      and (${one.verdict ?? null}::text is null or m.verdict = ${one.verdict ?? null})
      and (${one.before ?? null}::int is null or (m.measured_at, m.id) <
        (select b.measured_at, b.id from emf.measurement b where b.id = ${one.before ?? null}))
    order by m.measured_at desc, m.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Measured with an instrument whose calibration held on that day. */
const FIT = sql`not (m.judgement->'problems' ? ${emfErrors.calibrationOver.code}::text)`;

/** The newest of each facility that is fit to be judged by, of those that were not sent back (`checked`: that were checked). */
export async function newestOf(
  db: DbOrTx,
  facilityIds: readonly number[],
  checked = false,
): Promise<MeasurementRecord[]> {
  const { rows } = await sql<MeasurementRecord>`
    select distinct on (m.facility_id) ${COLUMNS} from emf.measurement m join emf.facility f on f.id = m.facility_id
    where m.facility_id = any(${[...facilityIds]}::int[]) and ${FIT} and case when ${checked}::boolean then m.state = 'checked' else m.state <> 'returned' end
    order by m.facility_id, m.measured_at desc, m.id desc`.execute(db);
  return rows;
}

export async function insertMeasurement(
  db: DbOrTx,
  one: Pick<
    MeasurementRecord,
    'facilityId' | 'unitPath' | 'kind' | 'input' | 'judgement' | 'byId' | 'by' | 'at' | 'simulated'
  >,
): Promise<number> {
  const { verdict, percent, ruleVersion } = one.judgement;
  const { rows } = await sql<{ id: number }>`
    insert into emf.measurement (facility_id, unit_path, kind, measured_at, input, judgement, verdict, percent, rule_version, by_id, by_name,
      at, simulated)
    values (${one.facilityId}, ${one.unitPath}, ${one.kind}, ${new Date(one.input.measuredAt)}, ${JSON.stringify(one.input)}::jsonb,
      ${JSON.stringify(one.judgement)}::jsonb, ${verdict}, ${percent}, ${ruleVersion}, ${one.byId}, ${one.by}, ${one.at}, ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** False: it was checked or sent back already. */
export async function settleMeasurement(
  db: DbOrTx,
  id: number,
  state: MeasurementState,
  note: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update emf.measurement set state = ${state}, note = ${note}, checked_by = ${by}, checked_at = ${at}
    where id = ${id} and state = 'filed' returning id`.execute(db);
  return rows.length > 0;
}
