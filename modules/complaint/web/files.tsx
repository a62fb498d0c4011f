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
  useUnitName,
} from '@tarim/ui';
import { Button, Checkbox, Empty, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  type ComplaintKind,
  type ComplaintState,
  type ComplaintSummary,
  listComplaints,
} from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { ClockTag, RetaliationTag, Simulated, StateTag } from './words.tsx';

/** 信访举报收件箱, the newest first, each with the term that ends first. */
export default function FilesPage(): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [text, setText] = useState('');
  const [state, setState] = useState<ComplaintState | undefined>();
  const [kind, setKind] = useState<ComplaintKind | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [retaliation, setRetaliation] = useState(false);
  const [registering, setRegistering] = useState(false);
  const query = useRouteQuery(
    listComplaints,
    {
      query: {
        before: at.cursor,
        text: text.trim() || undefined,
        state,
        kind,
        unit,
        retaliation: retaliation || undefined,
      },
    },
    { refetchMs: 60_000 },
  );
  const files = query.data?.files ?? [];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.files')}
      note={t('files.note')}
      extra={
        <>
          <Simulated when={files.some(({ simulated }) => simulated)} />
          {may('complaint.handle') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('files.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('files.search')}
          style={{ width: 240 }}
          onSearch={anew(setText)}
        />
        <Select<ComplaintState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 130 }}
          value={state}
          onChange={anew(setState)}
          options={COMPLAINT_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        />
        <Select<ComplaintKind>
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('field.kind')}
          style={{ width: 130 }}
          value={kind}
          onChange={anew(setKind)}
          options={COMPLAINT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          value={unit}
          onChange={anew(setUnit)}
        />
        <Checkbox checked={retaliation} onChange={(event) => anew(setRetaliation)(event.target.checked)}>
          {t('files.retaliation')}
        </Checkbox>
      </div>
      <QueryState query={query}>
        <DataTable<ComplaintSummary>
          name={t('menu.files')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1080 }}
          dataSource={files as ComplaintSummary[]}
          locale={{ emptyText: <Empty description={t('files.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => <Link to={`/complaint/files/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
            { title: t('field.object'), dataIndex: 'object' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => (
                <>
                  <StateTag state={row.state} />
                  <RetaliationTag when={row.retaliation} />
                </>
              ),
            },
            {
              title: t('field.next'),
              value: (row) => row.next?.due ?? '',
              render: (_, row) => (row.next ? <ClockTag clock={row.next} /> : t('files.noClock')),
            },
            { title: t('field.identity'), value: (row) => t(row.realName ? 'real' : 'anonymous') },
            { title: t('field.channel'), value: (row) => t(`channel.${row.channel}`) },
            { title: t('field.receivedOn'), dataIndex: 'receivedOn', className: 'nowrap' },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}
