import { type FourWay, parameterMismatch } from '@tarim/science';

export type Values = Pick<FourWay, 'device' | 'logger' | 'platform' | 'filing'>;

export interface Compared {
  /** The figure most places agree on; null: fewer than two tell. */
  readonly expected: number | null;
  readonly differs: ReadonlySet<string>;
  /** Percent; null: they agree. */
  readonly difference: number | null;
}

/** One parameter over the four places by the detector's own comparison, so that the table and the signal never disagree. */
export function compareOne(
  item: string,
  parameter: string,
  values: Values,
  tolerancePercent: number,
): Compared {
  const told = Object.values(values).filter((value): value is number => value !== null);
  if (told.length < 2) return { expected: null, differs: new Set(), difference: null };
  const { mismatches } = parameterMismatch({
    parameters: [{ item, parameter, ...values }],
    tolerance: tolerancePercent / 100,
  });
  const [one] = mismatches;
  if (!one)
    return { expected: values.filing ?? values.platform ?? told[0]!, differs: new Set(), difference: null };
  return {
    expected: one.expected,
    differs: new Set(one.differs.map(({ place }) => place)),
    difference: 100 * one.relative,
  };
}
