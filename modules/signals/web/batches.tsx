import {
  DataTable,
  formatTime,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Batch, listBatches, startBatch } from '../contract.ts';

const DAY_MS = 86_400_000;
const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

/** Runs that a person asked for, with their progress; and the button to ask for one. */
export function Batches(): ReactNode {
  const t = useText('signals');
  const unitName = useUnitName();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const query = useRouteQuery(listBatches, {}, { refetchMs: 3_000 });
  const rows = query.data?.batches ?? [];
  return (
    <div style={{ marginBottom: 14 }}>
      {may('signals.run') ? <Button onClick={() => setOpen(true)}>{t('batch.start')}</Button> : null}
      {rows.length > 0 ? (
        <QueryState query={query}>
          <DataTable<Batch>
            name={t('batch.title')}
            rowKey="id"
            pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 760 }}
            dataSource={[...rows]}
            columns={[
              {
                title: t('field.unit'),
                value: (row) => unitName(row.unitPath),
                render: (_, row) => unitName(row.unitPath, 'line'),
              },
              {
                title: t('field.window'),
                value: (row) => row.from,
                render: (_, row) => `${formatTime(row.from, 'date')} – ${formatTime(row.to, 'date')}`,
              },
              {
                title: t('batch.progress'),
                value: (row) => row.done,
                render: (_, row) => (
                  <Progress
                    aria-label={t('batch.progress')}
                    size="small"
                    percent={row.points === 0 ? 0 : Math.round((100 * row.done) / row.points)}
                    status={
                      row.state === 'failed' ? 'exception' : row.state === 'done' ? 'success' : 'active'
                    }
                  />
                ),
              },
              {
                title: t('field.state'),
                value: (row) => t(`batch.state.${row.state}`),
                render: (_, row) => t(`batch.state.${row.state}`),
              },
              { title: t('batch.opened'), dataIndex: 'opened' },
              { title: t('batch.by'), dataIndex: 'by' },
              { title: t('runs.at'), value: (row) => row.at, render: (_, row) => formatTime(row.at) },
            ]}
          />
        </QueryState>
      ) : null}
      {open ? <StartDialog onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function StartDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('signals');
  const [form] = Form.useForm<{ unitPath: string; from: string; to: string }>();
  const start = useRouteMutation(startBatch, { success: t('batch.queued'), onSuccess: onClose });
  const rules = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('batch.start')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={start.isPending}
    >
      <p className="muted">{t('batch.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ from: dayOf(Date.now() - 30 * DAY_MS), to: dayOf(Date.now()) }}
        onFinish={({ unitPath, from, to }) =>
          start.mutate({
            body: {
              unitPath,
              from: `${from}T00:00:00+08:00`,
              to: new Date(Date.parse(`${to}T00:00:00+08:00`) + DAY_MS).toISOString(),
            },
          })
        }
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={rules}>
          <UnitSelect everywhere />
        </Form.Item>
        <Form.Item name="from" label={t('batch.from')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={t('batch.to')} rules={rules}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
