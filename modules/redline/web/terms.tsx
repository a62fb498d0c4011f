import {
  DataTable,
  formatTime,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Form, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { listTerms, type StepTerm, setTerm } from '../contract.ts';
import { StateTag } from './words.tsx';

/** 各环节期限: proposals of the platform until somebody sets them. */
export function Terms(): ReactNode {
  const t = useText('redline');
  const mayConfigure = useMay('redline.configure', '/');
  const [edited, setEdited] = useState<StepTerm | null>(null);
  const query = useRouteQuery(listTerms);
  return (
    <>
      <p className="muted">{t('terms.note')}</p>
      <QueryState query={query}>
        <DataTable<StepTerm>
          name={t('terms.title')}
          rowKey="state"
          pagination={false}
          dataSource={(query.data?.terms ?? []) as StepTerm[]}
          columns={[
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            { title: t('terms.length'), value: (row) => `${row.length} ${t(`term.${row.unit}`)}` },
            {
              title: t('terms.changed'),
              value: (row) =>
                row.changedBy ? `${row.changedBy} ${formatTime(row.changedAt, 'full')}` : t('terms.factory'),
            },
            {
              title: '',
              render: (_, row) =>
                mayConfigure ? (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t('terms.set')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {edited ? <TermDialog term={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function TermDialog({ term, onClose }: { term: StepTerm; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<Pick<StepTerm, 'length' | 'unit'>>();
  const send = useRouteMutation(setTerm, { success: t('act.done'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t('terms.set')} · ${t(`state.${term.state}`)}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ length: term.length, unit: term.unit }}
        onFinish={(values) => send.mutate({ body: { state: term.state, ...values } })}
      >
        <Form.Item
          name="length"
          label={t('terms.length')}
          rules={[{ required: true, message: t('required') }]}
        >
          <InputNumber min={1} max={730} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="unit" label={t('terms.unit')}>
          <Select
            options={(['workday', 'calendarDay'] as const).map((value) => ({
              value,
              label: t(`term.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
