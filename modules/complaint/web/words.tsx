import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Clock, ComplaintState } from '../contract.ts';

const STATE_COLOUR: Readonly<Partial<Record<ComplaintState, string>>> = {
  registered: 'orange',
  accepted: 'blue',
  handling: 'geekblue',
  handled: 'gold',
  replied: 'green',
};
const LIGHT_COLOUR: Readonly<Record<Clock['light'], string>> = {
  green: 'green',
  yellow: 'gold',
  red: 'red',
  done: 'default',
};
/** What may be shown as law; everything else has a badge. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function StateTag({ state }: { state: ComplaintState }): ReactNode {
  const t = useText('complaint');
  return <Tag color={STATE_COLOUR[state]}>{t(`state.${state}`)}</Tag>;
}

/** The light of a term, with its day: never by colour alone. */
export function ClockTag({ clock }: { clock: Clock }): ReactNode {
  const t = useText('complaint');
  return (
    <Tag color={LIGHT_COLOUR[clock.light]}>
      {t(`clock.${clock.key}`)} {clock.doneOn ?? clock.due} · {t(`light.${clock.light}`)}
    </Tag>
  );
}

/** A badge where what is said was not verified. */
export function Unverified({ confidence }: { confidence: string }): ReactNode {
  const t = useText('complaint');
  return SURE.has(confidence) ? null : <Tag color="warning">{t('unverified')}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('complaint');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** 打击报复 that nobody answered yet. */
export function RetaliationTag({ when }: { when: boolean }): ReactNode {
  const t = useText('complaint');
  return when ? <Tag color="red">{t('retaliation')}</Tag> : null;
}
