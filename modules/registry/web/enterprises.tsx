import type { Static } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Table, Tag } from 'antd';
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
  const t = useText();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<Enterprise | 'new' | null>(null);
  const list = useRouteQuery(listEnterprises, { query: { q: q || undefined, limit: 1000 } });
  return (
    <Page
      title={t('企业', 'Enterprises')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('登记企业', 'Register')}
        </Button>
      }
    >
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        placeholder={t('名称或信用代码', 'Name or credit code')}
        onSearch={setQ}
      />
      <QueryState query={list}>
        <div className="table-scroll">
          <Table
            rowKey="id"
            size="small"
            pagination={{ pageSize: 50, showSizeChanger: false }}
            scroll={{ x: 800 }}
            dataSource={list.data?.enterprises ?? []}
            locale={{
              emptyText: t(
                '还没有企业；登记一家，或用 XLSX 导入。',
                'None yet; register one or import an XLSX file.',
              ),
            }}
            columns={[
              {
                title: t('名称', 'Name'),
                dataIndex: 'name',
                render: (name: string, row) => (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row)}>
                    {name}
                  </Button>
                ),
              },
              {
                title: t('统一社会信用代码', 'Credit code'),
                dataIndex: 'uscc',
                render: (code: string) => <code>{code}</code>,
              },
              { title: t('行业', 'Industry'), dataIndex: 'industryName' },
              { title: t('单元', 'Unit'), dataIndex: 'unitPath' },
              { title: t('类别', 'Category'), dataIndex: 'category' },
              {
                title: '',
                render: (_, row) =>
                  row.simulated ? <Tag color="orange">{t('模拟', 'simulated')}</Tag> : null,
              },
            ]}
          />
        </div>
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
  const t = useText();
  const create = useRouteMutation(createEnterprise, {
    success: t('已登记', 'Registered'),
    onSuccess: onClose,
  });
  const update = useRouteMutation(updateEnterprise, { success: t('已保存', 'Saved'), onSuccess: onClose });
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
      title={enterprise?.name ?? t('登记企业', 'Register an enterprise')}
    >
      <Form layout="vertical" onFinish={save} initialValues={enterprise ?? { unitPath: '/650000/650100/' }}>
        <Form.Item
          name="uscc"
          label={t('统一社会信用代码（校验码自动核对）', 'Credit code (check character is verified)')}
          rules={[{ required: true, len: 18 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="name" label={t('名称', 'Name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unitPath" label={t('行政单元路径', 'Unit path')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="industryName" label={t('行业', 'Industry')}>
          <Input />
        </Form.Item>
        <Form.Item name="category" label={t('管理类别', 'Category')}>
          <Input />
        </Form.Item>
        <Form.Item name="address" label={t('地址', 'Address')}>
          <Input />
        </Form.Item>
        <div style={{ display: 'flex', gap: 8 }}>
          <Form.Item name="lon" label={t('经度', 'Longitude')}>
            <InputNumber style={{ width: 160 }} min={-180} max={180} />
          </Form.Item>
          <Form.Item name="lat" label={t('纬度', 'Latitude')}>
            <InputNumber style={{ width: 160 }} min={-90} max={90} />
          </Form.Item>
        </div>
        <Form.Item name="contact" label={t('联系人（不公开）', 'Contact (not public)')}>
          <Input />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('保存', 'Save')}
        </Button>
      </Form>
      {enterprise ? (
        <>
          <h4>{t('变更史', 'History')}</h4>
          <ul className="steps">
            {history.data?.entries.map((one) => (
              <li key={one.id}>
                <span className="muted">
                  {formatTime(one.at, 'full')} {one.actor ?? t('系统', 'system')}
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
