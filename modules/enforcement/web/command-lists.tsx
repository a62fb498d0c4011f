import { Link } from '@tanstack/react-router';
import { formatTime, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Empty, Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';
import type { CommandView, Happening, UnitLoad } from '../contract.ts';
import { PROGRESS_COLOUR } from './command-targets.ts';

/** Visits of today: for those who do not use the map, too. */
export function TodayList({ view, onOpen }: { view: CommandView; onOpen: (key: string) => void }): ReactNode {
  const t = useText('enforcement');
  if (view.visits.length === 0) return <Empty description={t('command.noVisits')} />;
  return (
    <ul>
      {view.visits.map(({ id, enterprise, progress, appointment }) => (
        <li key={id}>
          <button type="button" className="link" onClick={() => onOpen(`visit-${id}`)}>
            {enterprise}
          </button>
          <span className="nowrap">
            {appointment ? formatTime(appointment.from) : ''}{' '}
            <Tag color={PROGRESS_COLOUR[progress]}>{t(`progress.${progress}`)}</Tag>
          </span>
        </li>
      ))}
    </ul>
  );
}

const WHERE = {
  case: '/enforcement/cases/',
  told: '/enforcement/clues?clue=',
  clue: '/enforcement/clues?clue=',
  visit: '/inspection/visits?visit=',
} as const;
const WORDS = { case: 'act', told: 'clueSource', clue: 'clueAct', visit: 'command.visit' } as const;

/** 最新动态 of the last two days. */
export function Feed({ happenings }: { happenings: readonly Happening[] }): ReactNode {
  const t = useText('enforcement');
  if (happenings.length === 0) return <Empty description={t('command.noNews')} />;
  return (
    <ul>
      {happenings.map(({ at, kind, id, what, title }) => (
        <li key={`${at}${kind}${id}${what}`}>
          <span>
            <Tag>{t(`command.news.${kind}`)}</Tag>
            <Link to={`${WHERE[kind]}${id}` as string}>{title}</Link> {t(`${WORDS[kind]}.${what}`)}
          </span>
          <span className="muted nowrap">{formatTime(at)}</span>
        </li>
      ))}
    </ul>
  );
}

const KINDS = ['visits', 'tasks', 'clues', 'cases'] as const;
const COLOURS = { visits: '#1971c2', tasks: '#d6336c', clues: '#f08c00', cases: '#0b7285' } as const;
const ROW_PX = 22;
const EDGE_PX = 54;

/** 单位负荷: what is open in the units below. */
export function UnitLoads({
  units,
  nameOf,
}: {
  units: readonly UnitLoad[];
  nameOf: (path: string) => string;
}): ReactNode {
  const t = useText('enforcement');
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 26, top: 28, bottom: 4, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: units.map(({ unitPath }) => nameOf(unitPath)),
        axisLabel: { width: 150, overflow: 'truncate', interval: 0 },
        axisTick: { show: false },
      },
      series: KINDS.map((kind) => ({
        name: t(`command.load.${kind}`),
        type: 'bar',
        stack: 'load',
        barMaxWidth: 12,
        itemStyle: { color: COLOURS[kind] },
        data: units.map((one) => one[kind]),
      })),
    }),
    [units, nameOf, t],
  );
  if (units.length === 0) return <Empty description={t('command.noLoad')} />;
  return (
    <Chart
      option={option}
      height={EDGE_PX + units.length * ROW_PX}
      label={t('command.loads')}
      table={{
        head: [t('field.unit'), ...KINDS.map((kind) => t(`command.load.${kind}`))],
        rows: units.map((one) => [nameOf(one.unitPath), ...KINDS.map((kind) => one[kind])]),
      }}
    />
  );
}
