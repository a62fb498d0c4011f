import { parsePeriod } from '@tarim/science';

/** The name of a span of days in the assessment: `2025`, `2025-Q1`, `2025-03` where it is one of these, else `from/to`. */
export function periodText(from: string, to: string): string {
  const [year, month] = [from.slice(0, 4), from.slice(5, 7)];
  const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`;
  for (const name of [year, quarter, `${year}-${month}`]) {
    const whole = parsePeriod(name);
    if (whole?.from === from && whole.to === to) return name;
  }
  return `${from}/${to}`;
}
