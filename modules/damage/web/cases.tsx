import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  DAMAGE_STATES,
  type DamageState,
  type DamageSummary,
  listDamageCases,
  SOURCES,
  type Source,
} from '../contract.ts';
import { OpenDialog } from './open-dialog.tsx';
import { ClockTag, Simulated, StateTag, yuan } from './words.tsx';

/** 损害赔偿案件, the newest first, each with the term that ends first. */
export default function CasesPage(): ReactNode {
  const t = useText('damage');
  const may = useMay();
  const at = useCursor<number>();
  const [text, setText] = useState('');
  const [state, setState] = useState<DamageState | undefined>();
  const [source, setSource] = useState<Source | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [opening, setOpening] = useState(false);
  const query = useRouteQuery(
    listDamageCases,
    { query: { before: at.cursor, text: text.trim() || undefined, state, source, unit } },
    { refetchMs: 60_000 },
  );
  const cases = query.data?.cases ?? [];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.cases')}
      note={t('cases.note')}
      extra={
        <>
          <Simulated when={cases.some(({ simulated }) => simulated)} />
          {may('damage.handle') ? (
            <Button type="primary" onClick={() => setOpening(true)}>
              {t('cases.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('cases.search')}
          style={{ width: 260 }}
          onSearch={anew(setText)}
        />
        <Select<DamageState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 140 }}
          value={state}
          onChange={anew(setState)}
          options={DAMAGE_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        />
        <Select<Source>
          allowClear
          aria-label={t('field.source')}
          placeholder={t('field.source')}
          style={{ width: 140 }}
          value={source}
          onChange={anew(setSource)}
          options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={anew(setUnit)}
        />
      </div>
      <QueryState query={query}>
        <DataTable<DamageSummary>
          name={t('menu.cases')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1080 }}
          dataSource={cases as DamageSummary[]}
          locale={{ emptyText: <Empty description={t('cases.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => <Link to={`/damage/cases/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.source'), value: (row) => t(`source.${row.source}`) },
            { title: t('field.party'), dataIndex: 'party' },
            { title: t('field.title'), dataIndex: 'title' },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            {
              title: t('field.next'),
              value: (row) => row.next?.due ?? '',
              render: (_, row) => (row.next ? <ClockTag clock={row.next} /> : t('cases.noClock')),
            },
            { title: t('field.amount'), value: (row) => yuan(row.amount), align: 'right' },
            { title: t('field.paid'), value: (row) => yuan(row.paid), align: 'right' },
            { title: t('field.foundOn'), dataIndex: 'foundOn', className: 'nowrap' },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {opening ? <OpenDialog onClose={() => setOpening(false)} /> : null}
    </Page>
  );
}
