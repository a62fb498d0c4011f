import type { Static } from '@tarim/platform/contract';
import { DataTable, formatTime, instant, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Button, Flex, Input, Tag, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPeople, type Person, type Post } from '../contract.ts';
import { PersonForm } from './person-form.tsx';
import { usePostTitle } from './post-title.tsx';

type PersonRow = Static<typeof Person>;

export function PeopleTable(): ReactNode {
  const t = useText('identity');
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<PersonRow | 'new' | null>(null);
  const list = useRouteQuery(listPeople, { query: { q: q || undefined } });
  const titleOf = usePostTitle();
  return (
    <QueryState query={list}>
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ maxWidth: 280 }}
          placeholder={t('people.accountOrName')}
          onSearch={setQ}
        />
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('people.add')}
        </Button>
      </Flex>
      <DataTable
        name={t('people.people')}
        rowKey="id"
        pagination={{ pageSize: 25 }}
        scroll={{ x: 720 }}
        locale={{ emptyText: t('people.nobody') }}
        dataSource={list.data?.people ?? []}
        columns={[
          { title: t('people.account'), dataIndex: 'account' },
          { title: t('people.name'), dataIndex: 'name' },
          {
            title: t('people.posts'),
            dataIndex: 'posts',
            value: (row) => row.posts.map(titleOf).join('、'),
            render: (posts: Post[]) =>
              posts.map((post) => (
                <Tag key={post.role + post.unitPath} title={post.unitPath}>
                  {titleOf(post)}
                </Tag>
              )),
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
            render: (_, row) =>
              row.editable ? (
                <Button size="small" onClick={() => setEditing(row)}>
                  {t('people.edit')}
                </Button>
              ) : (
                <Tooltip title={t('people.postsElsewhere')}>
                  <span className="muted">{t('people.readOnly')}</span>
                </Tooltip>
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
