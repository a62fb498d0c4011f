import { formatNumber, useName, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type Effect, type EqiOfYear, type Indicator, listIndicators } from '../../contract.ts';

/** The registry with names in the reader's language. */
export function useIndicators() {
  const said = useName();
  const data = useRouteQuery(listIndicators).data;
  const known = useMemo(() => new Map(data?.indicators.map((one) => [one.code, one])), [data]);
  const nameOf = useCallback(
    (code: string) => {
      const one = known.get(code);
      return one ? said(one.names) : code;
    },
    [known, said],
  );
  const titleOf = useCallback(
    (code: string) => {
      const unit = known.get(code)?.unit;
      return unit ? `${nameOf(code)} (${unit})` : nameOf(code);
    },
    [known, nameOf],
  );
  return { indicators: data?.indicators ?? NONE, eqi: data?.eqi, known, nameOf, titleOf };
}
const NONE: readonly Indicator[] = [];

/** From good to bad, for any number of grades: told by the word, the colour only helps. */
const SCALE = ['#1e6b3a', '#4c9a5b', '#8a7a1f', '#c2561a', '#b3261e'] as const;
export const gradeColour = (grade: number, of: number): string =>
  SCALE[Math.round((grade / Math.max(1, of - 1)) * (SCALE.length - 1))]!;

export function GradeTag({ effect, of }: { effect: Effect; of: number }): ReactNode {
  const t = useText('redline');
  const said = useName();
  if (effect.grade === null) return <Tag>{t('effects.notJudgeable')}</Tag>;
  return <Tag color={gradeColour(effect.grade, of)}>{said(effect.gradeNames)}</Tag>;
}

const CLASSES = 5;
export function ClassTag({ eqi }: { eqi: Pick<EqiOfYear, 'class'> }): ReactNode {
  const t = useText('redline');
  return (
    <Tag color={gradeColour(eqi.class - 1, CLASSES)}>
      {t(`yearly.class.${eqi.class}` as 'yearly.class.1')}
    </Tag>
  );
}

/** `+1.29 · 轻微变化（变好）` */
export function useChange(): (change: EqiOfYear['change']) => string {
  const t = useText('redline');
  return (change) => {
    if (!change) return '—';
    const sign = change.difference > 0 ? '+' : '';
    const size = t(`yearly.change.${change.size}` as 'yearly.change.0');
    return `${sign}${formatNumber(change.difference, 2)} · ${size} · ${t(`yearly.direction.${change.direction}`)}`;
  };
}

/** Shares and indices of 0 to 1 with three places, the others with two. */
export const figure = (value: number | null | undefined, one: Indicator | undefined): string => {
  if (value === null || value === undefined) return '—';
  if (one?.code === 'disturbance') return `${formatNumber(value * 100, 3)}%`;
  return formatNumber(value, one && one.high <= 1 ? 3 : 2);
};
