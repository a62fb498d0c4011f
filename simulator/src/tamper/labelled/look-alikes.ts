import { type Draft, HOUR, standStill } from './plant.ts';
import { POLLUTANTS } from './types.ts';

/** What happens to every honest outlet now and then: weekly maintenance, a fault, a gap, an outage, a stop, a correction. */
export function everyday(draft: Draft, random: () => number): void {
  const hours = draft.marks.length;
  const weekday = Math.floor(7 * random());
  for (let i = 0; i < hours; i++) {
    if (Math.floor(i / 24) % 7 === weekday && i % 24 === 10) draft.marks[i] = 'M';
    if (random() < 0.0015) draft.marks[i] = 'D';
    if (random() < 0.002) lose(draft, i, i + 1 + Math.floor(3 * random()));
    if (random() < 0.0006) outage(draft, i, 3 + Math.floor(10 * random()), random);
    if (random() < 0.0008) standStill(draft, i, i + 8 + Math.floor(60 * random()), random);
    if (random() < 0.001) correct(draft, i, 0.9 + 0.2 * random());
  }
}

export function lose(draft: Draft, from: number, to: number): void {
  for (let i = from; i < Math.min(to, draft.marks.length); i++) {
    for (const values of Object.values(draft.items)) values[i] = Number.NaN;
    draft.received[i] = Number.NaN;
  }
}

/** The line is gone; what was kept comes within minutes when it is back. */
export function outage(draft: Draft, from: number, hours: number, random: () => number): void {
  const back = draft.start + (from + hours) * HOUR + HOUR * random();
  for (let i = from; i < Math.min(from + hours, draft.marks.length); i++)
    if (Number.isFinite(draft.received[i]!)) draft.received[i] = back + 1_000 * (i - from);
}

export function correct(draft: Draft, i: number, factor: number): void {
  for (const item of POLLUTANTS) {
    const before = draft.items[item][i]!;
    if (!Number.isFinite(before)) continue;
    draft.items[item][i] = before * factor;
    draft.revisions.push({ item, time: draft.start + i * HOUR, before, after: before * factor });
  }
}

/** The honest look-alike of an outlet, beyond what its plant is. */
export function lookLike(draft: Draft, random: () => number): void {
  const hours = draft.marks.length;
  const { items, limits } = draft;
  switch (draft.lookAlike) {
    case 'coarse':
      for (const item of POLLUTANTS) {
        const unit = (limits[item] / 50) * (random() < 0.5 ? 1 : 2);
        items[item].forEach((value, i) => {
          items[item][i] = Math.round(value / unit) * unit;
        });
      }
      break;
    case 'range-limit':
      for (const item of POLLUTANTS) {
        const range = limits[item] * (0.75 + 0.2 * random());
        draft.ranges = { ...draft.ranges, [item]: range };
        items[item].forEach((value, i) => {
          if (value <= range) return;
          items[item][i] = range;
          if (draft.marks[i] === 'N') draft.marks[i] = 'T';
        });
      }
      break;
    case 'outages':
      for (let i = 0; i < hours; i++)
        if (random() < 0.006) {
          const long = 3 + Math.floor(24 * random());
          outage(draft, i, long, random);
          i += long;
        }
      break;
    case 'overload-faults':
      for (let i = 1; i < hours; i++) {
        const high = POLLUTANTS.some((item) => items[item][i - 1]! > 0.9 * limits[item]);
        if (!high || random() > 0.15) continue;
        if (random() < 0.6) draft.marks[i] = 'D';
        else lose(draft, i, i + 2);
      }
      break;
    case 'fuel-change': {
      const from = Math.floor(hours * (0.4 + 0.4 * random()));
      const factor = {
        a34013: 0.8 + 0.4 * random(),
        a21026: 0.5 + 0.3 * random(),
        a21002: 0.9 + 0.4 * random(),
      };
      for (const item of POLLUTANTS) for (let i = from; i < hours; i++) items[item][i]! *= factor[item];
      break;
    }
    case 'many-stops':
      for (let i = 48; i < hours; i += 168) standStill(draft, i, i + 30 + Math.floor(20 * random()), random);
      break;
    case 'air-leak':
      for (let i = 0; i < hours; i++) {
        const share = 0.18 * Math.max(0, i / hours - 0.4);
        items.a19001[i]! += share * (20.9 - items.a19001[i]!);
        for (const item of POLLUTANTS) items[item][i]! *= 1 - share;
      }
      break;
    case 'recalculation': {
      const from = Math.floor(hours * (0.2 + 0.6 * random()));
      const factor = random() < 0.5 ? 0.94 + 0.04 * random() : 1.02 + 0.04 * random();
      for (let i = from; i < Math.min(hours, from + 48); i++) correct(draft, i, factor);
      break;
    }
    case 'instrument-replaced': {
      const at = Math.floor(hours * (0.3 + 0.5 * random()));
      const row = draft.parameters.findIndex((one) => one.item === 'a21026' && one.parameter === 'range');
      const before = draft.parameters[row]!.filing!;
      const after = before * (random() < 0.5 ? 0.75 : 1.5);
      draft.parameters[row] = { ...draft.parameters[row]!, device: after, logger: after, platform: after };
      draft.changes.push({
        item: 'a21026',
        parameter: 'range',
        time: draft.start + at * HOUR,
        before,
        after,
        recorded: random() < 0.8,
      });
      // Another instrument of the same gas: a little other than the one before.
      const factor = 0.95 + 0.1 * random();
      for (let i = at; i < hours; i++) items.a21026[i]! *= factor;
      break;
    }
    default:
      break;
  }
}
