import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { ReportLanguage } from '../contract.ts';
import { periodName, type ReportPeriod } from './domain/period.ts';
import type { Values } from './domain/template.ts';
import type { ReportUnit } from './units.ts';

/** What the placeholders of a template stand for in one report. */
export function valuesOf(one: {
  readonly unit: ReportUnit;
  readonly period: ReportPeriod;
  readonly language: ReportLanguage;
  readonly now: number;
  readonly number: number;
  readonly revision: number;
}): Values {
  const { unit, period, language } = one;
  return {
    unit: unit.name,
    period: periodName(period.key, language),
    from: periodName(beijingDate(period.from), language),
    to: periodName(beijingDate(period.to - 1), language),
    days: String(Math.round((period.to - period.from) / DAY_MS)),
    madeOn: periodName(beijingDate(one.now), language),
    number: String(one.number),
    template: String(one.revision),
  };
}
