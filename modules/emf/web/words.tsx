import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  type EmfFindingState,
  type Facility,
  type MeasurementState,
  type PetitionClock,
  type PetitionState,
  percentWords,
  type Verdict,
} from '../contract.ts';

/** Colours of verdicts, of tags and maps; never alone: the word stands beside. */
export const VERDICT_COLOURS: Readonly<Record<Verdict, string>> = {
  meets: '#2f9e62',
  exceeds: '#d4380d',
  'below-range': '#2f80c4',
  'not-judged': '#8a9599',
};
const FINDING_COLOURS: Readonly<Record<EmfFindingState, string>> = {
  open: 'red',
  acknowledged: 'orange',
  closed: 'green',
  withdrawn: 'default',
};
const STATE_COLOURS: Readonly<Record<MeasurementState, string>> = {
  filed: 'orange',
  checked: 'green',
  returned: 'default',
};
const LIGHT_COLOURS = { green: 'green', yellow: 'gold', red: 'red', done: 'default' } as const;
/** What may be shown as law; everything else has a badge. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function VerdictTag({ verdict }: { verdict: Verdict }): ReactNode {
  const t = useText('emf');
  return <Tag color={VERDICT_COLOURS[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
}

export function FindingTag({ state }: { state: EmfFindingState }): ReactNode {
  const t = useText('emf');
  return <Tag color={FINDING_COLOURS[state]}>{t(`finding.${state}`)}</Tag>;
}

export function MeasurementTag({ state }: { state: MeasurementState }): ReactNode {
  const t = useText('emf');
  return <Tag color={STATE_COLOURS[state]}>{t(`measurementState.${state}`)}</Tag>;
}

export function PetitionTag({ state }: { state: PetitionState }): ReactNode {
  const t = useText('emf');
  return (
    <Tag color={state === 'archived' || state === 'merged' ? 'default' : 'blue'}>{t(`state.${state}`)}</Tag>
  );
}

export function Light({ light }: { light: PetitionClock['light'] }): ReactNode {
  const t = useText('emf');
  return <Tag color={LIGHT_COLOURS[light]}>{t(`light.${light}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('emf');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

export function Unverified({ confidence }: { confidence: string }): ReactNode {
  const t = useText('emf');
  if (SURE.has(confidence)) return null;
  return <Tag color="warning">{t(confidence === 'unverified' ? 'ours' : 'unverified')}</Tag>;
}

/** The newest measurement of a facility, beside how it was judged. */
export function NewestOf({ one }: { one: Facility }): ReactNode {
  if (!one.newest) return '—';
  const { verdict, percent, upperBound } = one.newest;
  return (
    <>
      <VerdictTag verdict={verdict} /> {percentWords(percent, upperBound)}
    </>
  );
}
