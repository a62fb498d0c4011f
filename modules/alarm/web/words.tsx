import { ALARM_KIND_TITLES, ALARM_STATES_TITLES, type Text } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AlarmKind, AlarmRule, AlarmState, Severity } from '../contract.ts';

const SEVERITY_COLOURS: Readonly<Record<Severity, string>> = {
  info: 'default',
  warning: 'orange',
  critical: 'red',
};
/** From the least to the worst. */
export const SEVERITIES = Object.keys(SEVERITY_COLOURS) as readonly Severity[];

export const kindName = (t: Text, kind: AlarmKind): string => t(ALARM_KIND_TITLES[kind]?.title ?? kind);
export const stateName = (t: Text, state: AlarmState): string =>
  t(ALARM_STATES_TITLES[state]?.title ?? state);

export function StateTag({ state, t }: { state: AlarmState; t: Text }): ReactNode {
  return <Tag color={ALARM_STATES_TITLES[state]?.colour}>{stateName(t, state)}</Tag>;
}

export function SeverityTag({ severity, t }: { severity: Severity; t: Text }): ReactNode {
  return <Tag color={SEVERITY_COLOURS[severity]}>{t(`severity.${severity}`)}</Tag>;
}

/** `2 分钟`, `1 小时`, `立即`. */
export function duration(t: Text, seconds: number): string {
  if (seconds === 0) return t('atOnce');
  return seconds % 3600 === 0
    ? t('hours', { n: seconds / 3600 })
    : t('minutes', { n: Math.round(seconds / 6) / 10 });
}

/** Why a version was made; what came with the platform has a code instead of somebody's words. */
export function reasonOf(t: Text, { changedBy, reason }: AlarmRule): string {
  return changedBy === null && reason === 'factory' ? t('rules.factory') : (reason ?? '—');
}
