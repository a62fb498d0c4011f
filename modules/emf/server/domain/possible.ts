import { EM_PRACTICE, EM_STANDARD } from '@tarim/standards';
import type { FacilityKind, Instrument, MeasurementInput, Reading } from '../../contract.ts';
import { givenOf } from './judge.ts';

/** Why a measurement is not taken: a key of the module's errors, with what fills its words. */
export interface Refusal {
  readonly why:
    | 'measuredFuture'
    | 'methodUnknown'
    | 'methodUnfit'
    | 'averagingShort'
    | 'rangeInvalid'
    | 'rangeMissing'
    | 'readingEmpty'
    | 'readingBelow'
    | 'readingOut'
    | 'readingImpossible'
    | 'bandInvalid'
    | 'bandLow'
    | 'bandTwice'
    | 'farField';
  readonly params: Readonly<Record<string, string | number>>;
}
const refuse = (why: Refusal['why'], params: Refusal['params'] = {}): Refusal => ({ why, params });

const { averaging_min_above_100kHz: LEAST_MINUTES } = EM_STANDARD.data as unknown as {
  averaging_min_above_100kHz: number;
};
/** Above it fields are averaged, and bands may be wide. */
const RADIO_HZ = EM_STANDARD.data.several.sums_squared_from_Hz;

/**
 * What keeps a measurement out, before anything is judged; null: it can be. A method for other facilities, values that the instrument cannot have shown or that no field has.
 */
export function measurementRefusal(kind: FacilityKind, one: MeasurementInput, now: number): Refusal | null {
  const at = Date.parse(one.measuredAt);
  if (!(at <= now)) return refuse('measuredFuture');
  const method = EM_PRACTICE.data.methods.find(({ key }) => key === one.method);
  if (!method) return refuse('methodUnknown', { method: one.method });
  if (!method.kinds.includes(kind)) return refuse('methodUnfit', { method: one.method });
  if (one.readings.some(({ toHz }) => toHz > RADIO_HZ) && one.minutes < LEAST_MINUTES)
    return refuse('averagingShort', { least: LEAST_MINUTES });
  return rangesRefusal(one.instrument) ?? readingsRefusal(one);
}

function rangesRefusal({ ranges }: Instrument): Refusal | null {
  const twice = ranges.some((a, i) => ranges.findIndex(({ quantity }) => quantity === a.quantity) !== i);
  const wrong = ranges.find(({ low, high }) => !(low >= 0 && low < high));
  return twice || wrong ? refuse('rangeInvalid', { quantity: wrong?.quantity ?? ranges[0]!.quantity }) : null;
}

function readingsRefusal({ readings, instrument, field }: MeasurementInput): Refusal | null {
  const seen = new Set<string>();
  for (const one of readings) {
    const refusal = bandRefusal(one) ?? valuesRefusal(one, instrument.ranges) ?? farFieldRefusal(one, field);
    if (refusal) return refusal;
    const key = `${one.fromHz}-${one.toHz}`;
    if (seen.has(key)) return refuse('bandTwice', bandOf(one));
    seen.add(key);
  }
  return null;
}

const bandOf = ({ fromHz, toHz }: Reading) => ({ from: fromHz, to: toHz });

function bandRefusal(one: Reading): Refusal | null {
  if (!(one.fromHz <= one.toHz)) return refuse('bandInvalid', bandOf(one));
  // Below 100 kHz limits change with each frequency, and E and B each in their own way.
  return one.fromHz !== one.toHz && one.fromHz < RADIO_HZ ? refuse('bandLow', bandOf(one)) : null;
}

function valuesRefusal(one: Reading, ranges: Instrument['ranges']): Refusal | null {
  const given = givenOf(one);
  if (given.length === 0) return refuse('readingEmpty', bandOf(one));
  for (const { quantity, value, below } of given) {
    const range = ranges.find((each) => each.quantity === quantity);
    if (!range) return refuse('rangeMissing', { quantity });
    if (below) {
      if (value !== null) return refuse('readingBelow', { quantity, ...bandOf(one) });
      continue;
    }
    const most = quantity === 'E' ? EM_PRACTICE.data.reading.most_E_V_per_m : Number.MAX_VALUE;
    if (value === null || !Number.isFinite(value) || value < 0 || value > most)
      return refuse('readingImpossible', { quantity, ...bandOf(one) });
    if (value < range.low || value > range.high)
      return refuse('readingOut', { quantity, low: range.low, high: range.high });
  }
  return null;
}

/** In the far field S = E²/Z₀: both given, they agree up to a factor (ours), or one of them is in another unit. */
function farFieldRefusal({ fromHz, toHz, E, S }: Reading, field: 'far' | 'near'): Refusal | null {
  const { free_space_ohm: ohm, far_field_times: times } = EM_PRACTICE.data.reading;
  if (field === 'near' || fromHz < RADIO_HZ || E === null || S === null || E === 0 || S === 0) return null;
  const ratio = S / (E ** 2 / ohm);
  return ratio > times || ratio < 1 / times ? refuse('farField', { from: fromHz, to: toHz, times }) : null;
}
