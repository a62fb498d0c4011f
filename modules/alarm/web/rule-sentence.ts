import { formatNumber, type Text } from '@tarim/ui';
import type { Condition, RuleBody, Term } from '../contract.ts';

/** Name of a factor for people. */
export type NameOf = (code: string) => string;

/** A term as people say it: 氮氧化物（折算）高于 100 mg/m³，降到 80 以下解除. */
export function termSentence(t: Text, term: Term, name: NameOf): string {
  const hold =
    'holdMinutes' in term && term.holdMinutes ? t('say.hold', { span: span(t, term.holdMinutes) }) : '';
  const figure =
    'measure' in term && term.measure && term.measure !== 'mean' ? t(`measure.${term.measure}`) : '';
  const of =
    'code' in term && term.code
      ? `${name(term.code)}${figure ? t('say.figure', { figure }) : ''}`
      : t('say.anyFactor');
  const clear = (value: string) =>
    'clear' in term && term.clear !== undefined
      ? t(`say.clear.${(term as { op: string }).op}`, { value })
      : '';
  const number = (value: number) => formatNumber(value, 4);
  switch (term.type) {
    case 'threshold':
      return `${t(`say.threshold.${term.op}`, { of, value: `${number(term.value)}${term.unit ? ` ${term.unit}` : ''}` })}${clear(number(term.clear ?? 0))}${hold}`;
    case 'limit':
      return `${t(`say.limit.${term.op}`, { of, percent: number(term.ratio * 100) })}${clear(`${number((term.clear ?? 0) * 100)}%`)}${hold}`;
    case 'compare':
      return `${t(`say.compare.${term.op}`, { of, other: name(term.other), ratio: number(term.ratio) })}${clear(number(term.clear ?? 0))}${hold}`;
    case 'rate':
      return `${t(`say.rate.${term.op}`, { of, value: number(term.value), per: t(`per.${term.per}`), span: span(t, term.withinMinutes) })}${hold}`;
    case 'absent':
      return term.minutes === undefined
        ? t('say.absentIntervals', { n: number(term.intervals ?? 5) })
        : t('say.absent', { span: span(t, term.minutes) });
    case 'flag':
      return `${t('say.flag', { of, flags: term.flags.join(', ') })}${hold}`;
    case 'device':
      return t(`say.device.${term.state}`);
    case 'verdict':
      return `${t(`say.verdict.${term.word}`, { of })}${hold}`;
    case 'aqi':
      return `${t('say.aqi', { level: term.level })}${hold}`;
  }
}

export function conditionSentence(t: Text, condition: Condition, name: NameOf): string {
  const parts = condition.parts.map((part) =>
    'type' in part
      ? termSentence(t, part, name)
      : t('say.branch', {
          inner: part.terms.map((term) => termSentence(t, term, name)).join(t(`say.join.${part.join}`)),
        }),
  );
  return parts.join(t(`say.join.${condition.join}`));
}

/** A whole rule in one sentence: when, what, for how long, how grave, told to whom. */
export function ruleSentence(t: Text, body: RuleBody, name: NameOf): string {
  const { schedule } = body;
  const when = [
    schedule?.season ? t('say.season', schedule.season) : '',
    schedule?.weekdays
      ? t('say.weekdays', { days: schedule.weekdays.map((day) => t(`weekday.${day}`)).join(t('say.and')) })
      : '',
    schedule?.hours ? t('say.hours', schedule.hours) : '',
  ].filter(Boolean);
  return [
    ...when,
    t('say.on', { basis: t(`basis.${body.basis}`) }) + conditionSentence(t, body.condition, name),
    body.pendingFor > 0 ? t('say.pending', { span: span(t, body.pendingFor / 60) }) : '',
    t('say.raise', { severity: t(`severity.${body.severity}`) }),
    body.recoverFor > 0 ? t('say.recover', { span: span(t, body.recoverFor / 60) }) : '',
    body.groupBy && body.groupBy !== 'none' ? t('say.group', { by: t(`group.${body.groupBy}`) }) : '',
  ]
    .filter(Boolean)
    .join(t('say.comma'));
}

/** Minutes as people say them. */
export function span(t: Text, minutes: number): string {
  if (minutes % 1440 === 0) return t('days', { n: minutes / 1440 });
  if (minutes % 60 === 0) return t('hours', { n: minutes / 60 });
  return t('minutes', { n: Math.round(minutes * 10) / 10 });
}
