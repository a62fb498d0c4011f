import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import { EM_STANDARD, ruleVersion } from '@tarim/standards';
import {
  emfExceeded,
  type Judgement,
  type MeasurementBody,
  type MeasurementInput,
  type MeasurementKind,
} from '../../contract.ts';
import { judge, type Measured } from '../domain/judge.ts';
import { measurementRefusal } from '../domain/possible.ts';
import { emfErrors as E } from '../errors.ts';
import type { FacilityRow } from '../sql/facilities.ts';
import { insertFinding } from '../sql/findings.ts';
import { insertMeasurement, newestOf } from '../sql/measurements.ts';
import { othersAt } from './facilities.ts';
import { withInstrument } from './instruments.ts';

const measuredOf = ({ readings, instrument, field, underLines }: MeasurementInput): Measured => ({
  readings,
  ranges: instrument.ranges,
  field,
  underLines,
});

/**
 * 判定: the facility alone and, where its site has others in use and the instrument did not see them, with the newest readings of each.
 * What is over the limit by itself stays so; with another that nobody measured the sum is not known, and nothing meets. An instrument whose
 * calibration did not hold on that day tells figures, and nothing is judged by them.
 */
export async function judgeMeasurement(
  db: DbOrTx,
  facility: FacilityRow,
  input: MeasurementInput,
  calibrated: boolean,
): Promise<Judgement> {
  const alone = judge([measuredOf(input)]);
  const others = input.covers === 'site' ? [] : await othersAt(db, facility);
  const known = await newestOf(
    db,
    others.map(({ id }) => id),
  );
  const there = new Set(known.map(({ facilityId }) => facilityId));
  const missing = others.filter(({ id }) => !there.has(id));
  const together =
    known.length === 0 ? alone : judge([measuredOf(input), ...known.map((one) => measuredOf(one.input))]);
  const incomplete = missing.length > 0 && together.verdict !== 'exceeds';
  const { verdict, percent, upperBound, sums } = together;
  const { readings, problems: _problems, ...own } = alone;
  return {
    verdict: incomplete || !calibrated ? 'not-judged' : verdict,
    percent,
    upperBound,
    sums,
    own,
    readings: [...readings],
    others: known.map(({ facilityId, facilityName, id }) => ({
      facilityId,
      name: facilityName,
      measurementId: id,
    })),
    missing: missing.map(({ id, name }) => ({ facilityId: id, name })),
    problems: [
      ...(calibrated ? [] : [E.calibrationOver.code]),
      ...together.problems,
      ...(incomplete ? [E.siteIncomplete.code] : []),
    ],
    rule: EM_STANDARD.code,
    ruleVersion: ruleVersion(EM_STANDARD),
  };
}

/**
 * Takes a measurement, judges it, and raises a finding where it is over the limit.
 * @throws TarimError of `domain/possible.ts`; EMF_FACILITY_NOT_IN_USE; as `withInstrument`
 */
export async function enterMeasurement(
  ctx: Context,
  actor: Actor,
  action: string,
  facility: FacilityRow,
  kind: MeasurementKind,
  body: MeasurementBody,
): Promise<number> {
  if (facility.state !== 'in-use') throw new TarimError(E.facilityNotInUse);
  const enterpriseId = kind === 'self' ? facility.enterpriseId : null;
  const { input, calibrated } = await withInstrument(ctx.db, body, enterpriseId);
  const refusal = measurementRefusal(facility.kind, input, ctx.clock.now());
  if (refusal) throw new TarimError(E[refusal.why], refusal.params);
  return asActor(ctx, actor, action, async (tx) => {
    const judgement = await judgeMeasurement(tx, facility, input, calibrated);
    const { id: facilityId, unitPath, simulated } = facility;
    const id = await insertMeasurement(tx, {
      facilityId,
      unitPath,
      kind,
      input,
      judgement,
      byId: actor.userId,
      by: actor.name,
      at: new Date(ctx.clock.now()),
      simulated,
    });
    const { verdict, percent } = judgement;
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.measurement.entered',
      subject: `measurement/${id}`,
      unitPath,
      detail: { facilityId, kind, verdict, percent },
    });
    if (verdict === 'exceeds') await raise(ctx, tx, facility, id, kind, input, judgement);
    return id;
  });
}

async function raise(
  ctx: Context,
  tx: Tx,
  { id: facilityId, name: facilityName, unitPath, enterpriseId, lon, lat, simulated }: FacilityRow,
  measurementId: number,
  kind: MeasurementKind,
  { measuredAt }: MeasurementInput,
  { percent, ruleVersion: rule }: Judgement,
): Promise<void> {
  const findingId = await insertFinding(tx, measurementId, unitPath);
  await ctx.outbox.publish(tx, emfExceeded, {
    findingId,
    measurementId,
    facilityId,
    facilityName,
    enterpriseId,
    unitPath,
    lon,
    lat,
    kind,
    measuredAt: beijingIso(Date.parse(measuredAt)),
    percent: percent!,
    ruleVersion: rule,
    simulated,
  });
}
