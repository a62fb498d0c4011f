import type { AlarmKind } from '../../contract.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import type { Figures } from './fold.ts';

/** Three figures that matter; times and words as they are. */
const shown = (value: number | string | null | undefined): string =>
  value === null || value === undefined
    ? '—'
    : typeof value === 'string'
      ? value.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}).*$/, '$1 $2')
      : String(Number(value.toPrecision(4)));

/** Why an alarm was raised, in words with the figures that made it; the rules are a proposal of this platform and are named so. */
export function explainAlarm(
  one: {
    readonly kind: AlarmKind;
    readonly rule: string;
    readonly ruleVersion: number;
    readonly figures: Figures;
  },
  tongue: Tongue,
): string {
  const t = wordsIn(tongue);
  const { figures, rule, ruleVersion } = one;
  const params: Record<string, string> = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, shown(value)]),
  );
  const { net, expected, share, times, judgeable, background } = figures;
  if (typeof expected === 'number') {
    params.threshold = shown(expected * Number(one.kind === 'source_missing' ? share : times));
    params.floor = shown(Number(judgeable) * Number(background));
    params.ratio = typeof net === 'number' && expected > 0 ? shown(net / expected) : '—';
  }
  if (typeof figures.gap === 'number') {
    params.minutes = shown(figures.gap / 60);
    params.allowed = shown((Number(figures.interval) * Number(figures.intervals)) / 60);
  }
  const covered = typeof figures.cellReports === 'number' ? t('why.coverage', params) : '';
  const corrected = figures.facts === 'ledger' && figures.sourceShare !== 1 ? t('why.corrected', params) : '';
  const announced = typeof figures.outageUntil === 'string' ? t('why.announced', params) : '';
  const why = t(`why.${one.kind}` as Key, params);
  return `${why}${corrected}${announced}${covered} ${t('why.rule', { rule, version: ruleVersion })}`;
}
