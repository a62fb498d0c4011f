import { formatNumber, formatTime, type Text, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { FieldMapping, PipelineRow, Run, RunState, SourceSpec, Told } from '../contract.ts';

export const SOURCE_KINDS = [
  'upload',
  'folder',
  'sftp',
  'http',
  'database',
] as const satisfies readonly SourceSpec['kind'][];

const STATE_COLOURS: Readonly<Record<RunState, string>> = {
  queued: 'default',
  fetching: 'processing',
  checking: 'processing',
  loading: 'processing',
  done: 'green',
  partial: 'orange',
  unchanged: 'cyan',
  failed: 'red',
  cancelled: 'default',
};

export const ENDED: ReadonlySet<RunState> = new Set(['done', 'partial', 'unchanged', 'failed', 'cancelled']);

export function StateTag({ state }: { state: RunState }): ReactNode {
  const t = useText('exchange');
  return <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

const SEVERITY_COLOURS: Readonly<Record<string, string>> = {
  reject: 'red',
  stop: 'magenta',
  warn: 'orange',
  note: 'blue',
};

export function SeverityTag({ severity }: { severity: string }): ReactNode {
  const t = useText('exchange');
  return (
    <Tag color={SEVERITY_COLOURS[severity] ?? 'default'}>{t(`severity.${severity as Told['severity']}`)}</Tag>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('exchange');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** `2 分 5 秒`; of a run that still goes, up to now. A dash before it begins. */
export function durationText(
  t: Text,
  { startedAt, endedAt }: Pick<Run, 'startedAt' | 'endedAt'>,
  now = Date.now(),
): string {
  if (startedAt === null) return '—';
  const ms = Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt));
  if (ms < 60_000) return t('duration.seconds', { s: formatNumber(ms / 1_000, ms < 10_000 ? 1 : 0) });
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return t('duration.minutes', { m: minutes, s: Math.floor((ms % 60_000) / 1_000) });
  return t('duration.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** Schedules that people choose by name; others are told as they are written. Beijing time. */
export const CRONS = [
  { cron: '*/15 * * * *', key: 'cron.quarter' },
  { cron: '0 * * * *', key: 'cron.hour' },
  { cron: '0 6 * * *', key: 'cron.day' },
  { cron: '0 6 * * 1', key: 'cron.week' },
  { cron: '0 6 1 * *', key: 'cron.month' },
] as const;

export function cronText(t: Text, cron: string | null | undefined): string {
  if (!cron) return t('cron.none');
  const known = CRONS.find((one) => one.cron === cron);
  if (known) return t(known.key);
  const [, step] = /^\*\/(\d+) \* \* \* \*$/.exec(cron) ?? [];
  if (step) return t('cron.minutes', { n: step });
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}|\*) \* \* \*$/.exec(cron) ?? [];
  if (!minute) return cron;
  const mm = minute.padStart(2, '0');
  return hour === '*' ? t('cron.hourAt', { mm }) : t('cron.dayAt', { hh: hour!.padStart(2, '0'), mm });
}

const BAR = { width: 6, gap: 2, height: 26 };
const FILL: Readonly<Record<RunState, string>> = {
  queued: '#b9c6c8',
  fetching: '#1677ff',
  checking: '#1677ff',
  loading: '#1677ff',
  done: '#17804f',
  partial: '#e08a00',
  unchanged: '#36b5c0',
  failed: '#c62828',
  cancelled: '#b9c6c8',
};
const MOST = 12;

/** The last runs from left to right: as tall as rows were read (by magnitude), in the colour of how they ended. */
export function RunBars({ runs }: { runs: PipelineRow['runs'] }): ReactNode {
  const t = useText('exchange');
  if (runs.length === 0) return <span className="muted">{t('list.noRuns')}</span>;
  const shown = runs.slice(0, MOST).reverse();
  const tallest = Math.max(...shown.map((one) => Math.log10(one.read + 1)), 1);
  const told = shown.map((one) =>
    t('list.bar', {
      at: formatTime(one.at),
      state: t(`state.${one.state}`),
      read: one.read,
      rejected: one.rejected,
    }),
  );
  return (
    <svg
      width={MOST * (BAR.width + BAR.gap)}
      height={BAR.height}
      role="img"
      aria-label={t('list.bars', { n: shown.length, last: told.at(-1)! })}
    >
      {shown.map((one, index) => {
        const height = 4 + (Math.log10(one.read + 1) / tallest) * (BAR.height - 4);
        return (
          <rect
            key={one.id}
            x={index * (BAR.width + BAR.gap)}
            y={BAR.height - height}
            width={BAR.width}
            height={height}
            rx={1}
            fill={FILL[one.state]}
          >
            <title>{told[index]}</title>
          </rect>
        );
      })}
    </svg>
  );
}

/** `名称 (name)`: what a field is called to people and to machines. */
export function fieldText(fields: readonly FieldMapping[], name: string | null, english: boolean): string {
  if (name === null) return '—';
  const field = fields.find((one) => one.name === name);
  const title = english ? field?.titleEn || field?.titleZh : field?.titleZh;
  return title && title !== name ? `${title} (${name})` : name;
}
