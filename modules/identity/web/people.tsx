import type { Static } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import {
  Alert,
  Button,
  Form,
  Input,
  InputNumber,
  Modal,
  Popconfirm,
  Select,
  Switch,
  Table,
  Tabs,
  Tag,
} from 'antd';
import { type ReactNode, useState } from 'react';
import {
  createApiKey,
  createPerson,
  listApiKeys,
  listPeople,
  type Person,
  ROLE_TITLES,
  ROLES,
  revokeApiKey,
  updatePerson,
} from '../contract.ts';

type PersonRow = Static<typeof Person>;
type Post = PersonRow['posts'][number];

export default function PeoplePage(): ReactNode {
  const t = useText();
  return (
    <Page title={t('用户与密钥', 'People and keys')}>
      <Tabs
        items={[
          { key: 'people', label: t('用户', 'People'), children: <People /> },
          { key: 'keys', label: t('接入密钥', 'API keys'), children: <Keys /> },
        ]}
      />
    </Page>
  );
}

function People(): ReactNode {
  const t = useText();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<PersonRow | 'new' | null>(null);
  const list = useRouteQuery(listPeople, { query: { q: q || undefined } });
  return (
    <QueryState query={list}>
      <div style={{ display: 'flex', gap: 8, marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ maxWidth: 280 }}
          placeholder={t('账号或姓名', 'Account or name')}
          onSearch={setQ}
        />
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('新增', 'Add')}
        </Button>
      </div>
      <div className="table-scroll">
        <Table
          rowKey="id"
          size="small"
          pagination={{ pageSize: 25 }}
          scroll={{ x: 720 }}
          dataSource={list.data?.people ?? []}
          columns={[
            { title: t('账号', 'Account'), dataIndex: 'account' },
            { title: t('姓名', 'Name'), dataIndex: 'name' },
            {
              title: t('岗位', 'Posts'),
              dataIndex: 'posts',
              render: (posts: Post[]) =>
                posts.map((post) => (
                  <Tag key={post.role + post.unitPath}>
                    {t(ROLE_TITLES[post.role].zh, ROLE_TITLES[post.role].en)} {post.unitPath}
                  </Tag>
                )),
            },
            {
              title: t('状态', 'State'),
              dataIndex: 'active',
              render: (active: boolean) => (
                <Tag color={active ? 'green' : 'default'}>
                  {active ? t('启用', 'active') : t('停用', 'disabled')}
                </Tag>
              ),
            },
            {
              title: t('上次登录', 'Last sign-in'),
              dataIndex: 'lastSignInAt',
              render: (at: string | null) => formatTime(at),
            },
            {
              title: '',
              render: (_, row) => (
                <Button size="small" onClick={() => setEditing(row)}>
                  {t('修改', 'Edit')}
                </Button>
              ),
            },
          ]}
        />
      </div>
      {editing ? (
        <PersonForm person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </QueryState>
  );
}

interface FormValues {
  account: string;
  name: string;
  password?: string;
  active: boolean;
  posts: Post[];
}

function PersonForm({ person, onClose }: { person: PersonRow | null; onClose: () => void }): ReactNode {
  const t = useText();
  const [form] = Form.useForm<FormValues>();
  const create = useRouteMutation(createPerson, { success: t('已新增', 'Added'), onSuccess: onClose });
  const update = useRouteMutation(updatePerson, {
    success: t('已保存；其登录已失效', 'Saved; the person has to sign in again'),
    onSuccess: onClose,
  });
  const save = (values: FormValues) => {
    if (person)
      update.mutate({
        params: { id: person.id },
        body: {
          name: values.name,
          active: values.active,
          posts: values.posts,
          ...(values.password ? { password: values.password } : {}),
        },
      });
    else
      create.mutate({
        body: { account: values.account, name: values.name, password: values.password, posts: values.posts },
      });
  };
  return (
    <Modal
      open
      title={person ? person.account : t('新增用户', 'New person')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || update.isPending}
      okText={t('保存', 'Save')}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={person ?? { active: true, posts: [{ role: 'duty-officer', unitPath: '/650000/' }] }}
      >
        {person ? null : (
          <Form.Item
            name="account"
            label={t('账号', 'Account')}
            rules={[{ required: true, pattern: /^[a-z0-9._-]{2,40}$/ }]}
          >
            <Input />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('姓名', 'Name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="password"
          label={person ? t('重置口令（留空不改）', 'Reset password (empty: keep)') : t('口令', 'Password')}
          rules={[{ required: !person, min: 10 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {person ? (
          <Form.Item name="active" label={t('启用', 'Active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
        <Form.List name="posts">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div key={field.key} style={{ display: 'flex', gap: 6 }}>
                  <Form.Item name={[field.name, 'role']} style={{ flex: 1 }} rules={[{ required: true }]}>
                    <Select
                      options={ROLES.map((role) => ({
                        value: role,
                        label: t(ROLE_TITLES[role].zh, ROLE_TITLES[role].en),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'unitPath']} style={{ flex: 1 }} rules={[{ required: true }]}>
                    <Input placeholder="/650000/650100/" />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)} aria-label={t('删除岗位', 'Remove post')}>
                    ×
                  </Button>
                </div>
              ))}
              <Button onClick={() => add({ role: 'duty-officer', unitPath: '/650000/' })}>
                {t('加一个岗位', 'Add a post')}
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

function Keys(): ReactNode {
  const t = useText();
  const list = useRouteQuery(listApiKeys);
  const [secret, setSecret] = useState<string | null>(null);
  const create = useRouteMutation(createApiKey, { onSuccess: (answer) => setSecret(answer.secret) });
  const revoke = useRouteMutation(revokeApiKey, { success: t('已吊销', 'Revoked') });
  return (
    <QueryState query={list}>
      <Form
        layout="inline"
        style={{ marginBottom: 12, rowGap: 8 }}
        onFinish={(values: { name: string; days?: number }) =>
          create.mutate({ body: { ...values, scope: 'ingest' } })
        }
      >
        <Form.Item name="name" rules={[{ required: true, message: t('请填用途', 'Say what for') }]}>
          <Input placeholder={t('用途', 'What for')} />
        </Form.Item>
        <Form.Item name="days">
          <InputNumber min={1} max={3650} placeholder={t('有效天数', 'Days')} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('生成接入密钥', 'Make an ingest key')}
        </Button>
      </Form>
      {secret ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('请现在复制：以后不再显示', 'Copy it now: it is not shown again')}
          description={<code>{secret}</code>}
        />
      ) : null}
      <div className="table-scroll">
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 640 }}
          locale={{
            emptyText: t(
              '还没有密钥。HTTPS 接入的设备或网关需要一个。',
              'No keys yet. Devices that send over HTTPS need one.',
            ),
          }}
          dataSource={list.data?.keys ?? []}
          columns={[
            { title: t('用途', 'Name'), dataIndex: 'name' },
            {
              title: t('前缀', 'Prefix'),
              dataIndex: 'prefix',
              render: (text: string) => <code>{text}…</code>,
            },
            { title: t('生成', 'Created'), dataIndex: 'createdAt', render: (at: string) => formatTime(at) },
            {
              title: t('到期', 'Expires'),
              dataIndex: 'expiresAt',
              render: (at: string | null) => formatTime(at, 'date'),
            },
            {
              title: t('最近使用', 'Last used'),
              dataIndex: 'lastUsedAt',
              render: (at: string | null) => formatTime(at),
            },
            {
              title: '',
              render: (_, row) =>
                row.revokedAt ? (
                  <Tag>{t('已吊销', 'revoked')}</Tag>
                ) : (
                  <Popconfirm
                    title={t('吊销后立即失效', 'It ends at once')}
                    onConfirm={() => revoke.mutate({ params: { id: row.id } })}
                  >
                    <Button size="small" danger>
                      {t('吊销', 'Revoke')}
                    </Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      </div>
    </QueryState>
  );
}
