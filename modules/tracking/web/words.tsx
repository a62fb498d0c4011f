import { formatNumber, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AlarmState, JobPhase, Severity, Terminal } from '../contract.ts';

const SEVERITY: Readonly<Record<Severity, string>> = {
  announced: 'default',
  info: 'blue',
  warn: 'gold',
  high: 'orange',
  critical: 'red',
};
const STATE: Readonly<Record<AlarmState, string>> = { open: 'red', acknowledged: 'blue', closed: 'default' };
/** Colours of jobs in the calendar and on maps. */
export const PHASE_COLOURS: Readonly<Record<JobPhase, string>> = {
  filed: '#f9a825',
  approved: '#2e7d32',
  underway: '#1565c0',
  ended: '#78909c',
  overdue: '#c62828',
  refused: '#bdbdbd',
  withdrawn: '#bdbdbd',
};
const PHASE: Readonly<Record<JobPhase, string>> = {
  filed: 'gold',
  approved: 'green',
  underway: 'blue',
  ended: 'default',
  overdue: 'red',
  refused: 'default',
  withdrawn: 'default',
};

/** Colours on the map, by the gravest open alarm. */
export const MAP_COLOURS: Readonly<Record<Severity | 'fine', string>> = {
  fine: '#2e7d32',
  announced: '#78909c',
  info: '#1976d2',
  warn: '#f9a825',
  high: '#ef6c00',
  critical: '#c62828',
};
const ORDER: readonly Severity[] = ['announced', 'info', 'warn', 'high', 'critical'];

/** The gravest open alarm of a terminal. */
export function gravest({ alarms }: Pick<Terminal, 'alarms'>): Severity | 'fine' {
  return ORDER.findLast((one) => alarms.some((alarm) => alarm.severity === one)) ?? 'fine';
}

export function SeverityTag({ severity }: { severity: Severity }): ReactNode {
  const t = useText('tracking');
  return <Tag color={SEVERITY[severity]}>{t(`severity.${severity}`)}</Tag>;
}

export function StateTag({ state }: { state: AlarmState }): ReactNode {
  const t = useText('tracking');
  return <Tag color={STATE[state]}>{t(`state.${state}`)}</Tag>;
}

export function PhaseTag({ phase }: { phase: JobPhase }): ReactNode {
  const t = useText('tracking');
  return <Tag color={PHASE[phase]}>{t(`phase.${phase}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('tracking');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** Bq as people of the field write it: `2.1 TBq`. */
export function activityText(bq: number | null): string {
  if (bq === null) return '—';
  const [scale, unit] = (
    [
      [1e12, 'TBq'],
      [1e9, 'GBq'],
      [1e6, 'MBq'],
    ] as const
  ).find(([least]) => bq >= least) ?? [1, 'Bq'];
  return `${formatNumber(bq / scale, 3)} ${unit}`;
}
