import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { CaseState, Clock, ClueState } from '../contract.ts';

const STATE_COLOUR: Readonly<Partial<Record<CaseState, string>>> = {
  investigating: 'blue',
  reviewing: 'geekblue',
  reviewed: 'cyan',
  noticed: 'gold',
  decided: 'orange',
  delivered: 'volcano',
  performed: 'green',
  demanded: 'red',
  'court-applied': 'magenta',
};
const LIGHT_COLOUR: Readonly<Record<Clock['light'], string>> = {
  green: 'green',
  yellow: 'gold',
  red: 'red',
  done: 'default',
  paused: 'purple',
};

export function StateTag({ state }: { state: CaseState }): ReactNode {
  const t = useText('enforcement');
  return <Tag color={STATE_COLOUR[state]}>{t(`state.${state}`)}</Tag>;
}

const CLUE_COLOUR: Readonly<Record<ClueState, string>> = {
  open: 'orange',
  inspecting: 'blue',
  filed: 'green',
  'not-filed': 'default',
  transferred: 'purple',
};

export function ClueTag({ state }: { state: ClueState }): ReactNode {
  const t = useText('enforcement');
  return <Tag color={CLUE_COLOUR[state]}>{t(`clueState.${state}`)}</Tag>;
}

/** The light of a term, with its day: never by colour alone. */
export function ClockTag({ clock }: { clock: Clock }): ReactNode {
  const t = useText('enforcement');
  return (
    <Tag color={LIGHT_COLOUR[clock.light]}>
      {t(`clock.${clock.key}`)} {clock.doneOn ?? clock.due ?? ''} · {t(`light.${clock.light}`)}
    </Tag>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('enforcement');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

export const yuan = (amount: number | null): string => (amount === null ? '—' : amount.toLocaleString('en'));
