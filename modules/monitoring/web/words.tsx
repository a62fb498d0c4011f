import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { OfficialRow, Result } from '../contract.ts';

const STATE_COLOURS: Readonly<Record<string, string>> = {
  assigned: 'default',
  sampled: 'cyan',
  'in-lab': 'blue',
  reported: 'gold',
  checked: 'gold',
  reviewed: 'orange',
  official: 'green',
  returned: 'red',
  cancelled: 'default',
};

export function TaskState({ state, overdue }: { state: string; overdue?: boolean }): ReactNode {
  const t = useText('monitoring');
  return (
    <span className="nowrap">
      <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>
      {overdue ? <Tag color="red">{t('task.overdue')}</Tag> : null}
    </span>
  );
}

/** Colours of water classes as maps of water quality draw them; other grades go by their verdict. */
const CLASS_COLOURS: Readonly<Record<string, string>> = {
  I: '#3fa7e0',
  II: '#3fa7e0',
  III: '#2fa05f',
  IV: '#e6c229',
  V: '#ef8a17',
};

export function gradeColour({ grade, verdict }: Pick<OfficialRow, 'grade' | 'verdict'>): string {
  if (grade === null) return '#9aa8ab';
  return (
    CLASS_COLOURS[grade] ?? (verdict === 'meets' ? '#2fa05f' : verdict === 'exceeds' ? '#c62828' : '#9aa8ab')
  );
}

/** What nothing was found of is told by what it is below. */
export function resultText({ value, detectionLimit }: Pick<Result, 'value' | 'detectionLimit'>): string {
  return value === null ? `<${detectionLimit}` : String(value);
}

/** Months as an office writes them: 1、4、7、10 月, or 每月. */
export function useMonths(): (months: readonly number[]) => string {
  const t = useText('monitoring');
  return (months) =>
    months.length === 12 ? t('plan.everyMonth') : t('plan.months', { months: months.join('、') });
}
