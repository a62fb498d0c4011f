import { Link } from '@tanstack/react-router';
import { formatNumber, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { DOSE_CODE, type FindingState, type HourState } from '../contract.ts';

/** Colours of hours, of tags, maps and charts; never alone: the word stands beside. */
export const HOUR_COLOURS: Readonly<Record<HourState, string>> = {
  normal: '#2f9e62',
  'rain-suspected': '#2f80c4',
  attention: '#d9901a',
  alarm: '#d4380d',
  urgent: '#8c1d18',
  'fault-low': '#7a5ea8',
  'fault-flat': '#7a5ea8',
  missing: '#8a9599',
  'not-judged': '#b9c2c6',
};
const FINDING_COLOURS: Readonly<Record<FindingState, string>> = {
  open: 'red',
  acknowledged: 'orange',
  closed: 'green',
  over: 'blue',
  withdrawn: 'default',
};
/** What may be shown as law; everything else has a badge. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function HourTag({ state }: { state: HourState }): ReactNode {
  const t = useText('radnet');
  return <Tag color={HOUR_COLOURS[state]}>{t(`hour.${state}`)}</Tag>;
}

export function FindingTag({ state }: { state: FindingState }): ReactNode {
  const t = useText('radnet');
  return <Tag color={FINDING_COLOURS[state]}>{t(`finding.${state}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('radnet');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

export function Unverified({ confidence }: { confidence: string }): ReactNode {
  const t = useText('radnet');
  return SURE.has(confidence) ? null : <Tag color="warning">{t('ours')}</Tag>;
}

/** nGy/h, one decimal. */
export const dose = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : `${formatNumber(value, 1)} nGy/h`;

/** A dose rate that leads to the records and frames that it was made of. */
export function TracedDose({
  pointId,
  time,
  value,
}: {
  pointId: number;
  time: string;
  value: number | null;
}): ReactNode {
  if (value === null) return '—';
  const search = new URLSearchParams({ pointId: String(pointId), period: 'hour', time, code: DOSE_CODE });
  return <Link to={`/trace/rollup?${search}` as string}>{dose(value)}</Link>;
}
