import type { Part } from '@tarim/documents';
import { type CityPeriod, cityPeriods, provenanceOfPeriod, simulatedPeriods } from '../facts/air-period.ts';
import { figure, LEVELS } from '../facts/levels.ts';
import type { SectionInput, SectionOutput } from './section.ts';

/** A month or a year by HJ 663: good days and concentrations of all cities together. */
export async function summaryOfPeriod(input: SectionInput): Promise<SectionOutput> {
  const { t, unit, period, now } = input;
  const all = await cityPeriods(input);
  const withDays = all.filter((one) => (one.result.withDust?.days.validDays ?? 0) > 0);
  const total = (of: (one: CityPeriod) => number) => withDays.reduce((sum, one) => sum + of(one), 0);
  const valid = total((one) => one.result.withDust!.days.validDays);
  const good = total((one) => one.result.withDust!.days.goodDays);
  const means = withDays.flatMap((one) => one.result.withDust!.pollutants['PM2.5'].mean?.value ?? []);
  const mean = means.length === 0 ? null : means.reduce((sum, one) => sum + one, 0) / means.length;
  const heavy = total(heavyDays);
  // Both figures stand side by side: how much of a bad day was the desert's is decided on them.
  const dust = total((one) => one.result.dust.days);
  const validWithout = total((one) => one.result.withoutDust?.days.validDays ?? 0);
  const goodWithout = total((one) => one.result.withoutDust?.days.goodDays ?? 0);
  const ratioWithout = validWithout === 0 ? '—' : ((goodWithout / validWithout) * 100).toFixed(1);
  const parts: Part[] = [];
  if (all.length === 0) parts.push({ kind: 'paragraph', text: t('doc.noCities', { unit: unit.name }) });
  else if (withDays.length === 0)
    parts.push({ kind: 'paragraph', text: t('doc.noJudgedPeriod', { n: all.length }) });
  else
    parts.push(
      {
        kind: 'paragraph',
        text: t('doc.periodText', {
          unit: unit.name,
          cities: all.length,
          judged: withDays.length,
          valid,
          good,
          ratio: ((good / valid) * 100).toFixed(1),
          mean: figure(mean),
          heavy,
          dust,
          ratioWithout,
        }),
      },
      {
        kind: 'facts',
        items: [
          { label: t('doc.goodRatio'), value: `${((good / valid) * 100).toFixed(1)}%` },
          { label: t('doc.goodRatioDust'), value: `${ratioWithout}%` },
          { label: t('doc.goodOfValid'), value: `${good} / ${valid}` },
          { label: t('doc.pm25Mean'), value: `${figure(mean)} µg/m³` },
          { label: t('doc.heavyDays'), value: String(heavy) },
        ],
      },
    );
  if (period.to > now) parts.push({ kind: 'note', text: t('doc.periodRuns') });
  return {
    parts,
    provenance: provenanceOfPeriod(input, all),
    simulated: simulatedPeriods(all),
  };
}

/** Days of 重度污染 and 严重污染; the evaluation counts by the Chinese names of the levels. */
function heavyDays({ result }: CityPeriod): number {
  return LEVELS.filter(({ level }) => level >= 5).reduce(
    (sum, { zh }) => sum + (result.withDust?.days.byLevel[zh] ?? 0),
    0,
  );
}
