import { randomFrom } from '@tarim/science';
import { hash32, seedOf } from '../../noise.ts';
import { TAMPER_KINDS, type TamperKind } from '../kinds.ts';
import { everyday, lookLike } from './look-alikes.ts';
import { type Draft, loadOf, plantOf, print } from './plant.ts';
import { PROFILES } from './profiles.ts';
import { type LabelledOutlet, LOOK_ALIKES, type LookAlike, POLLUTANTS } from './types.ts';

export interface LabelledOptions {
  readonly seed: number;
  readonly hours: number;
  /** Hours before which nothing is falsified, where `late`; the baseline of detectors. */
  readonly baseline: number;
  /** Share of the outlets that are falsified. */
  readonly tampered: number;
}

/** Of the falsified ones so many begin after the baseline; the others did it from the start. */
const LATE = 0.7;

/** What an outlet is, before any figure of it: cheap, so that a set can be laid out and shared among threads. */
function planOf(options: LabelledOptions, index: number) {
  const random = randomFrom(hash32(options.seed, index));
  const pair = index % 2 === 1;
  // Outlets come in pairs of neighbours; whether the pair shares its load is told by the pair.
  const ofPair = randomFrom(hash32(options.seed ^ 0x77, index >> 1));
  const shared = ofPair() < 0.12;
  const tampered = random() < options.tampered;
  const kind = TAMPER_KINDS[Math.floor(random() * TAMPER_KINDS.length)]!;
  const pick = LOOK_ALIKES[1 + Math.floor(random() * (LOOK_ALIKES.length - 1))]!;
  const lookAlike: LookAlike = tampered || random() < 1 / 3 ? 'none' : pick === 'shared-load' ? 'none' : pick;
  const kinds: readonly TamperKind[] = tampered ? [kind] : [];
  const late = random() < LATE;
  return {
    random,
    pair,
    shared,
    kinds,
    lookAlike: shared && !tampered ? ('shared-load' as const) : lookAlike,
    late,
  };
}

function draftOf(options: LabelledOptions, index: number): { draft: Draft; plan: ReturnType<typeof planOf> } {
  const plan = planOf(options, index);
  const { seed, hours } = options;
  const id = `SYN-${seed}-${String(index + 1).padStart(4, '0')}`;
  const load = plan.shared ? loadOf(hash32(seed ^ 0x99, index >> 1), hours, false) : undefined;
  const own = hash32(seed ^ seedOf('plant'), index);
  const draft = plantOf(own, id, hours, plan.lookAlike, plan.kinds.length > 0 || plan.random() < 0.3, load);
  everyday(draft, plan.random);
  lookLike(draft, plan.random);
  return { draft, plan };
}

/**
 * Outlet number `index` of the labelled synthetic set: the same for the same options, whatever else is made. Half and more of the honest ones look like something:
 * they stop, are controlled to the limit, lose their line, change their fuel. Everything is made up.
 */
export function labelledOutlet(options: LabelledOptions, index: number): LabelledOutlet {
  const { draft, plan } = draftOf(options, index);
  const { random } = plan;
  if (plan.kinds.length > 0) {
    const from = plan.late ? options.baseline : 0;
    const boldness = random();
    // Who falsifies does it for what is worst.
    const above = (item: (typeof POLLUTANTS)[number]) =>
      draft.items[item].reduce(
        (n, value, i) =>
          n +
          ((value * (21 - draft.referenceOxygen)) / Math.max(0.5, 21 - draft.items.a19001[i]!) >
          draft.limits[item]
            ? 1
            : 0),
        0,
      );
    const item = POLLUTANTS.reduce((a, b) => (above(b) > above(a) ? b : a));
    for (const kind of plan.kinds) {
      const other = kind === 'twin' ? draftOf(options, index ^ 1).draft : null;
      // Twins show their neighbour's figures as they were printed.
      if (other) print(other);
      PROFILES[kind](draft, { random, from, boldness, item, other });
    }
    draft.kinds = plan.kinds;
    draft.from = from;
  }
  print(draft);
  const { load: _, ...outlet } = draft;
  return outlet;
}
