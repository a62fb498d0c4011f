import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Descriptions, Form, Input, Popconfirm, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { changePassword, listMySessions, me, ROLE_TITLES, revokeMySession } from '../contract.ts';

export default function AccountPage(): ReactNode {
  const t = useText();
  const who = useRouteQuery(me);
  const sessions = useRouteQuery(listMySessions);
  const revoke = useRouteMutation(revokeMySession, { success: t('已失效', 'Ended') });
  const change = useRouteMutation(changePassword, {
    success: t('口令已修改，其他登录已失效', 'Changed; other sessions have ended'),
  });
  const [form] = Form.useForm();
  return (
    <Page title={t('我的账户', 'My account')}>
      <QueryState query={who}>
        <div className="card" style={{ marginBottom: 12 }}>
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'a', label: t('账号', 'Account'), children: who.data?.account },
              { key: 'n', label: t('姓名', 'Name'), children: who.data?.name },
              {
                key: 'p',
                label: t('岗位', 'Posts'),
                children: who.data?.posts.map((post) => (
                  <Tag key={`${post.role}${post.unitPath}`}>
                    {t(ROLE_TITLES[post.role].zh, ROLE_TITLES[post.role].en)} {post.unitPath}
                  </Tag>
                )),
              },
            ]}
          />
        </div>
      </QueryState>
      <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))' }}>
        <div className="card">
          <h4>{t('登录情况', 'Sessions')}</h4>
          <Table
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: 420 }}
            dataSource={sessions.data?.sessions ?? []}
            columns={[
              {
                title: t('最近使用', 'Last used'),
                dataIndex: 'lastAt',
                render: (at: string) => formatTime(at),
              },
              { title: t('地址', 'Address'), dataIndex: 'address' },
              {
                title: '',
                render: (_, row) =>
                  row.current ? (
                    <Tag color="green">{t('当前', 'this one')}</Tag>
                  ) : (
                    <Popconfirm
                      title={t('让这个登录失效？', 'End this session?')}
                      onConfirm={() => revoke.mutate({ params: { id: row.id } })}
                    >
                      <Button size="small" danger>
                        {t('使失效', 'End')}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('修改口令', 'Change password')}</h4>
          <Form
            form={form}
            layout="vertical"
            onFinish={(values: { current: string; next: string }) =>
              change.mutate({ body: values }, { onSuccess: () => form.resetFields() })
            }
          >
            <Form.Item name="current" label={t('当前口令', 'Current')} rules={[{ required: true }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Form.Item
              name="next"
              label={t('新口令（至少 10 位，含字母与数字）', 'New (at least 10, letters and digits)')}
              rules={[{ required: true, min: 10 }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {t('修改', 'Change')}
            </Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
