import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Figure,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useLanguage,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Select, Tabs, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  countFlags,
  exportFlags,
  FLAG_MEDIA,
  FLAG_NAMES,
  FLAG_STATES,
  type FlagFilter,
  type FlagName,
  type FlagState,
  listFlags,
} from '../contract.ts';
import { FlagList } from './flag-list.tsx';

const DAYS = [7, 30] as const;

/** Automatic flags of all points that one sees: list, statistics, file. */
export default function FlagsPage(): ReactNode {
  const t = useText('quality');
  const { language } = useLanguage();
  const navigate = useNavigate();
  const point = Number(new URLSearchParams(useLocation().searchStr).get('point')) || undefined;
  const [flag, setFlag] = useState<FlagName | undefined>();
  const [medium, setMedium] = useState<(typeof FLAG_MEDIA)[number] | undefined>();
  const [state, setState] = useState<FlagState | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [days, setDays] = useState<number>(30);
  const at = useCursor<number>();
  // One begin for as long as the choice stands: it is part of the question.
  const from = useMemo(
    () =>
      days === 0
        ? undefined
        : new Date(Math.floor(Date.now() / 3_600_000 - days * 24) * 3_600_000).toISOString(),
    [days],
  );
  const filter = { pointId: point, flag, medium, state, unitPath, from };
  const list = useRouteQuery(listFlags, { query: { ...filter, before: at.cursor, limit: 50 } });
  const counts = useRouteQuery(countFlags, { query: filter });
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  const sum = (pick: (one: { runs: number; raised: number; dismissed: number; hours: number }) => number) =>
    (counts.data?.byFlag ?? []).reduce((all, one) => all + pick(one), 0);
  return (
    <Page
      title={t('flags.title')}
      note={
        <>
          {t('flags.note')}{' '}
          <Link to={'/quality/tables?table=automatic-flags' as string}>{t('menu.tables')}</Link>
        </>
      }
      extra={(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} href={urlOf(exportFlags, {}, { ...filter, format, lang: language })}>
          {t('flags.export', { format: format.toUpperCase() })}
        </Button>
      ))}
    >
      <div className="filters">
        <Select
          allowClear
          style={{ width: 150 }}
          aria-label={t('flags.flag')}
          placeholder={t('flags.allFlags')}
          value={flag}
          onChange={chosen(setFlag)}
          options={FLAG_NAMES.map((value) => ({ value, label: t(`flag.${value}`) }))}
        />
        <Select
          allowClear
          style={{ width: 120 }}
          aria-label={t('flags.medium')}
          placeholder={t('flags.allMedia')}
          value={medium}
          onChange={chosen(setMedium)}
          options={FLAG_MEDIA.map((value) => ({ value, label: t(`media.${value}`) }))}
        />
        <Select
          allowClear
          style={{ width: 170 }}
          aria-label={t('flags.state')}
          placeholder={t('flags.current')}
          value={state}
          onChange={chosen(setState)}
          options={FLAG_STATES.map((value) => ({ value, label: t(`flagState.${value}`) }))}
        />
        <UnitSelect
          allowClear
          style={{ width: 220 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={chosen(setUnitPath)}
        />
        <Select
          style={{ width: 110 }}
          aria-label={t('flags.time')}
          value={days}
          onChange={chosen(setDays)}
          options={[
            ...DAYS.map((value) => ({ value: value as number, label: t(`flags.last${value}`) })),
            { value: 0, label: t('flags.all') },
          ]}
        />
        {point === undefined ? null : (
          <Tag
            closable
            style={{ alignSelf: 'center' }}
            onClose={() => {
              at.reset();
              void navigate({ to: '/quality/flags' as string });
            }}
          >
            {t('flags.point.filter', { name: counts.data?.byPoint[0]?.pointName ?? point })}
          </Tag>
        )}
      </div>
      <div className="figures">
        <Figure label={t('flags.runs')} value={counts.data ? sum((one) => one.runs) : '—'} />
        <Figure
          label={t('flags.raised')}
          value={counts.data ? sum((one) => one.raised) : '—'}
          tone={sum((one) => one.raised) > 0 ? 'warn' : undefined}
        />
        <Figure label={t('flags.dismissed')} value={counts.data ? sum((one) => one.dismissed) : '—'} />
      </div>
      <Tabs
        items={[
          {
            key: 'list',
            label: t('flags.list'),
            children: (
              <QueryState query={list}>
                <FlagList points flags={list.data?.flags ?? []} />
                <CursorPager at={at} next={list.data?.next ?? null} busy={list.isPlaceholderData} />
              </QueryState>
            ),
          },
          { key: 'statistics', label: t('flags.statistics'), children: <Statistics filter={filter} /> },
        ]}
      />
    </Page>
  );
}

function Statistics({ filter }: { filter: FlagFilter }): ReactNode {
  const t = useText('quality');
  const query = useRouteQuery(countFlags, { query: filter });
  const hours = (value: number) => Math.round(value).toLocaleString('en-US');
  return (
    <QueryState query={query}>
      <div
        className="grid"
        style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(380px, 100%), 1fr))' }}
      >
        <div className="card">
          <h4>{t('flags.byFlag')}</h4>
          <DataTable
            name={t('flags.byFlag')}
            rowKey="flag"
            pagination={false}
            dataSource={query.data?.byFlag ?? []}
            columns={[
              {
                title: t('flags.flag'),
                value: (row) => t(`flag.${row.flag}`),
                render: (_, row) => t(`flag.${row.flag}`),
              },
              { title: t('flags.runs'), dataIndex: 'runs', align: 'right' },
              {
                title: t('flags.hours'),
                value: (row) => row.hours,
                align: 'right',
                render: (_, row) => hours(row.hours),
              },
              { title: t('flags.points'), dataIndex: 'points', align: 'right' },
              { title: t('flags.raised'), dataIndex: 'raised', align: 'right' },
              { title: t('flags.dismissed'), dataIndex: 'dismissed', align: 'right' },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('flags.byPoint')}</h4>
          <DataTable
            name={t('flags.byPoint')}
            rowKey="pointId"
            pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={query.data?.byPoint ?? []}
            columns={[
              {
                title: t('flags.point'),
                value: (row) => row.pointName,
                render: (_, row) => (
                  <Link to={`/quality/flags?point=${row.pointId}` as string}>{row.pointName}</Link>
                ),
              },
              { title: t('flags.runs'), dataIndex: 'runs', align: 'right' },
              {
                title: t('flags.hours'),
                value: (row) => row.hours,
                align: 'right',
                render: (_, row) => hours(row.hours),
              },
              { title: t('flags.raised'), dataIndex: 'raised', align: 'right' },
            ]}
          />
        </div>
      </div>
    </QueryState>
  );
}
