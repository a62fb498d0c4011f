import { Link } from '@tanstack/react-router';
import { DataTable, Page, QueryState, UnitSelect, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Empty, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DeskCase, type DeskClue, type DeskVisit, getDesk } from '../contract.ts';
import { caseColumns } from './case-columns.tsx';
import { DeskMap } from './desk-map.tsx';
import { LoadBars } from './load-bars.tsx';
import { ClockTag, ClueTag, Simulated } from './words.tsx';

const LOOK_MS = 60_000;

/** 执法工作台: what waits for the signed-in person and the unit, on the map too, and who has how much in hand. */
export default function DeskPage(): ReactNode {
  const t = useText('enforcement');
  const [whose, setWhose] = useState<'everybody' | 'mine'>('everybody');
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(getDesk, { query: { unit } }, { refetchMs: LOOK_MS });
  const own = <T extends { mine: boolean }>(rows: readonly T[]): T[] =>
    rows.filter(({ mine }) => whose === 'everybody' || mine);
  const clues = query.data?.clues ?? [];
  const cases = own(query.data?.cases ?? []);
  const visits = own(query.data?.visits ?? []);
  return (
    <Page
      title={t('menu.desk')}
      note={t('desk.note')}
      extra={<Simulated when={[...clues, ...cases, ...visits].some(({ simulated }) => simulated)} />}
    >
      <div className="filters">
        <Segmented
          value={whose}
          onChange={setWhose}
          options={(['everybody', 'mine'] as const).map((one) => ({ value: one, label: t(`desk.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <QueryState query={query}>
        {query.data?.more ? <Alert type="info" showIcon title={t('desk.more')} /> : null}
        <h4 className="section-title">{t('desk.clues', { n: clues.length })}</h4>
        <Clues rows={clues} />
        <h4 className="section-title">{t('desk.cases', { n: cases.length })}</h4>
        <Cases rows={cases} />
        <h4 className="section-title">{t('desk.visits', { n: visits.length })}</h4>
        <Visits rows={visits} />
        <h4 className="section-title">{t('desk.map')}</h4>
        <DeskMap clues={clues} cases={cases} visits={visits} />
        <h4 className="section-title">{t('desk.load')}</h4>
        {query.data && query.data.load.length > 0 ? (
          <LoadBars load={query.data.load} />
        ) : (
          <Empty description={t('desk.noLoad')} />
        )}
      </QueryState>
    </Page>
  );
}

const paging = { pageSize: 20, hideOnSinglePage: true };

function Clues({ rows }: { rows: readonly DeskClue[] }): ReactNode {
  const t = useText('enforcement');
  return (
    <DataTable<DeskClue>
      name={t('menu.clues')}
      rowKey="id"
      pagination={paging}
      scroll={{ x: 720 }}
      dataSource={rows as DeskClue[]}
      locale={{ emptyText: <Empty description={t('clues.none')} /> }}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.code,
          render: (_, row) => <Link to={`/enforcement/clues?clue=${row.id}` as string}>{row.code}</Link>,
        },
        { title: t('field.party'), dataIndex: 'object' },
        { title: t('clues.suspected'), value: (row) => row.reports.at(-1)?.suspected ?? '' },
        {
          title: t('field.next'),
          value: (row) => row.clock.due ?? '',
          render: (_, row) => <ClockTag clock={row.clock} />,
        },
        {
          title: t('field.state'),
          value: (row) => t(`clueState.${row.state}`),
          render: (_, row) => <ClueTag state={row.state} />,
        },
      ]}
    />
  );
}

function Cases({ rows }: { rows: readonly DeskCase[] }): ReactNode {
  const t = useText('enforcement');
  return (
    <DataTable<DeskCase>
      name={t('menu.cases')}
      rowKey="id"
      pagination={paging}
      scroll={{ x: 720 }}
      dataSource={rows as DeskCase[]}
      locale={{ emptyText: <Empty description={t('desk.noCases')} /> }}
      columns={[...caseColumns<DeskCase>(t)]}
    />
  );
}

function Visits({ rows }: { rows: readonly DeskVisit[] }): ReactNode {
  const t = useText('enforcement');
  return (
    <DataTable<DeskVisit>
      name={t('desk.planned')}
      rowKey="id"
      pagination={paging}
      scroll={{ x: 600 }}
      dataSource={rows as DeskVisit[]}
      locale={{ emptyText: <Empty description={t('desk.noVisits')} /> }}
      columns={[
        {
          title: t('field.party'),
          value: (row) => row.enterprise,
          render: (_, row) => (
            <Link to={`/inspection/visits?visit=${row.id}` as string}>{row.enterprise}</Link>
          ),
        },
        { title: t('field.reason'), dataIndex: 'why' },
        { title: t('desk.plannedOn'), dataIndex: 'plannedOn', className: 'nowrap' },
      ]}
    />
  );
}
