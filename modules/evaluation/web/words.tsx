import { aqiColour, formatNumber, type Text } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AqiFact } from '../contract.ts';

const CONFIDENCE_COLOURS: Readonly<Record<string, string>> = {
  'official-text': 'green',
  'multi-source': 'cyan',
  'single-source': 'gold',
  mixed: 'gold',
  memory: 'red',
  unverified: 'red',
};

/** What is told with less than the text at hand, or several sources that agree, must not look like law. */
export const isSure = (confidence: string): boolean =>
  confidence === 'official-text' || confidence === 'multi-source';

export const confidenceName = (t: Text, confidence: string): string =>
  confidence in CONFIDENCE_COLOURS ? t(`confidence.${confidence}`) : confidence;

export function ConfidenceTag({ confidence, t }: { confidence: string; t: Text }): ReactNode {
  return <Tag color={CONFIDENCE_COLOURS[confidence]}>{confidenceName(t, confidence)}</Tag>;
}

/** 超标倍数: a value a hair above its limit is not zero times above it. */
export function multipleText(multiple: number | null): string {
  if (multiple === null) return '—';
  return multiple < SMALLEST_MULTIPLE ? `< ${SMALLEST_MULTIPLE}` : formatNumber(multiple, 2);
}
const SMALLEST_MULTIPLE = 0.01;

/** Path of the page that explains an index. */
export function explainPath({ pointId, cityCode, period, time }: AqiFact): string {
  const search = new URLSearchParams({ period, time });
  if (cityCode === null) search.set('pointId', String(pointId));
  else search.set('cityCode', cityCode);
  return `/air/explain?${search}`;
}

export function AqiBadge({ aqi, level }: Pick<AqiFact, 'aqi' | 'level'>): ReactNode {
  return (
    <span
      style={{
        display: 'inline-block',
        minWidth: 44,
        textAlign: 'center',
        padding: '1px 8px',
        borderRadius: 6,
        background: aqiColour(level),
        color: level && level >= 4 ? '#fff' : '#17333a',
        fontWeight: 650,
      }}
    >
      {aqi ?? 'NA'}
    </span>
  );
}
