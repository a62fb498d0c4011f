import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { DrawState, Result } from '../contract.ts';

const STATE_COLOUR: Readonly<Record<DrawState, string>> = {
  committed: 'blue',
  drawn: 'green',
  void: 'default',
};
const RESULT_COLOUR: Readonly<Record<Result, string>> = {
  'no-problem': 'green',
  corrected: 'gold',
  ordered: 'orange',
  filed: 'red',
  'stopped-or-moved': 'default',
  'no-contact': 'default',
  refused: 'magenta',
};

export function DrawTag({ state }: { state: DrawState }): ReactNode {
  const t = useText('inspection');
  return <Tag color={STATE_COLOUR[state]}>{t(`drawState.${state}`)}</Tag>;
}

export function ResultTag({ result }: { result: Result | null }): ReactNode {
  const t = useText('inspection');
  return result ? (
    <Tag color={RESULT_COLOUR[result]}>{t(`result.${result}`)}</Tag>
  ) : (
    <Tag>{t('visits.planned')}</Tag>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('inspection');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** Names with certificates; the first leads. */
export const teamText = (team: readonly { readonly name: string; readonly certificate: string }[]): string =>
  team.map(({ name, certificate }) => `${name}（${certificate}）`).join('、');
