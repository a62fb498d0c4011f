import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  formatTime,
  instant,
  ListPage,
  LiveHint,
  unitFilter,
  useList,
  useLive,
  useText,
  useUnitName,
} from '@tarim/ui';
import type { ReactNode } from 'react';
import { ALARM_KINDS, ALARM_STATES, type Alarm, LIVE_CHANGES, listAlarms } from '../contract.ts';
import { SeverityTag, Simulated, StateTag } from './words.tsx';

const REFRESH_MS = 20_000;

/** 移动源报警. */
export default function AlarmsPage(): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  const client = useQueryClient();
  const list = useList(listAlarms, {
    filters: {
      unit: unitFilter(t('field.unit'), { width: 220 }),
      state: choiceFilter(t('field.state'), ALARM_STATES, (one) => t(`state.${one}`), { width: 130 }),
      kind: choiceFilter(t('field.kind'), ALARM_KINDS, (one) => t(`kind.${one}`), { width: 180 }),
    },
    by: 'before',
    next: 'after',
    rows: ({ alarms }) => alarms as Alarm[],
    refetchMs: REFRESH_MS,
  });
  const connected = useLive(
    [LIVE_CHANGES],
    () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === listAlarms.id }),
  );
  return (
    <ListPage
      title={t('menu.alarms')}
      note={t('proposal')}
      extra={<Simulated when={list.rows.some((one) => one.simulated)} />}
      lead={<LiveHint connected={connected} />}
      list={list}
      width={900}
      empty={t('alarms.none')}
      columns={[
        {
          title: t('field.kind'),
          value: (row) => t(`kind.${row.kind}`),
          className: 'nowrap',
          render: (_, row) => (
            <Link to={`/tracking/alarms/${row.id}` as string}>{t(`kind.${row.kind}`)}</Link>
          ),
        },
        {
          title: t('field.severity'),
          value: (row) => t(`severity.${row.severity}`),
          render: (_, row) => <SeverityTag severity={row.severity} />,
        },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        {
          title: t('field.name'),
          value: (row) => row.terminalName,
          render: (_, row) => (
            <Link to={`/tracking/terminals/${row.terminalId}` as string}>{row.terminalName}</Link>
          ),
        },
        { title: t('field.owner'), dataIndex: 'owner' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        {
          title: t('field.since'),
          value: (row) => instant(row.since),
          className: 'nowrap',
          render: (_, row) => formatTime(row.since),
        },
        { title: t('field.count'), value: (row) => row.count },
        { title: t('field.escalated'), value: (row) => t(row.escalated > 0 ? 'yes' : 'no') },
      ]}
    />
  );
}
