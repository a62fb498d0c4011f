import type { HourRow, NewHour } from '../sql/hours.ts';
import { speciesOrder } from './species-order.ts';

export interface Change {
  readonly key: string;
  /** As a person writes it, ppbv; null: no figure. */
  readonly before: string | null;
  readonly after: string | null;
}

/** `1.25`, `<0.02`, `ND`; ppbv. */
export function shownFigure(value: number | null, below: boolean): string | null {
  if (below) return value === null ? 'ND' : `<${Number(value.toPrecision(6))}`;
  return value === null ? null : String(Number(value.toPrecision(6)));
}

type Figures = Pick<NewHour, 'species' | 'values' | 'below'>;

function figuresOf({
  species,
  values,
  below,
}: Figures): Map<string, { value: number | null; below: boolean }> {
  return new Map(species.map((key, i) => [key, { value: values[i] ?? null, below: below[i] ?? false }]));
}

/**
 * What an hour says once a file is in: species that the file does not tell stay as they were, so that the hydrocarbons of one
 * instrument and the carbonyls of another meet. Null: the file says nothing new.
 */
export function mergeHour(
  before: HourRow | undefined,
  given: NewHour,
): { readonly hour: NewHour; readonly changes: readonly Change[] } | null {
  if (!before) return { hour: given, changes: [] };
  const figures = figuresOf(before);
  const changes: Change[] = [];
  for (const [key, figure] of figuresOf(given)) {
    const old = figures.get(key);
    if (old && old.value === figure.value && old.below === figure.below) continue;
    changes.push({
      key,
      before: old ? shownFigure(old.value, old.below) : null,
      after: shownFigure(figure.value, figure.below),
    });
    figures.set(key, figure);
  }
  if (changes.length === 0) return null;
  const species = [...figures.keys()].sort((a, b) => speciesOrder(a) - speciesOrder(b));
  const values = species.map((key) => figures.get(key)!.value);
  const below = species.map((key) => figures.get(key)!.below);
  return { hour: { ...given, species, values, below }, changes };
}

/** What a revision said otherwise than what took its place. */
export function changesBetween(before: Figures, after: Figures): Change[] {
  const [old, now] = [figuresOf(before), figuresOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    const change = {
      key,
      before: a ? shownFigure(a.value, a.below) : null,
      after: b ? shownFigure(b.value, b.below) : null,
    };
    return change.before === change.after ? [] : [change];
  });
}
