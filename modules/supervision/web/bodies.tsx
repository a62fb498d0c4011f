import {
  DataTable,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Body, listBodies, putBody } from '../contract.ts';

/** Competent bodies: their names on notices and the sign of their numbers (代字). */
export function Bodies(): ReactNode {
  const t = useText('supervision');
  const unitName = useUnitName();
  const mayChange = useMay('supervision.configure', '/');
  const query = useRouteQuery(listBodies);
  const [edited, setEdited] = useState<Body | null>(null);
  return (
    <>
      <p className="muted">{t('bodies.note')}</p>
      <QueryState query={query}>
        <DataTable<Body>
          name={t('bodies.tab')}
          rowKey="unitPath"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={(query.data?.bodies ?? []) as Body[]}
          columns={[
            {
              title: t('field.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath, 'line'),
            },
            { title: t('bodies.name'), dataIndex: 'name' },
            {
              title: t('bodies.prefix'),
              value: (row) => row.prefix,
              render: (_, row) => (
                <>
                  {row.prefix} {row.set ? null : <Tag color="orange">{t('bodies.madeUp')}</Tag>}
                </>
              ),
            },
            {
              title: '',
              render: (_, row) =>
                mayChange ? (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t('rules.edit')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {edited ? <BodyDialog body={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function BodyDialog({ body, onClose }: { body: Body; onClose: () => void }): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<Pick<Body, 'name' | 'prefix'>>();
  const save = useRouteMutation(putBody, { success: t('rules.saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('bodies.edit')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={body}
        onFinish={(values) => save.mutate({ body: { unitPath: body.unitPath, ...values } })}
      >
        <Form.Item name="name" label={t('bodies.name')} rules={[{ required: true, message: t('required') }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="prefix"
          label={t('bodies.prefix')}
          extra={t('bodies.prefixHint')}
          rules={[{ required: true, pattern: /^[\p{L}\p{N}]{1,20}$/u, message: t('bodies.prefixHint') }]}
        >
          <Input maxLength={20} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
