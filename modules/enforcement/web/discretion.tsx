import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DiscretionTable, listDiscretion } from '../contract.ts';
import { DiscretionDialog } from './discretion-dialog.tsx';
import { Simulated } from './words.tsx';

/** 裁量基准: the tables that units issued, with all their versions. */
export default function DiscretionPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const unitName = useUnitName();
  const [unit, setUnit] = useState<string | undefined>();
  const [from, setFrom] = useState<DiscretionTable | 'new' | null>(null);
  const query = useRouteQuery(listDiscretion, { query: { unit } });
  const tables = query.data?.tables ?? [];
  return (
    <Page
      title={t('menu.discretion')}
      note={t('discretion.note')}
      extra={
        <>
          <Simulated when={tables.some(({ simulated }) => simulated)} />
          {may('enforcement.decide') ? (
            <Button type="primary" onClick={() => setFrom('new')}>
              {t('discretion.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
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
        <DataTable<DiscretionTable>
          name={t('menu.discretion')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          dataSource={tables as DiscretionTable[]}
          locale={{ emptyText: <Empty description={t('discretion.none')} /> }}
          expandable={{ expandedRowRender: (row) => <Factors of={row} /> }}
          columns={[
            { title: '№', dataIndex: 'id' },
            { title: t('discretion.name'), dataIndex: 'name' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            { title: t('field.violation'), value: (row) => row.violation ?? t('discretion.all') },
            { title: t('discretion.method'), value: (row) => t(`discretionMethod.${row.method}`) },
            { title: t('discretion.source'), dataIndex: 'source' },
            { title: t('discretion.from'), dataIndex: 'effectiveFrom', className: 'nowrap' },
            {
              title: t('field.state'),
              value: (row) => t(row.superseded ? 'discretion.superseded' : 'discretion.inForce'),
              render: (_, row) => (
                <Tag color={row.superseded ? 'default' : 'green'}>
                  {t(row.superseded ? 'discretion.superseded' : 'discretion.inForce')}
                </Tag>
              ),
            },
            {
              title: t('field.by'),
              value: (row) => `${row.by} ${instant(row.at)}`,
              render: (_, row) => `${row.by} ${formatTime(row.at)}`,
            },
            {
              title: '',
              render: (_, row) =>
                may('enforcement.decide', row.unitPath) ? (
                  <Button size="small" onClick={() => setFrom(row)}>
                    {t('discretion.new')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {from ? <DiscretionDialog from={from === 'new' ? null : from} onClose={() => setFrom(null)} /> : null}
    </Page>
  );
}

const LEVELS = [1, 2, 3, 4, 5];

function Factors({ of }: { of: DiscretionTable }): ReactNode {
  const t = useText('enforcement');
  return (
    <>
      <ul>
        {of.factors.map(({ name, weight, options }) => (
          <li key={name}>
            <strong>{name}</strong>
            {weight === undefined ? '' : `（${t('discretion.weight')} ${weight}）`}：
            {options.map(({ label, value }) => `${label} ${value}`).join('；')}
          </li>
        ))}
      </ul>
      {of.table ? (
        <table className="plain">
          <caption>{t('discretion.matrix')}</caption>
          <tbody>
            {LEVELS.map((level) => (
              <tr key={level}>
                {LEVELS.map((other) => (
                  <td key={other}>{of.table![level - 1]![other - 1]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
