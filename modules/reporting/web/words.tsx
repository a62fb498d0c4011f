import type { Text } from '@tarim/ui';
import { Progress, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  REPORT_GRAIN,
  REPORT_KINDS,
  type ReportKind,
  type ReportRow,
  type ReportState,
} from '../contract.ts';

const COLOURS: Readonly<Record<ReportState, string>> = {
  queued: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
};

export const kindName = (t: Text, kind: ReportKind): string => t(`kind.${kind}`);
export const kindOptions = (t: Text) => REPORT_KINDS.map((value) => ({ value, label: kindName(t, value) }));
export const languageOptions = (t: Text) =>
  (['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }));

export function StateTag({ state, t }: { state: ReportState; t: Text }): ReactNode {
  return <Tag color={COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

/** How far a report is, while it is made. */
export function Made({ report, t }: { report: ReportRow; t: Text }): ReactNode {
  return (
    <>
      <StateTag state={report.state} t={t} />
      {report.state === 'running' ? (
        <Progress
          percent={Math.round(report.progress * 100)}
          size="small"
          style={{ width: 110 }}
          aria-label={t('state.running')}
        />
      ) : null}
      {report.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    </>
  );
}

/** Beijing day, month or year as the fields of forms give it. */
const FIELDS = { day: 'date', month: 'month', year: 'number' } as const;
export const fieldOf = (kind: ReportKind): 'date' | 'month' | 'number' => FIELDS[REPORT_GRAIN[kind]];

/** The newest period of a kind that is over. */
export function lastPeriod(kind: ReportKind, now = Date.now()): string {
  const today = new Date(now + 8 * 3_600_000);
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const grain = REPORT_GRAIN[kind];
  if (grain === 'day') return new Date(Date.UTC(year, month, day - 1)).toISOString().slice(0, 10);
  if (grain === 'month') return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7);
  return String(year - 1);
}
