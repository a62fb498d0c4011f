import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Clock, LightWord, Prompt } from '../contract.ts';

const LIGHT: Readonly<Record<LightWord, string>> = {
  red: 'red',
  yellow: 'gold',
  green: 'green',
  done: 'default',
};
const BAD = new Set(['expired', 'revoked', 'lost', 'overdue', 'refused']);
const WAIT = new Set(['applied', 'accepted', 'idle', 'returned', 'missing', 'registered']);
const GOOD = new Set(['valid', 'in-use', 'passed', 'collected']);
/** Category today: the more dangerous, the darker. */
const CATEGORY: Readonly<Record<string, string>> = {
  I: 'magenta',
  II: 'red',
  III: 'volcano',
  IV: 'orange',
  V: 'gold',
  exempt: 'default',
};

export function LightTag({ clock }: { clock: Clock }): ReactNode {
  const t = useText('radiation');
  return <Tag color={clock.late ? 'red' : LIGHT[clock.light]}>{t(`light.${clock.light}`)}</Tag>;
}

/** A state of a licence, source or orphan. */
export function StateTag({ state }: { state: string }): ReactNode {
  const t = useText('radiation');
  const colour = BAD.has(state) ? 'red' : GOOD.has(state) ? 'green' : WAIT.has(state) ? 'gold' : 'default';
  return <Tag color={colour}>{t(`state.${state}`)}</Tag>;
}

/** A state of an annual report: its words are its own. */
export function ReportTag({ state }: { state: string }): ReactNode {
  const t = useText('radiation');
  const colour = { overdue: 'red', passed: 'green', filed: 'blue', returned: 'gold' }[state] ?? 'default';
  return <Tag color={colour}>{t(`reportState.${state}`)}</Tag>;
}

export function CategoryTag({ category }: { category: string | null }): ReactNode {
  const t = useText('radiation');
  if (category === null) return <span className="muted">{t('category.unknown')}</span>;
  return <Tag color={CATEGORY[category]!}>{category === 'exempt' ? t('category.exempt') : category}</Tag>;
}

export function LevelTag({ level, text }: { level: Prompt['level']; text: string }): ReactNode {
  return <Tag color={level === 'red' ? 'red' : 'gold'}>{text}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('radiation');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

const VERIFIED = new Set(['official-text', 'multi-source']);

/** Where a rule stands; what was not checked is told, and is no law. */
export function Basis({ source, confidence }: { source: string; confidence: string }): ReactNode {
  const t = useText('radiation');
  return (
    <>
      {source} {VERIFIED.has(confidence) ? null : <Tag color="orange">{t('unverified')}</Tag>}
    </>
  );
}

const UNITS = [
  [1e15, 'PBq'],
  [1e12, 'TBq'],
  [1e9, 'GBq'],
  [1e6, 'MBq'],
  [1e3, 'kBq'],
] as const;

/** An activity with three digits and the unit that fits it. */
export function activityText(bq: number | null): string {
  if (bq === null) return '—';
  const [size, unit] = UNITS.find(([from]) => bq >= from) ?? [1, 'Bq'];
  return `${Number((bq / size).toPrecision(3))} ${unit}`;
}

export const figureText = (value: number | null): string => {
  if (value === null) return '—';
  return value >= 0.01 && value < 10_000 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
};

/** What a prompt says, its parts told by their words. */
export function promptText(t: ReturnType<typeof useText>, { key, params }: Prompt): string {
  const { field, filing, clock } = params;
  return t(`prompt.${key}`, {
    ...params,
    ...(field === undefined ? {} : { field: t(`field.${field}`) }),
    ...(filing === undefined ? {} : { filing: t(`filing.${filing}`) }),
    ...(clock === undefined ? {} : { clock: t(`clock.${clock}`) }),
  });
}
