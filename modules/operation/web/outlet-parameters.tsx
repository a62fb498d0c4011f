import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  DECLARED_PLACES,
  declareParameter,
  getOutletParameters,
  type ParameterChange,
  type ParameterRow,
  PLACES,
  type Place,
  type PlaceValue,
  type ReadingRun,
  readParameters,
} from '../contract.ts';
import { ReadAt } from './parameters.tsx';
import { ConfidenceTag, Simulated, today } from './words.tsx';

/** Four places side by side for one outlet: what differs is marked, each reading leads to its frame. */
export default function OutletParametersPage(): ReactNode {
  const t = useText('operation');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getOutletParameters, { params: { id } }, { refetchMs: 5_000 });
  const [declare, setDeclare] = useState<ParameterRow | null>(null);
  const data = query.data;
  const unitPath = data?.outlet.unitPath ?? '/';
  const mayRead = useMay('operation.remote', unitPath);
  const mayFile = useMay('operation.configure', unitPath);
  const read = useRouteMutation(readParameters, { success: t('parameters.asked') });
  const bad = data?.rows.filter((row) => row.difference !== null) ?? [];
  return (
    <Page
      title={data ? `${data.outlet.name} · ${t('parameters.title')}` : t('parameters.title')}
      note={
        data ? (
          <>
            {data.outlet.enterpriseName} · {unitName(unitPath)} · {t('parameters.readAt')}{' '}
            <ReadAt row={data.outlet} />
          </>
        ) : null
      }
      extra={
        <>
          <Simulated when={data?.outlet.simulated ?? false} />
          {data && mayRead && data.outlet.unreadable === null ? (
            <Popconfirm
              title={t('parameters.readOne')}
              description={t('parameters.readNote')}
              onConfirm={() => read.mutate({ body: { pointId: id } })}
            >
              <Button type="primary" loading={read.isPending}>
                {t('parameters.readOne')}
              </Button>
            </Popconfirm>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        {data ? (
          <>
            <LastRun run={data.lastRun} />
            {bad.length > 0 ? (
              <Alert
                type="error"
                showIcon
                style={{ marginBottom: 12 }}
                title={t('parameters.differ', { n: bad.length })}
                description={t('parameters.lead')}
              />
            ) : null}
            <DataTable<ParameterRow>
              name={`${data.outlet.name} ${t('parameters.title')}`}
              rowKey={(row) => `${row.item}/${row.parameter}`}
              pagination={false}
              scroll={{ x: 900 }}
              dataSource={data.rows}
              columns={[
                { title: t('item'), dataIndex: 'item', render: (code: string) => <code>{code}</code> },
                {
                  title: t('parameter'),
                  value: (row) => row.name,
                  render: (_, row) => (
                    <>
                      {row.name} <ConfidenceTag confidence={row.confidence} />
                    </>
                  ),
                },
                ...PLACES.map((place) => ({
                  title: t(`place.${place}`),
                  align: 'right' as const,
                  value: (row: ParameterRow) => row[place].value ?? row[place].text ?? '',
                  render: (_: unknown, row: ParameterRow) => <Cell row={row} place={place} />,
                })),
                {
                  title: t('parameters.difference'),
                  align: 'right',
                  value: (row) => row.difference ?? '',
                  render: (_, row) =>
                    row.difference === null ? (
                      <span className="muted">± {row.tolerance} %</span>
                    ) : (
                      <Tag color="red">{row.difference.toFixed(1)} %</Tag>
                    ),
                },
                ...(mayFile
                  ? [
                      {
                        title: '',
                        render: (_: unknown, row: ParameterRow) => (
                          <Button size="small" onClick={() => setDeclare(row)}>
                            {t('parameters.declare')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            <p className="muted">{t('parameters.loggerNote')}</p>
            <h4 style={{ marginTop: 20 }}>{t('parameters.history')}</h4>
            <Changes rows={data.changes} name={data.outlet.name} />
            <p className="muted">
              {t('parameters.table')} <code>{data.table.version}</code>{' '}
              <Link to={'/operation/tables' as string}>{t('menu.tables')}</Link>
            </p>
            {declare ? <Declare id={id} row={declare} onClose={() => setDeclare(null)} /> : null}
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

/** What became of the last reading while nothing else tells: it goes on, or the line failed. */
function LastRun({ run }: { run: ReadingRun | null }): ReactNode {
  const t = useText('operation');
  if (!run || (run.endedAt !== null && run.failed === 0)) return null;
  const going = run.endedAt === null;
  return (
    <Alert
      type={going ? 'info' : 'warning'}
      showIcon
      style={{ marginBottom: 12 }}
      title={
        going
          ? t('parameters.reading', { read: run.read })
          : t('parameters.unanswered', { failed: run.failed })
      }
    />
  );
}

function Cell({ row, place }: { row: ParameterRow; place: Place }): ReactNode {
  const t = useText('operation');
  const one: PlaceValue = row[place];
  const code = place === 'device' ? row.deviceCode : place === 'logger' ? row.loggerCode : '';
  if (code === null) return <span className="muted">{t('parameters.noCode')}</span>;
  if (one.value === null && one.text === null) return <span className="muted">—</span>;
  const figure = one.value === null ? one.text : String(one.value);
  const shown = one.differs ? <Tag color="red">{figure}</Tag> : figure;
  return (
    <span title={one.document ?? `${code} ${one.at ? formatTime(one.at, 'full') : ''}`}>
      {one.lsn === null ? shown : <Link to={`/frames/${one.lsn}` as string}>{shown}</Link>}
    </span>
  );
}

function Changes({ rows, name }: { rows: readonly ParameterChange[]; name: string }): ReactNode {
  const t = useText('operation');
  return (
    <DataTable<ParameterChange>
      name={`${name} ${t('parameters.history')}`}
      rowKey={(row) => `${row.at}${row.item}${row.parameter}${row.place}${row.lsn}${row.after}`}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('time'),
          value: (row) => row.at,
          render: (_, row) => formatTime(row.at, 'full').slice(0, 16),
        },
        { title: t('item'), dataIndex: 'item' },
        { title: t('parameter'), dataIndex: 'name' },
        {
          title: t('parameters.place'),
          value: (row) => t(`place.${row.place}`),
          render: (_, row) => t(`place.${row.place}`),
        },
        { title: t('parameters.before'), dataIndex: 'before', align: 'right' },
        { title: t('parameters.after'), dataIndex: 'after', align: 'right' },
        {
          title: t('parameters.basis'),
          value: (row) => row.document ?? '',
          render: (_, row) =>
            row.lsn !== null ? (
              <>
                <Link to={`/frames/${row.lsn}` as string}>{t('parameters.frame')}</Link>{' '}
                <Tag color={row.recorded ? 'green' : 'red'}>
                  {t(row.recorded ? 'parameters.recorded' : 'parameters.unrecorded')}
                </Tag>
              </>
            ) : (
              `${row.document ?? ''} ${row.by ?? ''}`
            ),
        },
      ]}
    />
  );
}

function Declare({ id, row, onClose }: { id: number; row: ParameterRow; onClose: () => void }): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm();
  const save = useRouteMutation(declareParameter, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={`${t('parameters.declare')} · ${row.item} ${row.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ place: 'filing', validFrom: today(), value: row.filing.value }}
        onFinish={(values) =>
          save.mutate({ params: { id }, body: { item: row.item, parameter: row.parameter, ...values } })
        }
      >
        <Form.Item name="place" label={t('parameters.place')} rules={must}>
          <Select options={DECLARED_PLACES.map((value) => ({ value, label: t(`place.${value}`) }))} />
        </Form.Item>
        <Form.Item name="value" label={t('parameters.value')} rules={must}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('validFrom')} rules={must}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="document" label={t('parameters.document')} rules={must}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
