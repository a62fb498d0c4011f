import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Descriptions, Form, Input, Popconfirm, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { changePassword, listMySessions, me, revokeMySession } from '../contract.ts';
import { usePostTitle } from './post-title.tsx';

export default function AccountPage(): ReactNode {
  const t = useText('identity');
  const titleOf = usePostTitle();
  const who = useRouteQuery(me);
  const sessions = useRouteQuery(listMySessions);
  const revoke = useRouteMutation(revokeMySession, { success: t('account.ended') });
  const change = useRouteMutation(changePassword, {
    success: t('account.changedOtherSessionsHaveEnded'),
  });
  const [form] = Form.useForm();
  return (
    <Page title={t('account.myAccount')}>
      <QueryState query={who}>
        <div className="card" style={{ marginBottom: 12 }}>
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'a', label: t('account.account'), children: who.data?.account },
              { key: 'n', label: t('account.name'), children: who.data?.name },
              {
                key: 'p',
                label: t('account.posts'),
                children: who.data?.posts.map((post) => (
                  <Tag key={`${post.role}${post.unitPath}`} title={post.unitPath}>
                    {titleOf(post)}
                  </Tag>
                )),
              },
            ]}
          />
        </div>
      </QueryState>
      <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))' }}>
        <div className="card">
          <h4>{t('account.sessions')}</h4>
          <Table
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: 280 }}
            dataSource={sessions.data?.sessions ?? []}
            columns={[
              {
                title: t('account.lastUsed'),
                dataIndex: 'lastAt',
                render: (at: string) => formatTime(at),
              },
              { title: t('account.address'), dataIndex: 'address' },
              {
                title: '',
                render: (_, row) =>
                  row.current ? (
                    <Tag color="green">{t('account.thisOne')}</Tag>
                  ) : (
                    <Popconfirm
                      title={t('account.endThisSession')}
                      onConfirm={() => revoke.mutate({ params: { id: row.id } })}
                    >
                      <Button size="small" danger>
                        {t('account.end')}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('account.changePassword')}</h4>
          <Form
            form={form}
            layout="vertical"
            onFinish={(values: { current: string; next: string }) =>
              change.mutate({ body: values }, { onSuccess: () => form.resetFields() })
            }
          >
            <Form.Item name="current" label={t('account.current')} rules={[{ required: true }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Form.Item
              name="next"
              label={t('account.newAtLeast10Letters')}
              rules={[{ required: true, min: 10 }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {t('account.change')}
            </Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
