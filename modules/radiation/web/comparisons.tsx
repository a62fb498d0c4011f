import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Empty, Flex, Tag, Upload } from 'antd';
import type { ReactNode } from 'react';
import {
  type Comparison,
  compareLedger,
  comparisonTemplate,
  type Difference,
  listComparisons,
  takeComparison,
} from '../contract.ts';

const COLOUR: Readonly<Record<Difference['kind'], string>> = {
  'new-unit': 'blue',
  new: 'green',
  gone: 'red',
  changed: 'gold',
  state: 'orange',
};

/** 国家系统比对: how its exported file differs from the ledger here, before it is taken; the lists are kept. */
export default function ComparisonsPage(): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const query = useRouteQuery(listComparisons);
  const rows = query.data?.comparisons ?? [];
  const send = useRouteMutation(compareLedger, { success: t('comparisons.compared') });
  return (
    <Page
      title={t('menu.comparisons')}
      note={t('comparisons.note')}
      extra={
        <>
          <Button href={urlOf(comparisonTemplate)}>{t('comparisons.template')}</Button>
          {may('radiation.manage') ? (
            <Upload
              accept=".xlsx,.csv"
              showUploadList={false}
              beforeUpload={(file) => {
                send.mutate({ file });
                return false;
              }}
            >
              <Button type="primary" loading={send.isPending}>
                {t('comparisons.upload')}
              </Button>
            </Upload>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        <DataTable<Comparison>
          name={t('menu.comparisons')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 640 }}
          dataSource={rows as Comparison[]}
          locale={{ emptyText: <Empty description={t('none')} /> }}
          expandable={{ expandedRowRender: (row) => <Differences one={row} /> }}
          columns={[
            { title: t('field.at'), value: (row) => formatTime(row.at), className: 'nowrap' },
            { title: t('field.file'), dataIndex: 'file' },
            { title: t('field.by'), dataIndex: 'by' },
            { title: t('field.rows'), dataIndex: 'rows', align: 'right' },
            { title: t('field.differences'), value: (row) => row.differences.length, align: 'right' },
            { title: t('field.problems'), value: (row) => row.problems.length, align: 'right' },
            {
              title: t('field.state'),
              value: (row) =>
                row.takenBy ? t('comparisons.takenBy', { by: row.takenBy }) : t('comparisons.notTaken'),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}

function Differences({ one }: { one: Comparison }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const take = useRouteMutation(takeComparison, { success: t('comparisons.taken') });
  const faulty = one.problems.some(({ severity }) => severity === 'error');
  const value = (field: string, text: string) =>
    field === 'state' && text ? t(`state.${text}`) : text || '—';
  return (
    <Flex vertical gap={12}>
      {faulty ? <Alert type="error" showIcon title={t('comparisons.faulty')} /> : null}
      {one.problems.map(({ row, column, message, code }) => (
        <div key={`${row}${column}${code}`}>
          {t('field.row')} {row} {column} · {message} <code>{code}</code>
        </div>
      ))}
      <DataTable<Difference>
        name={`${t('field.differences')} ${one.id}`}
        rowKey={(row) => `${row.kind}${row.subject}${row.unit}${row.row}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 560 }}
        dataSource={one.differences as Difference[]}
        locale={{ emptyText: <Empty description={t('none')} /> }}
        columns={[
          {
            title: t('field.kind'),
            value: (row) => t(`diff.${row.kind}`),
            render: (_, row) => <Tag color={COLOUR[row.kind]}>{t(`diff.${row.kind}`)}</Tag>,
          },
          { title: t('field.row'), value: (row) => row.row ?? '—', align: 'right' },
          { title: t('field.unit'), dataIndex: 'unit' },
          { title: t('field.code'), dataIndex: 'subject' },
          {
            title: t('field.differences'),
            value: (row) =>
              row.fields
                .map(
                  ({ field, ours, theirs }) =>
                    `${t(`field.${field}`)}：${t('field.ours')} ${value(field, ours)}，${t('field.theirs')} ${value(field, theirs)}`,
                )
                .join('；'),
          },
        ]}
      />
      {!faulty && one.takenBy === null && may('radiation.manage') ? (
        <div>
          <Button loading={take.isPending} onClick={() => take.mutate({ params: { id: one.id } })}>
            {t('comparisons.take')}
          </Button>
        </div>
      ) : null}
    </Flex>
  );
}
