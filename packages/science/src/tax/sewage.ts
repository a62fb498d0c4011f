import type { Problem } from '@tarim/kernel';
import { TAX_TABLES } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { compare, divide, multiply, type Rational, rational, subtract } from '../rational.ts';
import { told6 } from './money.ts';
import type { Amount } from './outlet.ts';
import { TAX_PROBLEMS as P } from './problems.ts';
import type { WaterTaxInput } from './types.ts';

const RULE = '环境保护税法 第八条、应税污染物和当量值表';
const ZERO: Rational = rational(0);

/** What is counted by tonnes of sewage: pH, colour, coliform bacteria or residual chlorine; all of them 其他类水污染物. */
export function sewageAmounts(
  input: WaterTaxInput,
  used: Record<string, number>,
  steps: Step[],
  problems: Problem[],
): Amount[] {
  const { pH, colour, sewage } = input;
  const coliform = input.coliformExceeds === true;
  const chlorine = input.chlorineExceeds === true;
  if (pH === undefined && colour === undefined && !coliform && !chlorine) return [];
  if (!isAmount(sewage)) {
    problems.push(problem(P.sewage, {}, 'sewage'));
    return [];
  }
  used.sewage = sewage;
  const { colour_t_per_multiple: perMultiple, coliform_t, residual_chlorine_t } = TAX_TABLES.water_other;
  const made: Amount[] = [];
  const count = (item: string, no: number, equivalents: Rational, formula: string, once?: string) => {
    steps.push({ of: item, rule: RULE, formula, result: told6(equivalents) });
    made.push({ item, given: item, group: 'water-other', no, equivalents, ...(once ? { once } : {}) });
  };
  if (pH !== undefined) {
    if (!isAmount(pH) || pH > 14) problems.push(problem(P.ph, {}, 'pH'));
    else {
      used.pH = pH;
      const t = tonnesPerEquivalent(pH);
      if (t === null) count('pH', 101, ZERO, `6 ≤ ${pH} ≤ 9`);
      else count('pH', 101, divide(rational(sewage), rational(t)), `${sewage} / ${t} (pH ${pH})`);
    }
  }
  if (colour !== undefined) {
    const { value, standard } = (colour ?? {}) as unknown as Record<string, unknown>;
    if (!isAmount(value) || !isAmount(standard) || standard === 0)
      problems.push(problem(P.colour, {}, 'colour'));
    else {
      used.colour = value;
      const over = subtract(rational(value), rational(standard));
      const multiple = compare(over, ZERO) > 0 ? divide(over, rational(standard)) : ZERO;
      count(
        '色度',
        102,
        divide(multiply(rational(sewage), multiple), rational(perMultiple)),
        `${sewage} × (${value} − ${standard})/${standard} / ${perMultiple}`,
      );
    }
  }
  const bySewage = (item: string, no: number, t: number) =>
    count(item, no, divide(rational(sewage), rational(t)), `${sewage} / ${t}`, 'disinfection');
  if (coliform) bySewage('大肠菌群数（超标）', 103, coliform_t);
  if (chlorine) bySewage('余氯量（用氯消毒的医院废水）', 104, residual_chlorine_t);
  return made;
}

/** Null between 6 and 9. The acid side holds its lower bound (5 is in 5–6), the alkaline side its upper one (12 is in 11–12). */
function tonnesPerEquivalent(pH: number): number | null {
  const found = TAX_TABLES.water_ph.find(
    ({ acid, alkaline }) =>
      (acid[0] <= pH && pH < acid[1]) || (alkaline !== null && alkaline[0] < pH && pH <= alkaline[1]),
  );
  return found?.t ?? null;
}
