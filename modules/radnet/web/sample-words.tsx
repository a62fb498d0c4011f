import { formatNumber, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { SampleResult, SampleState } from '../contract.ts';

const COLOURS: Readonly<Record<SampleState, string>> = {
  planned: 'default',
  collected: 'blue',
  'review-1': 'gold',
  'review-2': 'gold',
  'review-3': 'gold',
  reviewed: 'cyan',
  published: 'green',
  cancelled: 'default',
};

export function SampleTag({ state }: { state: SampleState }): ReactNode {
  const t = useText('radnet');
  return <Tag color={COLOURS[state]}>{t(`sample.${state}`)}</Tag>;
}

/** A badge where a row of the standard is recalled, and was not seen. */
export function Recalled({ confidence }: { confidence: string }): ReactNode {
  const t = useText('radnet');
  const sure = confidence === 'official-text' || confidence === 'multi-source';
  return <Tag color={sure ? 'green' : 'warning'}>{t(sure ? 'verified' : 'recalled')}</Tag>;
}

/** `1.8 ± 0.2 µg/L`; below the detection limit `< 3 mBq/L`, said in words as well. */
export function Result({ of }: { of: SampleResult }): ReactNode {
  const t = useText('radnet');
  const { value, below, detectionLimit, uncertainty, unit } = of;
  if (below)
    return (
      <>
        &lt; {formatNumber(detectionLimit, 6)} {unit} <Tag>{t('result.below')}</Tag>
      </>
    );
  return (
    <>
      {formatNumber(value, 6)}
      {uncertainty === null ? '' : ` ± ${formatNumber(uncertainty, 6)}`} {unit}
    </>
  );
}
