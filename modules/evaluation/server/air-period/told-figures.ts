import type { Static } from '@tarim/platform';
import type { AirPeriodResult, AirFigures as Computed } from '@tarim/science';
import { roundHalfEven } from '@tarim/science';
import type { AirStatistics, CriteriaPollutant } from '@tarim/standards';
import type { AirFigures, AirFinding } from '../../contract.ts';
import type { Words } from '../use-cases/language.ts';
import type { DustChoice } from './evaluate-days.ts';
import { problemIn } from './problem-words.ts';

/** 贡献: weight × C/S of each pollutant, and its share of the composite index in percent. */
export function contributions(
  composite: Computed['composite'],
  rules: AirStatistics,
): Record<string, { index: number; share: number }> {
  if (!composite || !rules.composite || composite.value <= 0) return {};
  const { weights } = rules.composite;
  return Object.fromEntries(
    Object.entries(composite.single).map(([name, single]) => {
      const index = weights[name as CriteriaPollutant] * single;
      return [
        name,
        { index: roundHalfEven(index, 3), share: roundHalfEven((index / composite.value) * 100, 1) },
      ];
    }),
  );
}

/** Figures of a period as the contract tells them. */
export function toldFigures(figures: Computed, rules: AirStatistics): Static<typeof AirFigures> {
  const { composite, pollutants, verdict, days } = figures;
  return {
    verdict,
    pollutants: Object.fromEntries(
      Object.entries(pollutants).map(([name, { worst: _worst, ...one }]) => [
        name,
        { ...one, fewMonths: [...one.fewMonths] },
      ]),
    ),
    composite: composite && {
      value: composite.value,
      rounded: composite.rounded,
      single: { ...composite.single },
      contribution: contributions(composite, rules),
      largest: [...composite.largest],
      confidence: composite.ruleConfidence,
    },
    days: { ...days, byLevel: { ...days.byLevel }, primaryDays: { ...days.primaryDays } },
  };
}

/** How the steps of the two sides are told apart by the evaluation. */
const LABELS: Readonly<Record<DustChoice, string>> = { with: '不扣沙尘 ', without: '扣沙尘 ' };

/** What explains one side of a result: its own steps, and all that concerns both. */
export function toldFinding(
  result: AirPeriodResult,
  dust: DustChoice,
  language: Words,
): Static<typeof AirFinding> {
  // Without a day of dust both sides are the same and are worked out once.
  const label = result.dust.days === 0 ? LABELS.with : LABELS[dust];
  return {
    rules: result.rules.map((one) => ({ ...one })),
    used: { ...result.used },
    missing: [...result.missing],
    steps: result.steps
      .filter((step) => step.of.startsWith(label))
      .map((step) => ({ ...step, of: step.of.slice(label.length) })),
    problems: result.problems.map((one) => problemIn(one, language)),
  };
}
