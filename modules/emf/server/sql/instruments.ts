import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CertificateInput, InstrumentInput } from '../../contract.ts';

export interface InstrumentRecord extends Omit<InstrumentInput, 'certificate'> {
  readonly id: number;
  readonly simulated: boolean;
  readonly certificates: readonly CertificateInput[];
}

/** By id, ascending, each with all of its certificates, the one that lasts longest first. */
export async function instrumentRows(
  db: DbOrTx,
  one: {
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly text?: string | undefined;
    readonly enterpriseIds?: readonly number[] | undefined;
  },
): Promise<InstrumentRecord[]> {
  const enterprises = one.enterpriseIds ? [...one.enterpriseIds] : null;
  const { rows } = await sql<InstrumentRecord>`
    select i.id, i.unit_path as "unitPath", i.enterprise_id as "enterpriseId", i.name, i.serial, i.from_hz as "fromHz", i.to_hz as "toHz",
      i.antenna_factor as "antennaFactor", i.ranges, i.simulated,
      (select jsonb_agg(jsonb_build_object('number', c.number, 'laboratory', c.laboratory, 'validFrom', c.valid_from, 'validUntil', c.valid_until)
          order by c.valid_until desc, c.id desc)
        from emf.certificate c where c.instrument_id = i.id) as certificates
    from emf.instrument i
    where (${one.id ?? null}::int is null or i.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(i.unit_path, ${one.unit ?? null}))
      and (${enterprises}::int[] is null or i.enterprise_id = any(${enterprises}::int[]))
      and (${one.text ?? null}::text is null or strpos(i.name || ' ' || i.serial, ${one.text ?? null}) > 0)
    order by i.id`.execute(db);
  return rows;
}

/** Null: there is one of that name and serial number. */
export async function insertInstrument(
  db: DbOrTx,
  one: Omit<InstrumentInput, 'certificate'>,
  simulated: boolean,
  by: string,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.instrument (unit_path, enterprise_id, name, serial, from_hz, to_hz, antenna_factor, ranges, simulated, by_name, at)
    values (${one.unitPath}, ${one.enterpriseId}, ${one.name}, ${one.serial}, ${one.fromHz}, ${one.toHz}, ${one.antennaFactor},
      ${JSON.stringify(one.ranges)}::jsonb, ${simulated}, ${by}, ${at})
    on conflict (name, serial) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** False: its number is there already. */
export async function insertCertificate(
  db: DbOrTx,
  instrumentId: number,
  unitPath: string,
  one: CertificateInput,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.certificate (instrument_id, unit_path, number, laboratory, valid_from, valid_until, by_name, at)
    values (${instrumentId}, ${unitPath}, ${one.number}, ${one.laboratory}, ${one.validFrom}, ${one.validUntil}, ${by}, ${at})
    on conflict (instrument_id, number) do nothing returning id`.execute(db);
  return rows.length === 1;
}
