import type { Part } from '@tarim/documents';
import { daysOf } from '../domain/period.ts';
import { type CityPeriod, cityPeriods } from '../facts/air-period.ts';
import { figure, pollutantName } from '../facts/levels.ts';
import { rulesOf } from '../facts/rules.ts';
import type { SectionInput, SectionOutput } from './section.ts';

/** A month or a year by HJ 663: good days, concentrations, composite index of each city. */
export async function summaryOfPeriod(input: SectionInput): Promise<SectionOutput> {
  const { t, unit, period, now } = input;
  const all = await cityPeriods(input);
  const withDays = all.filter((one) => (one.result.withDust?.days.validDays ?? 0) > 0);
  const total = (of: (one: CityPeriod) => number) => withDays.reduce((sum, one) => sum + of(one), 0);
  const valid = total((one) => one.result.withDust!.days.validDays);
  const good = total((one) => one.result.withDust!.days.goodDays);
  const means = withDays.flatMap((one) => one.result.withDust!.pollutants['PM2.5'].mean?.value ?? []);
  const mean = means.length === 0 ? null : means.reduce((sum, one) => sum + one, 0) / means.length;
  const heavy = total((one) => Number(one.result.withDust!.days.byLevel[5] ?? 0) + Number(one.result.withDust!.days.byLevel[6] ?? 0)); // biome-ignore format: one sum
  const days = daysOf(period).length;
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
        }),
      },
      {
        kind: 'facts',
        items: [
          { label: t('doc.goodRatio'), value: `${((good / valid) * 100).toFixed(1)}%` },
          { label: t('doc.goodOfValid'), value: `${good} / ${valid}` },
          { label: t('doc.pm25Mean'), value: `${figure(mean)} µg/m³` },
          { label: t('doc.heavyDays'), value: String(heavy) },
        ],
      },
      table(input, all),
      { kind: 'note', text: t(period.kind === 'annual' ? 'doc.annualNote' : 'doc.monthlyNote') },
    );
  if (period.to > now) parts.push({ kind: 'note', text: t('doc.periodRuns') });
  const missing = all.flatMap(({ city, result }) => {
    const lack = days - (result.withDust?.days.validDays ?? 0);
    return lack > 0 ? [t('doc.cityLacksDays', { city: city.name, n: lack })] : [];
  });
  return {
    parts,
    provenance: {
      rules: rulesOf(
        withDays.flatMap((one) => one.result.rules),
        input.t,
      ),
      inputs: valid,
      expected: all.length * days,
      missing,
    },
    simulated: all.some((one) => one.city.simulated),
  };
}

/** From the lowest composite index to the highest; cities without one stand below. */
function table({ t }: SectionInput, all: readonly CityPeriod[]): Part {
  const index = (one: CityPeriod) => one.result.withDust?.composite?.value ?? Number.POSITIVE_INFINITY;
  const sorted = all.toSorted((a, b) => index(a) - index(b));
  const end = (title: string, share = 1) => ({ title, align: 'end' as const, share });
  return {
    kind: 'table',
    caption: t('doc.periodTable'),
    columns: [
      { title: t('doc.place'), align: 'center', share: 0.8 },
      { title: t('doc.city'), share: 2.9 },
      end(t('doc.validDays'), 1),
      end(t('doc.goodDays'), 1),
      end(t('doc.ratio'), 1.2),
      end('PM₂.₅', 1.1),
      end('PM₁₀', 1.1),
      end('O₃-8h', 1.1),
      end(t('doc.composite'), 1.2),
      { title: t('doc.largest'), align: 'center', share: 1.3 },
    ],
    rows: sorted.map((one) => {
      const figures = one.result.withDust;
      const place = index(one) === Number.POSITIVE_INFINITY ? '—' : String(1 + sorted.findIndex((other) => index(other) === index(one))); // biome-ignore format: one value
      return [
        place,
        one.city.name,
        figure(figures?.days.validDays),
        figure(figures?.days.goodDays),
        figures?.days.goodRatio == null ? '—' : `${figures.days.goodRatio.toFixed(1)}%`,
        figure(figures?.pollutants['PM2.5'].mean?.rounded),
        figure(figures?.pollutants.PM10.mean?.rounded),
        figure(figures?.pollutants.O3.percentile?.rounded),
        figure(figures?.composite?.rounded, 2),
        figures?.composite?.largest.map(pollutantName).join(t('doc.listMark')) ?? '—',
      ];
    }),
  };
}
