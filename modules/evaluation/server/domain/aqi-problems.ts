import { fillMessage, type Problem } from '@tarim/kernel';
import { SCIENCE_PROBLEMS } from '@tarim/science';
import { aqiStandard } from '@tarim/standards';
import type { AqiRow } from '../sql/aqi.ts';

const DEFINITIONS = new Map(Object.values(SCIENCE_PROBLEMS).map((one) => [one.code, one]));

/** The problems of an index in the reader's language: they were stored by their code, in one language. */
export function aqiProblems(row: AqiRow, lang: 'zh' | 'en'): Problem[] {
  return row.result.problems.map((one) => {
    const definition = DEFINITIONS.get(one.code);
    const pollutant = one.path?.split('.').at(-1) ?? '';
    if (!definition) return { ...one };
    const { instead } = aqiStandard(row.time).data.rules;
    const message = fillMessage(definition[lang], {
      pollutant,
      value: row.result.values[pollutant] ?? row.inputs.values[pollutant] ?? '—',
      instead: instead?.[row.period]?.[pollutant]?.value ?? '—',
    });
    return { ...one, message };
  });
}
