/** What a season is made of. */
export interface SeasonModel {
  /** Pairs of harmonics, 0 to 3 or more. */
  readonly order: number;
  readonly trend: boolean;
}

export const termsOf = ({ order, trend }: SeasonModel): number => 1 + (trend ? 1 : 0) + 2 * order;

/**
 * Regressors of one observation: 1, the trend (the observation's number), cos 2πkt for k = 1 … order, sin 2πkt; `t` in
 * decimal years.
 */
export function regressors({ order, trend }: SeasonModel, time: number, index: number): Float64Array {
  const row = new Float64Array(1 + (trend ? 1 : 0) + 2 * order);
  row[0] = 1;
  if (trend) row[1] = index;
  const from = trend ? 2 : 1;
  for (let k = 1; k <= order; k++) {
    const angle = 2 * Math.PI * k * time;
    row[from + k - 1] = Math.cos(angle);
    row[from + order + k - 1] = Math.sin(angle);
  }
  return row;
}

/** A day as a decimal year, with the length that its year has. */
export function decimalYear(day: string | Date): number {
  const date = typeof day === 'string' ? new Date(`${day.slice(0, 10)}T00:00:00Z`) : day;
  const year = date.getUTCFullYear();
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (date.getTime() - from) / (to - from);
}

/** The day of a decimal year, ISO 8601. */
export function dayOf(time: number): string {
  const year = Math.floor(time);
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return new Date(Math.round(from + (time - year) * (to - from))).toISOString().slice(0, 10);
}
