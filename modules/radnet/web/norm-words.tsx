import { formatNumber, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { DISCLOSURES, type NormAct, type NormState, type NormUnit } from '../contract.ts';
import type { StepField } from './step-dialog.tsx';

const COLOURS: Readonly<Record<NormState, string>> = {
  registered: 'default',
  below: 'green',
  unclear: 'gold',
  above: 'orange',
  announced: 'blue',
  listed: 'red',
  leaving: 'purple',
  removed: 'default',
};

export function NormTag({ state }: { state: NormState }): ReactNode {
  const t = useText('radnet');
  return <Tag color={COLOURS[state]}>{t(`norm.${state}`)}</Tag>;
}

export const NORM_FIELDS: Readonly<Record<NormAct['act'], readonly StepField[]>> = {
  screen: [{ name: 'laboratory', as: 'text' }],
  announce: [
    { name: 'until', as: 'day' },
    { name: 'where', as: 'text' },
  ],
  list: [{ name: 'document', as: 'text' }],
  report: [
    { name: 'year', as: 'year' },
    { name: 'summary', as: 'area' },
  ],
  disclose: [
    { name: 'what', as: 'one', of: DISCLOSURES, words: 'disclosure' },
    { name: 'where', as: 'text' },
  ],
  'propose-removal': [
    { name: 'ground', as: 'one', of: ['below', 'stopped'], words: 'ground' },
    { name: 'note', as: 'area' },
  ],
  retain: [{ name: 'reason', as: 'area' }],
  remove: [{ name: 'document', as: 'text' }],
};

/** `3.2 (U-238)`: the largest single concentration over 1 Bq/g. */
export function indexOf({ screening }: NormUnit): string {
  if (!screening || screening.index === null) return '—';
  return `${formatNumber(screening.index, 3)}${screening.nuclide ? ` (${screening.nuclide})` : ''}`;
}

export function Disclosed({ unit }: { unit: NormUnit }): ReactNode {
  const t = useText('radnet');
  return DISCLOSURES.map((what) => (
    <Tag key={what} color={unit.disclosed[what] ? 'green' : 'default'}>
      {t(`disclosure.${what}`)} {unit.disclosed[what] ?? t('disclosure.none')}
    </Tag>
  ));
}
