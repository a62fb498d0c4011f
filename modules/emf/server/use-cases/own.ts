import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type {
  Facility,
  MeasurementBody,
  MeasurementRow,
  Method,
  RegisteredInstrument,
} from '../../contract.ts';
import { FILE } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { facilityRows } from '../sql/facilities.ts';
import { instrumentRows } from '../sql/instruments.ts';
import { measurementRows } from '../sql/measurements.ts';
import { dutyRules } from '../sql/rules.ts';
import { enterMeasurement } from './enter-measurement.ts';
import { requireFacility } from './facilities.ts';
import { shownInstrument } from './instruments.ts';
import { requireMeasurement } from './measurements.ts';
import { shownFacility, shownMeasurement } from './present.ts';
import { methodsShown } from './rules.ts';

const NEWEST = 100;

/** Facilities that are an enterprise's own, and what was measured of them. */
export async function listOwnFacilities(
  ctx: Context,
  actor: Actor,
): Promise<{
  facilities: Facility[];
  measurements: MeasurementRow[];
  methods: Method[];
  instruments: RegisteredInstrument[];
}> {
  const { enterpriseIds } = ctx.policy.scope(actor, FILE);
  const rows = await facilityRows(ctx.db, { enterpriseIds });
  const [rules, measured] = [
    await dutyRules(ctx.db),
    await measurementRows(ctx.db, { facilities: rows.map(({ id }) => id), limit: NEWEST }),
  ];
  const today = beijingDate(ctx.clock.now());
  return {
    facilities: rows.map((row) => shownFacility(row, rules, today)),
    measurements: measured.map(shownMeasurement),
    methods: methodsShown(),
    instruments: (await instrumentRows(ctx.db, { enterpriseIds })).map((one) => shownInstrument(one, today)),
  };
}

/** 自行监测. @throws TarimError EMF_FACILITY_UNKNOWN, also of facilities of others; as `enterMeasurement` */
export async function fileOwnMeasurement(
  ctx: Context,
  actor: Actor,
  facilityId: number,
  input: MeasurementBody,
): Promise<MeasurementRow> {
  const facility = await requireFacility(ctx.db, facilityId);
  const { unitPath, enterpriseId } = facility;
  if (!ctx.policy.can(actor, FILE, { unitPath, enterpriseId }))
    throw new TarimError(E.facilityUnknown, { id: facilityId });
  const id = await enterMeasurement(ctx, actor, FILE, facility, 'self', input);
  return shownMeasurement(await requireMeasurement(ctx.db, id));
}
