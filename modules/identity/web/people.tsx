import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Switch, Tabs, Tag } from 'antd';
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
  const t = useText('identity');
  return (
    <Page title={t('people.peopleAndKeys')}>
      <Tabs
        items={[
          { key: 'people', label: t('people.people'), children: <People /> },
          { key: 'keys', label: t('people.apiKeys'), children: <Keys /> },
        ]}
      />
    </Page>
  );
}

function People(): ReactNode {
  const t = useText('identity');
  const pick = usePick();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<PersonRow | 'new' | null>(null);
  const list = useRouteQuery(listPeople, { query: { q: q || undefined } });
  const nameOf = (post: Post) =>
    `${pick(ROLE_TITLES[post.role].zh, ROLE_TITLES[post.role].en)} ${post.unitPath}`;
  return (
    <QueryState query={list}>
      <div style={{ display: 'flex', gap: 8, marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ maxWidth: 280 }}
          placeholder={t('people.accountOrName')}
          onSearch={setQ}
        />
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('people.add')}
        </Button>
      </div>
      <DataTable
        name={t('people.people')}
        rowKey="id"
        pagination={{ pageSize: 25 }}
        scroll={{ x: 720 }}
        dataSource={list.data?.people ?? []}
        columns={[
          { title: t('people.account'), dataIndex: 'account' },
          { title: t('people.name'), dataIndex: 'name' },
          {
            title: t('people.posts'),
            dataIndex: 'posts',
            value: (row) => row.posts.map(nameOf).join('、'),
            render: (posts: Post[]) =>
              posts.map((post) => <Tag key={post.role + post.unitPath}>{nameOf(post)}</Tag>),
          },
          {
            title: t('people.state'),
            dataIndex: 'active',
            value: (row) => (row.active ? t('people.active') : t('people.disabled')),
            render: (active: boolean) => (
              <Tag color={active ? 'green' : 'default'}>
                {active ? t('people.active') : t('people.disabled')}
              </Tag>
            ),
          },
          {
            title: t('people.lastSignIn'),
            dataIndex: 'lastSignInAt',
            value: (row) => instant(row.lastSignInAt),
            render: (at: string | null) => formatTime(at),
          },
          {
            title: '',
            render: (_, row) => (
              <Button size="small" onClick={() => setEditing(row)}>
                {t('people.edit')}
              </Button>
            ),
          },
        ]}
      />
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
  const t = useText('identity');
  const pick = usePick();
  const [form] = Form.useForm<FormValues>();
  const create = useRouteMutation(createPerson, { success: t('people.added'), onSuccess: onClose });
  const update = useRouteMutation(updatePerson, {
    success: t('people.savedThePersonHasTo'),
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
      title={person ? person.account : t('people.newPerson')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || update.isPending}
      okText={t('people.save')}
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
            label={t('people.account')}
            rules={[{ required: true, pattern: /^[a-z0-9._-]{2,40}$/ }]}
          >
            <Input />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('people.name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="password"
          label={person ? t('people.resetPasswordEmptyKeep') : t('people.password')}
          rules={[{ required: !person, min: 10 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {person ? (
          <Form.Item name="active" label={t('people.active2')} valuePropName="checked">
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
                      aria-label={t('people.posts')}
                      options={ROLES.map((role) => ({
                        value: role,
                        label: pick(ROLE_TITLES[role].zh, ROLE_TITLES[role].en),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'unitPath']} style={{ flex: 1 }} rules={[{ required: true }]}>
                    <Input aria-label={t('people.unitPath')} placeholder="/650000/650100/" />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)} aria-label={t('people.removePost')}>
                    ×
                  </Button>
                </div>
              ))}
              <Button onClick={() => add({ role: 'duty-officer', unitPath: '/650000/' })}>
                {t('people.addAPost')}
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

function Keys(): ReactNode {
  const t = useText('identity');
  const list = useRouteQuery(listApiKeys);
  const [secret, setSecret] = useState<string | null>(null);
  const create = useRouteMutation(createApiKey, { onSuccess: (answer) => setSecret(answer.secret) });
  const revoke = useRouteMutation(revokeApiKey, { success: t('people.revoked') });
  return (
    <QueryState query={list}>
      <Form
        layout="inline"
        style={{ marginBottom: 12, rowGap: 8 }}
        onFinish={(values: { name: string; days?: number }) =>
          create.mutate({ body: { ...values, scope: 'ingest' } })
        }
      >
        <Form.Item name="name" rules={[{ required: true, message: t('people.sayWhatFor') }]}>
          <Input placeholder={t('people.whatFor')} />
        </Form.Item>
        <Form.Item name="days">
          <InputNumber min={1} max={3650} placeholder={t('people.days')} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('people.makeAnIngestKey')}
        </Button>
      </Form>
      {secret ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('people.copyItNowItIs')}
          description={<code>{secret}</code>}
        />
      ) : null}
      <DataTable
        name={t('people.apiKeys')}
        rowKey="id"
        pagination={false}
        scroll={{ x: 640 }}
        locale={{
          emptyText: t('people.noKeysYetDevicesThat'),
        }}
        dataSource={list.data?.keys ?? []}
        columns={[
          { title: t('people.name2'), dataIndex: 'name' },
          {
            title: t('people.prefix'),
            dataIndex: 'prefix',
            render: (text: string) => <code>{text}…</code>,
          },
          {
            title: t('people.created'),
            dataIndex: 'createdAt',
            value: (row) => instant(row.createdAt),
            render: (at: string) => formatTime(at),
          },
          {
            title: t('people.expires'),
            dataIndex: 'expiresAt',
            value: (row) => instant(row.expiresAt),
            render: (at: string | null) => formatTime(at, 'date'),
          },
          {
            title: t('people.lastUsed'),
            dataIndex: 'lastUsedAt',
            value: (row) => instant(row.lastUsedAt),
            render: (at: string | null) => formatTime(at),
          },
          {
            title: '',
            head: t('people.revoked2'),
            value: (row) => instant(row.revokedAt),
            render: (_, row) =>
              row.revokedAt ? (
                <Tag>{t('people.revoked2')}</Tag>
              ) : (
                <Popconfirm
                  title={t('people.itEndsAtOnce')}
                  onConfirm={() => revoke.mutate({ params: { id: row.id } })}
                >
                  <Button size="small" danger>
                    {t('people.revoke')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </QueryState>
  );
}
