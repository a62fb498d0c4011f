import { Link, useLocation } from '@tanstack/react-router';
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
import { Button, Empty, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { CASE_STATES, type CaseState, type CaseSummary, listCases, MOST_PRINTED_CASES } from '../contract.ts';
import { FileDialog } from './file-dialog.tsx';
import { PrintCases } from './print-dialog.tsx';
import { ClockTag, Simulated, StateTag, yuan } from './words.tsx';

const DUES = ['red', 'order'] as const;
type Due = (typeof DUES)[number];

/** 行政处罚案件, the newest first, each with the term that ends first. */
export default function CasesPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const at = useCursor<number>();
  const [text, setText] = useState('');
  const [state, setState] = useState<CaseState | undefined>();
  // From a clue, a lead of supervision, or a visit of inspection, one comes here to file its case.
  const { searchStr } = useLocation();
  const search = new URLSearchParams(searchStr);
  const lead = Number(search.get('lead') ?? 0);
  const visit = Number(search.get('visit') ?? 0);
  const clue = Number(search.get('clue') ?? 0);
  // Figures of the command view lead to what they count.
  const [unit, setUnit] = useState<string | undefined>(search.get('unit') ?? undefined);
  const [due, setDue] = useState<Due | undefined>(DUES.find((one) => one === search.get('due')));
  const [filing, setFiling] = useState(lead > 0 || visit > 0 || clue > 0);
  // Kept over pages and filters.
  const [chosen, setChosen] = useState<number[]>([]);
  const [printing, setPrinting] = useState(false);
  const query = useRouteQuery(
    listCases,
    { query: { before: at.cursor, text: text.trim() || undefined, state, due, unit } },
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
          <Button disabled={chosen.length === 0} onClick={() => setPrinting(true)}>
            {chosen.length === 0 ? t('print.button') : t('print.chosen', { n: chosen.length })}
          </Button>
          {may('enforcement.handle') ? (
            <Button type="primary" onClick={() => setFiling(true)}>
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
        <Select<CaseState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 160 }}
          value={state}
          onChange={anew(setState)}
          options={CASE_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        />
        <Select<Due>
          allowClear
          aria-label={t('cases.due')}
          placeholder={t('cases.due')}
          style={{ width: 170 }}
          value={due}
          onChange={anew(setDue)}
          options={DUES.map((one) => ({ value: one, label: t(`cases.due.${one}`) }))}
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
        <DataTable<CaseSummary>
          name={t('menu.cases')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          rowSelection={{
            selectedRowKeys: chosen,
            preserveSelectedRowKeys: true,
            onChange: (keys) => setChosen((keys as number[]).slice(0, MOST_PRINTED_CASES)),
            getCheckboxProps: ({ number }) => ({ 'aria-label': `${t('print.button')}：${number}` }),
            getTitleCheckboxProps: () => ({ 'aria-label': `${t('print.button')}：${t('print.all')}` }),
          }}
          pagination={false}
          scroll={{ x: 960 }}
          dataSource={cases as CaseSummary[]}
          locale={{ emptyText: <Empty description={t('cases.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => <Link to={`/enforcement/cases/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.party'), dataIndex: 'party' },
            { title: t('field.cause'), dataIndex: 'cause' },
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
            { title: t('field.fine'), value: (row) => yuan(row.fine), align: 'right' },
            {
              title: t('field.fatal'),
              value: (row) => row.fatal,
              align: 'right',
              render: (_, row) => (row.fatal > 0 ? <Tag color="red">{row.fatal}</Tag> : 0),
            },
            { title: t('field.filedOn'), dataIndex: 'filedOn', className: 'nowrap' },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {printing ? <PrintCases ids={chosen} onClose={() => setPrinting(false)} /> : null}
      {filing ? (
        <FileDialog
          clue={clue > 0 ? clue : null}
          lead={lead > 0 ? lead : null}
          visit={visit > 0 ? visit : null}
          onClose={() => setFiling(false)}
        />
      ) : null}
    </Page>
  );
}
