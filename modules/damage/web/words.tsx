import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Clock, DamageState } from '../contract.ts';

const STATE_COLOUR: Readonly<Partial<Record<DamageState, string>>> = {
  screening: 'blue',
  checking: 'geekblue',
  checked: 'cyan',
  assessing: 'gold',
  assessed: 'gold',
  negotiating: 'orange',
  agreed: 'volcano',
  failed: 'red',
  sued: 'magenta',
  performed: 'lime',
  effective: 'green',
};
const LIGHT_COLOUR: Readonly<Record<Clock['light'], string>> = {
  green: 'green',
  yellow: 'gold',
  red: 'red',
  done: 'default',
};
/** What may be shown as law; everything else has a badge. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function StateTag({ state }: { state: DamageState }): ReactNode {
  const t = useText('damage');
  return <Tag color={STATE_COLOUR[state]}>{t(`state.${state}`)}</Tag>;
}

/** The light of a term, with its day: never by colour alone. */
export function ClockTag({ clock }: { clock: Clock }): ReactNode {
  const t = useText('damage');
  return (
    <Tag color={LIGHT_COLOUR[clock.light]}>
      {t(`clock.${clock.key}`)} {clock.doneOn ?? clock.due} · {t(`light.${clock.light}`)}
    </Tag>
  );
}

/** A badge where what is said was not verified. */
export function Unverified({ confidence }: { confidence: string }): ReactNode {
  const t = useText('damage');
  return SURE.has(confidence) ? null : <Tag color="warning">{t('unverified')}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('damage');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

export const yuan = (amount: number | null): string => (amount === null ? '—' : amount.toLocaleString('en'));
