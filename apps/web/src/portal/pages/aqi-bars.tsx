import type { AqiPoint } from '@tarim/disclosure/contract';
import { Bars } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';
import { pollutantLabels, useChartWords } from '../parts.tsx';
import { go } from '../route.tsx';

/** The index of a place over hours or days; each bar leads to how it came about. */
export function AqiBars({
  rows,
  style,
  label,
  hrefOf,
}: {
  rows: readonly AqiPoint[];
  style: 'hour' | 'date';
  label: string;
  hrefOf: (time: string) => string;
}): ReactNode {
  const { t, word } = useI18n();
  const words = useChartWords('AQI', `${t('level')} · ${t('primary')}`);
  return (
    <Bars
      label={label}
      style={style}
      words={words}
      hrefOf={hrefOf}
      onGo={go}
      points={rows.map((row) => ({
        time: row.time,
        value: row.aqi,
        colour: row.colour,
        note: row.level
          ? `${word('category', String(row.level))}${row.primary.length > 0 ? ` · ${pollutantLabels(row.primary)}` : ''}`
          : undefined,
      }))}
    />
  );
}
