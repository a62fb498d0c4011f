import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import {
  type CertificateInput,
  type InstrumentInput,
  type MeasurementBody,
  type MeasurementInput,
  type RegisteredInstrument,
  SOON_DAYS,
} from '../../contract.ts';
import { MANAGE } from '../actions.ts';
import { certificateOn } from '../domain/certificate.ts';
import { emfErrors as E } from '../errors.ts';
import {
  type InstrumentRecord,
  insertCertificate,
  insertInstrument,
  instrumentRows,
} from '../sql/instruments.ts';

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export function shownInstrument(row: InstrumentRecord, today: string): RegisteredInstrument {
  const { certificates, ...rest } = row;
  const certificate = certificates[0]!;
  const daysLeft = daysBetween(today, certificate.validUntil);
  return { ...rest, certificate, daysLeft, certificates: certificates.length };
}

/** What ends first stands first. */
export async function listInstruments(
  ctx: Context,
  { expiring = false, ...where }: { unit?: string; expiring?: boolean; text?: string },
): Promise<{ instruments: RegisteredInstrument[] }> {
  const today = beijingDate(ctx.clock.now());
  const all = (await instrumentRows(ctx.db, where)).map((row) => shownInstrument(row, today));
  const instruments = expiring ? all.filter(({ daysLeft }) => daysLeft <= SOON_DAYS) : all;
  return { instruments: instruments.sort((a, b) => a.daysLeft - b.daysLeft || a.id - b.id) };
}

/** @throws TarimError EMF_INSTRUMENT_UNKNOWN */
async function requireInstrument(db: DbOrTx, id: number): Promise<InstrumentRecord> {
  const [row] = await instrumentRows(db, { id });
  if (!row) throw new TarimError(E.instrumentUnknown, { id });
  return row;
}

/** @throws TarimError EMF_CERTIFICATE_DAYS */
function requireDays({ validFrom, validUntil }: CertificateInput): void {
  if (validFrom > validUntil) throw new TarimError(E.certificateDays);
}

/**
 * @throws TarimError EMF_UNIT_UNKNOWN, EMF_ENTERPRISE_UNKNOWN, EMF_BAND_INVALID, EMF_RANGE_INVALID, EMF_CERTIFICATE_DAYS,
 *   EMF_INSTRUMENT_TAKEN, FORBIDDEN
 */
export async function addInstrument(
  ctx: Context,
  actor: Actor,
  { certificate, ...one }: InstrumentInput,
  simulated = false,
): Promise<RegisteredInstrument> {
  const { unitPath, enterpriseId, fromHz, toHz, ranges } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  if (enterpriseId !== null && (await enterprisesByIds(ctx.db, [enterpriseId])).length === 0)
    throw new TarimError(E.enterpriseUnknown, { id: enterpriseId });
  if (fromHz > toHz) throw new TarimError(E.bandInvalid, { from: fromHz, to: toHz });
  const twice = ranges.find((a, i) => ranges.findIndex(({ quantity }) => quantity === a.quantity) !== i);
  const wrong = twice ?? ranges.find(({ low, high }) => !(low < high));
  if (wrong) throw new TarimError(E.rangeInvalid, { quantity: wrong.quantity });
  requireDays(certificate);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const id = await insertInstrument(tx, one, simulated, actor.name, at);
    if (id === null) throw new TarimError(E.instrumentTaken, { name: one.name, serial: one.serial });
    await insertCertificate(tx, id, unitPath, certificate, actor.name, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.instrument.added',
      subject: `instrument/${id}`,
      unitPath,
      detail: { name: one.name, serial: one.serial, certificate },
    });
    return shownInstrument(await requireInstrument(tx, id), beijingDate(at.getTime()));
  });
}

/** @throws TarimError EMF_INSTRUMENT_UNKNOWN, EMF_CERTIFICATE_DAYS, EMF_CERTIFICATE_TAKEN, FORBIDDEN */
export async function addCertificate(
  ctx: Context,
  actor: Actor,
  id: number,
  certificate: CertificateInput,
): Promise<RegisteredInstrument> {
  const { unitPath } = await requireInstrument(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  requireDays(certificate);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    if (!(await insertCertificate(tx, id, unitPath, certificate, actor.name, at)))
      throw new TarimError(E.certificateTaken, { number: certificate.number });
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.certificate.added',
      subject: `instrument/${id}`,
      unitPath,
      detail: certificate,
    });
    return shownInstrument(await requireInstrument(tx, id), beijingDate(at.getTime()));
  });
}

/**
 * What was entered with its instrument as the register has it on that day, and whether its calibration held then. An enterprise has its own
 * instruments; free text stays for what was measured before there was a register.
 * @param enterpriseId of the enterprise that files; null: the office enters
 * @throws TarimError EMF_INSTRUMENT_MISSING, EMF_INSTRUMENT_UNKNOWN, EMF_FREQUENCY_OUT
 */
export async function withInstrument(
  db: DbOrTx,
  body: MeasurementBody,
  enterpriseId: number | null,
): Promise<{ readonly input: MeasurementInput; readonly calibrated: boolean }> {
  const { instrument, instrumentId, ...rest } = body;
  const on = beijingDate(Date.parse(body.measuredAt));
  if (instrumentId == null) {
    if (!instrument) throw new TarimError(E.instrumentMissing);
    return { input: { ...rest, instrument }, calibrated: instrument.calibratedUntil >= on };
  }
  const known = await requireInstrument(db, instrumentId);
  if (enterpriseId !== null && known.enterpriseId !== enterpriseId)
    throw new TarimError(E.instrumentUnknown, { id: instrumentId });
  const { name, serial, antennaFactor, ranges, fromHz, toHz } = known;
  const out = body.readings.find((one) => one.fromHz < fromHz || one.toHz > toHz);
  if (out) throw new TarimError(E.frequencyOut, { from: fromHz, to: toHz });
  const { certificate, valid } = certificateOn(known.certificates, on)!;
  const { number, laboratory, validUntil: calibratedUntil } = certificate;
  return {
    input: {
      ...rest,
      instrumentId,
      instrument: {
        name,
        serial,
        antennaFactor,
        ranges,
        calibratedUntil,
        certificate: { number, laboratory },
      },
    },
    calibrated: valid,
  };
}
