import { evaluateAqi } from '../aqi/evaluate.ts';
import type { Step } from '../finding.ts';
import { BASELINE_MODEL } from './baseline.ts';
import { type BaselineTarget, FORECAST_POLLUTANTS, type PollutantForecast } from './types.ts';

const f = (value: number, places = 3): string => String(Number(value.toFixed(places)));

/** The forecast of a day as on paper: for each pollutant its parts, its weight, its range; then the index. */
export function baselineSteps({ date, pollutants }: Pick<BaselineTarget, 'date' | 'pollutants'>): Step[] {
  const steps: Step[] = [];
  const told = FORECAST_POLLUTANTS.flatMap((name) => {
    const one = pollutants[name];
    return one ? [[name, one] as const] : [];
  });
  for (const [name, one] of told) steps.push(...stepsOf(name, one));
  const index = evaluateAqi({
    period: 'day',
    time: Date.parse(`${date}T00:00:00+08:00`),
    values: Object.fromEntries(told.map(([name, one]) => [name, one.value])),
  });
  for (const { pollutant, formula, iaqi } of index.steps)
    if (formula !== null)
      steps.push({ of: `IAQI ${pollutant}`, rule: index.standard, formula, result: iaqi });
  const list = Object.entries(index.iaqi).map(([name, iaqi]) => `${name} ${iaqi}`);
  if (list.length > 0)
    steps.push({ of: 'AQI', rule: index.standard, formula: `max(${list.join(', ')})`, result: index.aqi });
  return steps;
}

function stepsOf(name: string, one: PollutantForecast): Step[] {
  const { climatology: c, fit, last, span, weight, errors } = one;
  const steps: Step[] = [];
  const say = (of: string, formula: string, result: Step['result']) =>
    steps.push({ of: `${name} ${of}`, rule: BASELINE_MODEL, formula, result });
  if (last) say('P', last.date, last.value);
  if (c) say('C', `median(±7 d, ${c.years} a, n = ${c.n}); Q25 ${f(c.q25)}, Q75 ${f(c.q75)}`, f(c.median));
  if (fit && one.method === 'blend') {
    const r = fit.r.map((value, i) => `r${i + 1} ${f(value)}`).join(', ');
    say('ρ', `min Σ(r_k − ρ^k)²; ${r}; n = ${fit.pairs}`, f(fit.rho));
  }
  if (one.method === 'blend') say('w', `ρ^g, g = ${span}`, f(weight));
  const parts = [
    ...(last ? [`${f(weight)}×${last.value}`] : []),
    ...(c && weight < 1 ? [`${f(1 - weight)}×${f(c.median)}`] : []),
  ];
  say('F', parts.join(' + '), one.value);
  if (errors)
    say(
      'Q25–Q75',
      `F ${signed(errors.q25)} … F ${signed(errors.q75)} (n = ${errors.n})`,
      `${one.low}–${one.high}`,
    );
  return steps;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'} ${f(Math.abs(value))}`;
