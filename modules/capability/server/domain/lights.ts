import { plusDays } from '@tarim/science';
import type { Light } from '../../contract.ts';

const DAYS = 30;
const MONTHS = 6;

/** The same day some months later, or the last of that month. */
export function plusMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const there = new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())),
  );
  return there.toISOString().slice(0, 10);
}

/** How near the end of a certificate is; its last day still holds. */
export function lightOf(validTo: string | null, today: string): Light {
  if (validTo === null) return 'open';
  if (validTo < today) return 'ended';
  if (validTo <= plusDays(today, DAYS)) return 'days';
  return validTo <= plusMonths(today, MONTHS) ? 'months' : 'fine';
}

const GRAVITY: readonly Light[] = ['ended', 'days', 'months', 'fine', 'open'];
/** null: there is none. */
export function worstLight(lights: readonly (Light | null)[]): Light | null {
  const there = lights.filter((one) => one !== null);
  return there.reduce<Light | null>(
    (worst, one) => (worst === null || GRAVITY.indexOf(one) < GRAVITY.indexOf(worst) ? one : worst),
    null,
  );
}

export interface Held {
  readonly id: number;
  readonly course: string;
  readonly on: string;
  readonly score: number | null;
  readonly passMark: number | null;
  readonly validTo: string | null;
  readonly voided: string | null;
}

/** null: there was no exam. */
export const passedOf = ({ score, passMark }: Pick<Held, 'score' | 'passMark'>): boolean | null =>
  score === null || passMark === null ? null : score >= passMark;

/** Lights by training: of each course the newest that was not failed counts, for a renewal takes the place of what it renews. */
export function lightsOf(trainings: readonly Held[], today: string): ReadonlyMap<number, Light> {
  const counting = trainings.filter((one) => one.voided === null && passedOf(one) !== false);
  const newest = new Map<string, Held>();
  for (const one of counting) {
    const known = newest.get(one.course);
    if (!known || one.on > known.on || (one.on === known.on && one.id > known.id))
      newest.set(one.course, one);
  }
  return new Map([...newest.values()].map(({ id, validTo }) => [id, lightOf(validTo, today)]));
}
