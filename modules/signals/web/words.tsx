import { type Text, useText } from '@tarim/ui';
import { Progress, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { LeadState } from '../contract.ts';

const STATE_COLOURS: Readonly<Record<LeadState, string>> = {
  open: 'orange',
  confirmed: 'red',
  innocent: 'green',
  unclear: 'default',
};

export const detectorName = (t: Text, detector: string): string => t(`signal.name.${detector}`);
export const innocentName = (t: Text, code: string): string => t(`signal.innocent.${code}`);

export function StateTag({ state }: { state: LeadState }): ReactNode {
  const t = useText('signals');
  return <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('signals');
  return when ? <Tag color="purple">{t('simulated')}</Tag> : null;
}

/** 0 … 1 as a bar with its figure; a scale of its own for each detector. */
export function StrengthBar({ strength }: { strength: number }): ReactNode {
  const t = useText('signals');
  return (
    <Progress
      aria-label={t('field.strength')}
      size="small"
      style={{ minWidth: 110, margin: 0 }}
      percent={Math.round(strength * 100)}
      format={() => <span className="nowrap">{strength.toFixed(2)}</span>}
      strokeColor={strength >= 0.8 ? '#c62828' : strength >= 0.5 ? '#d9901a' : '#3f7fc4'}
      status="normal"
    />
  );
}

/** The base rate in words; honest about what it is of. */
export function baseRateText(t: Text, baseRate: number | null): string {
  if (baseRate === null) return t('baseRate.none');
  return t('baseRate.share', { percent: (baseRate * 100).toFixed(baseRate < 0.01 ? 1 : 0) });
}
