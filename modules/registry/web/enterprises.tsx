import { call, type Static } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  formatTime,
  Page,
  QueryState,
  readAll,
  useCursor,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  createEnterprise,
  type Enterprise,
  type EnterpriseInput,
  listEnterprises,
  listHistory,
  updateEnterprise,
} from '../contract.ts';

type Input_ = Static<typeof EnterpriseInput>;

export default function EnterprisesPage(): ReactNode {
  const t = useText('registry');
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<Enterprise | 'new' | null>(null);
  const at = useCursor<number>();
  const filter = { q: q || undefined };
  const list = useRouteQuery(listEnterprises, { query: { ...filter, before: at.cursor, limit: 200 } });
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listEnterprises, { query: { ...filter, before, limit: 1000 } });
      return { rows: answer.enterprises, next: answer.next };
    });
  return (
    <Page
      title={t('enterprises.enterprises')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('enterprises.register')}
        </Button>
      }
    >
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        placeholder={t('enterprises.nameOrCreditCode')}
        onSearch={(text) => {
          setQ(text);
          at.reset();
        }}
      />
      <QueryState query={list}>
        <DataTable
          name={t('enterprises.enterprises')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 800 }}
          dataSource={list.data?.enterprises ?? []}
          locale={{
            emptyText: t('enterprises.noneYetRegisterOneOr'),
          }}
          columns={[
            {
              title: t('enterprises.name'),
              dataIndex: 'name',
              render: (name: string, row) => (
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row)}>
                  {name}
                </Button>
              ),
            },
            {
              title: t('enterprises.creditCode'),
              dataIndex: 'uscc',
              render: (code: string) => <code>{code}</code>,
            },
            { title: t('enterprises.industry'), dataIndex: 'industryName' },
            { title: t('enterprises.unit'), dataIndex: 'unitPath' },
            { title: t('enterprises.category'), dataIndex: 'category' },
            {
              title: '',
              head: t('enterprises.simulated'),
              value: (row) => row.simulated,
              render: (_, row) =>
                row.simulated ? <Tag color="orange">{t('enterprises.simulated')}</Tag> : null,
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {open ? (
        <EnterpriseDrawer enterprise={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

function EnterpriseDrawer({
  enterprise,
  onClose,
}: {
  enterprise: Enterprise | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('registry');
  const create = useRouteMutation(createEnterprise, {
    success: t('enterprises.registered'),
    onSuccess: onClose,
  });
  const update = useRouteMutation(updateEnterprise, { success: t('enterprises.saved'), onSuccess: onClose });
  const history = useRouteQuery(
    listHistory,
    { query: { enterpriseId: enterprise?.id } },
    { enabled: enterprise !== null },
  );
  const save = (values: Input_) =>
    enterprise
      ? update.mutate({ params: { id: enterprise.id }, body: values })
      : create.mutate({ body: values });
  return (
    <Drawer
      open
      size={520}
      onClose={onClose}
      title={enterprise?.name ?? t('enterprises.registerAnEnterprise')}
    >
      <Form layout="vertical" onFinish={save} initialValues={enterprise ?? { unitPath: '/650000/650100/' }}>
        <Form.Item
          name="uscc"
          label={t('enterprises.creditCodeCheckCharacterIs')}
          rules={[{ required: true, len: 18 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="name" label={t('enterprises.name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unitPath" label={t('enterprises.unitPath')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="industryName" label={t('enterprises.industry')}>
          <Input />
        </Form.Item>
        <Form.Item name="category" label={t('enterprises.category2')}>
          <Input />
        </Form.Item>
        <Form.Item name="address" label={t('enterprises.address')}>
          <Input />
        </Form.Item>
        <div style={{ display: 'flex', gap: 8 }}>
          <Form.Item name="lon" label={t('enterprises.longitude')}>
            <InputNumber style={{ width: 160 }} min={-180} max={180} />
          </Form.Item>
          <Form.Item name="lat" label={t('enterprises.latitude')}>
            <InputNumber style={{ width: 160 }} min={-90} max={90} />
          </Form.Item>
        </div>
        <Form.Item name="contact" label={t('enterprises.contactNotPublic')}>
          <Input />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('enterprises.save')}
        </Button>
      </Form>
      {enterprise ? (
        <>
          <h4>{t('enterprises.history')}</h4>
          <ul className="steps">
            {history.data?.entries.map((one) => (
              <li key={one.id}>
                <span className="muted">
                  {formatTime(one.at, 'full')} {one.actor ?? t('enterprises.system')}
                </span>{' '}
                {one.table} {one.operation}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Drawer>
  );
}
