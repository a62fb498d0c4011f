/** First and last day of a month, as tasks have them. `month` from 1. */
export function monthSpan(year: number, month: number): { dueFrom: string; dueTo: string } {
  const day = (utc: number) => new Date(utc).toISOString().slice(0, 10);
  return { dueFrom: day(Date.UTC(year, month - 1, 1)), dueTo: day(Date.UTC(year, month, 0)) };
}
