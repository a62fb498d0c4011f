import type { TamperKind } from '../kinds.ts';
import { lose } from './look-alikes.ts';
import { type Draft, HOUR } from './plant.ts';
import { POLLUTANTS, type Pollutant } from './types.ts';

export interface ProfileContext {
  readonly random: () => number;
  /** First hour that is falsified. */
  readonly from: number;
  /** 0 (done with care, seldom) … 1 (plainly). */
  readonly boldness: number;
  /** Item that it is done for. */
  readonly item: Pollutant;
  /** Of twins: the outlet whose values are shown. */
  readonly other: Draft | null;
}

const DAY = 24;

/** Factor from measured to converted at an hour. */
const factorAt = (draft: Draft, i: number): number =>
  (21 - draft.referenceOxygen) / Math.max(0.5, 21 - draft.items.a19001[i]!);

const isAbove = (draft: Draft, item: Pollutant, i: number, share = 1): boolean =>
  draft.items[item][i]! * factorAt(draft, i) > share * draft.limits[item];

/** Some hours in a row, every so often. */
function* spells(draft: Draft, { from, random }: ProfileContext, every: number, long: number) {
  for (
    let i = from + Math.floor(every * random());
    i + long < draft.marks.length;
    i += Math.floor(every * (0.5 + random()))
  )
    yield { from: i, to: i + Math.max(1, Math.floor(long * (0.6 + 0.8 * random()))) };
}

/** What each way of falsifying does to the hours of an outlet. Labels of the synthetic set; the same kinds as the live simulator's. */
export const PROFILES: Readonly<Record<TamperKind, (draft: Draft, context: ProfileContext) => void>> = {
  cap(draft, { from, random, boldness, item }) {
    for (let i = from; i < draft.marks.length; i++)
      if (isAbove(draft, item, i) && random() < 0.5 + 0.5 * boldness)
        draft.items[item][i] = (draft.limits[item] * (0.955 + 0.04 * random())) / factorAt(draft, i);
  },
  slope(draft, { from, random, boldness, item }) {
    const slope = 0.9 - 0.4 * boldness;
    for (let i = from; i < draft.marks.length; i++) draft.items[item][i]! *= slope;
    const row = draft.parameters.findIndex((one) => one.item === item && one.parameter === 'slope');
    // Half of them keep the figure that is told as it was: then only the data can tell.
    if (random() < 0.5) draft.parameters[row] = { ...draft.parameters[row]!, device: slope };
  },
  marks(draft, { from, random, boldness, item }) {
    for (let i = from; i < draft.marks.length; i++)
      if (isAbove(draft, item, i) && !draft.stopped[i] && random() < 0.4 + 0.6 * boldness)
        draft.marks[i] = random() < 0.7 ? 'M' : 'D';
  },
  constant(draft, context) {
    const { boldness, item } = context;
    for (const { from, to } of spells(draft, context, 240 - 120 * boldness, 8 + 40 * boldness)) {
      const value = Math.min(draft.items[item][from]!, (0.8 * draft.limits[item]) / factorAt(draft, from));
      for (let i = from; i < to; i++) if (!draft.stopped[i]) draft.items[item][i] = value;
    }
  },
  'copied-days'(draft, { from, random, boldness }) {
    const hours = draft.marks.length;
    const jitter = 0.03 * (1 - boldness);
    const share = 0.05 + 0.2 * boldness;
    for (let day = Math.ceil(from / DAY); (day + 1) * DAY <= hours; day++) {
      if (random() > share || day < 3) continue;
      const source = Math.floor(random() * (day - 1));
      for (let hour = 0; hour < DAY; hour++)
        for (const item of POLLUTANTS)
          draft.items[item][day * DAY + hour] =
            draft.items[item][source * DAY + hour]! * (1 + jitter * (random() - 0.5));
    }
  },
  twin(draft, { from, random, boldness, other, item }) {
    if (!other) return;
    const factor = draft.limits[item] / other.limits[item];
    const jitter = 0.06 * (1 - boldness);
    for (const one of POLLUTANTS)
      for (let i = from; i < draft.marks.length; i++)
        if (!draft.stopped[i])
          draft.items[one][i] = other.items[one][i]! * factor * 0.95 * (1 + jitter * (random() - 0.5));
  },
  dilution(draft, { from, random, boldness, item }) {
    const share = 0.12 + 0.3 * boldness;
    let until = -1;
    for (let i = from; i < draft.marks.length; i++) {
      if (isAbove(draft, item, i, 0.9)) until = i + 4;
      if (i > until || draft.stopped[i]) continue;
      const air = share * (0.8 + 0.4 * random());
      draft.items.a19001[i]! += air * (20.9 - draft.items.a19001[i]!);
      for (const one of POLLUTANTS) draft.items[one][i]! *= 1 - air;
    }
  },
  'false-stop'(draft, context) {
    for (const { from, to } of spells(
      draft,
      context,
      400 - 200 * context.boldness,
      6 + 30 * context.boldness,
    ))
      for (let i = from; i < to; i++) {
        draft.stopped[i] = 1;
        draft.marks[i] = 'F';
      }
  },
  'back-fill'(draft, { from, random, boldness, item }) {
    for (let i = from; i < draft.marks.length; i++) {
      if (!isAbove(draft, item, i, 0.95) || random() > 0.4 + 0.6 * boldness) continue;
      if (!Number.isFinite(draft.received[i]!)) continue;
      const morning = (Math.floor(i / DAY) + 1) * DAY + 9;
      draft.received[i] = draft.start + morning * HOUR + HOUR * random();
      draft.items[item][i] = (draft.limits[item] * (0.8 + 0.18 * random())) / factorAt(draft, i);
    }
  },
  revision(draft, { from, random, boldness, item }) {
    for (let i = from; i < draft.marks.length; i++) {
      if (!isAbove(draft, item, i) || random() > 0.3 + 0.7 * boldness) continue;
      const before = draft.items[item][i]!;
      const after = (draft.limits[item] * (0.7 + 0.28 * random())) / factorAt(draft, i);
      draft.items[item][i] = after;
      draft.revisions.push({ item, time: draft.start + i * HOUR, before, after });
    }
  },
  rounding(draft, { from, random, boldness, item }) {
    const unit = 10 ** -draft.decimals[item] * 5;
    const share = 0.25 + 0.7 * boldness;
    for (let i = from; i < draft.marks.length; i++)
      if (random() < share) draft.items[item][i] = Math.round(draft.items[item][i]! / unit) * unit;
  },
  'drop-high'(draft, { from, random, boldness, item }) {
    // Decided by what was really there, hour by hour.
    const high = Array.from(draft.marks, (_, i) => i >= from && isAbove(draft, item, i));
    high.forEach((above, i) => {
      if (above && random() < 0.4 + 0.6 * boldness) lose(draft, i, i + 1);
    });
  },
};
