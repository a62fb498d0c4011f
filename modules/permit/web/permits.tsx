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
import { Button, Checkbox, Empty, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPermits, PERMIT_CLASSES, type PermitClass, type PermitSummary } from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { RenewalTag, Simulated, StateTag } from './words.tsx';

/** 排污许可证, the newest first, with what each needs. */
export default function PermitsPage(): ReactNode {
  const t = useText('permit');
  const may = useMay();
  const at = useCursor<number>();
  // From an enterprise one comes here to its permits.
  const { searchStr } = useLocation();
  const enterpriseId = Number(new URLSearchParams(searchStr).get('enterprise') ?? 0) || undefined;
  const [text, setText] = useState('');
  const [of, setClass] = useState<PermitClass | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [renewal, setRenewal] = useState(false);
  const [registering, setRegistering] = useState(false);
  const query = useRouteQuery(
    listPermits,
    {
      query: {
        before: at.cursor,
        text: text.trim() || undefined,
        class: of,
        unit,
        enterpriseId,
        renewal: renewal || undefined,
      },
    },
    { refetchMs: 60_000 },
  );
  const permits = query.data?.permits ?? [];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.permits')}
      note={t('permits.note')}
      extra={
        <>
          <Simulated when={permits.some(({ simulated }) => simulated)} />
          {may('permit.manage') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('permits.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('permits.search')}
          style={{ width: 240 }}
          onSearch={anew(setText)}
        />
        <Select<PermitClass>
          allowClear
          aria-label={t('field.class')}
          placeholder={t('field.class')}
          style={{ width: 140 }}
          value={of}
          onChange={anew(setClass)}
          options={PERMIT_CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          value={unit}
          onChange={anew(setUnit)}
        />
        <Checkbox checked={renewal} onChange={(event) => anew(setRenewal)(event.target.checked)}>
          {t('permits.renewal')}
        </Checkbox>
      </div>
      <QueryState query={query}>
        <DataTable<PermitSummary>
          name={t('menu.permits')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1080 }}
          dataSource={permits as PermitSummary[]}
          locale={{ emptyText: <Empty description={t('permits.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => <Link to={`/permit/permits/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.enterprise'), dataIndex: 'enterprise' },
            { title: t('field.class'), value: (row) => t(`class.${row.class}`) },
            { title: t('field.validTo'), dataIndex: 'validTo', className: 'nowrap' },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            {
              title: t('field.renewal'),
              value: (row) => row.renewal?.due ?? '',
              render: (_, row) => <RenewalTag renewal={row.renewal} />,
            },
            {
              title: t('field.reports'),
              value: (row) => row.lateReports,
              render: (_, row) =>
                row.lateReports > 0 ? <Tag color="red">{t('permit.late', { n: row.lateReports })}</Tag> : '—',
            },
            { title: t('field.issuer'), dataIndex: 'issuer' },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}
