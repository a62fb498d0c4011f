import type { Part } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import { type CityDay, dayOfCities, provenanceOfDay } from '../facts/air-day.ts';
import { LEVELS, levelName, pollutantName } from '../facts/levels.ts';
import type { SectionInput, SectionOutput } from './section.ts';

/** A day: how many cities were good, the best and the worst. */
export async function summaryOfDay(input: SectionInput): Promise<SectionOutput> {
  const { t, unit, language, period, now } = input;
  const day = await dayOfCities(input);
  const { cities, judged, hour } = day;
  const good = judged.filter((one) => one.row!.level! <= 2).length;
  const worst = judged.at(-1);
  const parts: Part[] = [];
  if (cities.length === 0) parts.push({ kind: 'paragraph', text: t('doc.noCities', { unit: unit.name }) });
  else if (judged.length === 0)
    parts.push({
      kind: 'paragraph',
      text: t(period.to > now ? 'doc.dayRuns' : 'doc.noJudgedDay', { n: cities.length }),
    });
  else {
    const byLevel = LEVELS.flatMap(({ level }) => {
      const n = judged.filter((one) => one.row!.level === level).length;
      return n === 0 ? [] : [t('doc.citiesOfLevel', { level: levelName(level, language), n })];
    });
    parts.push(
      {
        kind: 'paragraph',
        text: t(judged.length === 1 ? 'doc.dayTextOne' : 'doc.dayText', {
          unit: unit.name,
          primary: worst!.row!.primary.map(pollutantName).join(t('doc.listMark')) || '—',
          cities: cities.length,
          judged: judged.length,
          levels: byLevel.join(t('doc.listMark')),
          best: judged[0]!.city.name,
          bestAqi: judged[0]!.row!.aqi!,
          worst: worst!.city.name,
          worstAqi: worst!.row!.aqi!,
          worstLevel: levelName(worst!.row!.level, language),
        }),
      },
      {
        kind: 'facts',
        items: [
          { label: t('doc.assessedCities'), value: `${judged.length} / ${cities.length}` },
          { label: t('doc.goodCities'), value: `${good} (${((good / judged.length) * 100).toFixed(1)}%)` },
          { label: t('doc.pollutedCities'), value: String(judged.length - good) },
          { label: t('doc.pm25Mean'), value: `${meanOf(judged)} µg/m³` },
        ],
      },
    );
  }
  if (hour !== null)
    parts.unshift({
      kind: 'note',
      text: t('doc.dayRunsAt', { time: beijingIso(hour).slice(11, 16) }),
    });
  return {
    parts,
    provenance: provenanceOfDay(day, t),
    simulated: cities.some((city) => city.simulated),
  };
}

function meanOf(judged: readonly CityDay[]): string {
  const values = judged
    .map((one) => one.row!.result.values['PM2.5'])
    .filter((one) => typeof one === 'number');
  return values.length === 0 ? '—' : (values.reduce((sum, one) => sum + one, 0) / values.length).toFixed(0);
}
