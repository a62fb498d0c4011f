import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import './quality.css';

export const STATE_COLOURS: Readonly<Record<string, string>> = {
  open: 'default',
  self: 'gold',
  check: 'blue',
  final: 'green',
  returned: 'red',
  reopened: 'orange',
};

export function StateTag({ state, version }: { state: string; version?: number }): ReactNode {
  const t = useText('quality');
  return (
    <Tag color={STATE_COLOURS[state]}>
      {t(`state.${state}`)}
      {version && state !== 'open' ? ` v${version}` : ''}
    </Tag>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('quality');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

const SURE = ['official-text', 'multi-source'];
export function ConfidenceTag({ confidence }: { confidence: string }): ReactNode {
  const t = useText('quality');
  const colour = confidence === 'local' ? 'blue' : SURE.includes(confidence) ? 'green' : 'orange';
  return <Tag color={colour}>{t(`confidence.${confidence}`)}</Tag>;
}

/** The Beijing month `back` months ago: `2026-10`. */
export function monthBack(back: number): string {
  const now = new Date(Date.now() + 8 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
}

export function monthStep(month: string, by: number): string {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7);
}

/** kg with as many digits as help: 1 234.5, 0.0123. */
export function kgText(kg: number | null): string {
  if (kg === null) return '—';
  const digits = kg === 0 || kg >= 100 ? 1 : kg >= 1 ? 3 : 5;
  return kg.toLocaleString('en-US', { maximumFractionDigits: digits });
}

export const percentText = (value: number | null): string => (value === null ? '—' : `${value.toFixed(1)} %`);
