import { DataTable, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listOperators, type Operator } from '../contract.ts';
import { OperatorForm } from './operator-form.tsx';
import { Simulated, today } from './words.tsx';

const monthBack = () => new Date(Date.now() + 8 * 3_600_000 - 30 * 86_400_000).toISOString().slice(0, 10);
const kept = (row: Operator) => row.contracts.filter((one) => one.inForce).length;
const share = (value: number | null) => (value === null ? '—' : `${value.toFixed(1)} %`);

/** Operators (third parties): what they keep, their people, and how they did in a span of days. */
export default function OperatorsPage(): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.configure');
  const [from, setFrom] = useState(monthBack);
  const [to, setTo] = useState(today);
  const [edit, setEdit] = useState<Operator | 'new' | null>(null);
  const list = useRouteQuery(listOperators, { query: { from, to } });
  const rows = list.data?.operators ?? [];
  return (
    <Page
      title={t('operators.title')}
      note={t('operators.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          {may ? (
            <Button type="primary" onClick={() => setEdit('new')}>
              {t('operators.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        {(
          [
            ['operators.from', from, setFrom],
            ['operators.to', to, setTo],
          ] as const
        ).map(([label, value, set]) => (
          <Input
            key={label}
            type="date"
            style={{ width: 160 }}
            aria-label={t(label)}
            value={value}
            onChange={(event) => event.target.value && set(event.target.value)}
          />
        ))}
      </div>
      <QueryState query={list}>
        <DataTable<Operator>
          name={t('operators.title')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={[...rows]}
          expandable={{ expandedRowRender: (row) => <Body row={row} /> }}
          columns={[
            { title: t('operator'), dataIndex: 'name' },
            {
              title: t('operators.outlets'),
              align: 'right',
              value: kept,
              render: (_, row) => kept(row),
            },
            {
              title: t('operators.staff'),
              value: (row) => row.staff.length,
              render: (_, row) => (
                <>
                  {row.staff.length}{' '}
                  {row.staff.some((one) => one.expired) ? (
                    <Tag color="red">{t('operators.expired')}</Tag>
                  ) : null}
                </>
              ),
            },
            {
              title: t('operators.completion'),
              align: 'right',
              value: (row) => row.figures.completion ?? '',
              render: (_, { figures }) => `${share(figures.completion)} (${figures.done}/${figures.due})`,
            },
            {
              title: t('operators.pass'),
              align: 'right',
              value: (row) => row.figures.pass ?? '',
              render: (_, { figures }) => `${share(figures.pass)} (${figures.passed}/${figures.checks})`,
            },
            {
              title: t('operators.faultHours'),
              align: 'right',
              value: (row) => row.figures.faultHours,
              render: (_, { figures }) => `${figures.faultHours.toFixed(1)} (${figures.faults})`,
            },
            ...(may
              ? [
                  {
                    title: '',
                    render: (_: unknown, row: Operator) => (
                      <Button size="small" onClick={() => setEdit(row)}>
                        {t('operators.edit')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </QueryState>
      {edit ? <OperatorForm operator={edit === 'new' ? null : edit} onClose={() => setEdit(null)} /> : null}
    </Page>
  );
}

function Body({ row }: { row: Operator }): ReactNode {
  const t = useText('operation');
  return (
    <>
      <p>
        {row.contact} {row.phone} {row.uscc}
      </p>
      <ul>
        {row.staff.map((one) => (
          <li key={`${one.name}${one.number}`}>
            {one.name} · {one.certificate} {one.number} · {one.validTo ?? '—'}{' '}
            {one.expired ? <Tag color="red">{t('operators.expired')}</Tag> : null}
          </li>
        ))}
      </ul>
      <ul>
        {row.contracts.map((one) => (
          <li key={`${one.pointId}${one.from}`}>
            {one.pointName} · {one.from} – {one.to}
          </li>
        ))}
      </ul>
    </>
  );
}
