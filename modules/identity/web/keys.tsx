import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Form, Input, InputNumber, Popconfirm, Select, Tag } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { createApiKey, listApiKeys, revokeApiKey } from '../contract.ts';

interface Values {
  name: string;
  unitPath: string;
  scope: (typeof SCOPES)[number];
  mns?: string[];
  days?: number;
}

const SCOPES = ['ingest', 'lab', 'forecast', 'composition', 'mobile', 'sensorthings'] as const;
const scopeName = (t: (key: string) => string, scope: string) =>
  (SCOPES as readonly string[]).includes(scope) ? t(`scope.${scope}`) : scope;

const namesOf = (mns: readonly string[]) => (mns.length > 1 ? `${mns[0]} +${mns.length - 1}` : mns[0]);

/** Ingest keys of the units that the reader administers. */
export function Keys(): ReactNode {
  const t = useText('identity');
  const may = useMay();
  const manages = useCallback((path: string) => may('identity.manage', path), [may]);
  const unitName = useUnitName();
  const list = useRouteQuery(listApiKeys);
  const [secret, setSecret] = useState<string | null>(null);
  const create = useRouteMutation(createApiKey, { onSuccess: (answer) => setSecret(answer.secret) });
  const revoke = useRouteMutation(revokeApiKey, { success: t('people.revoked') });
  return (
    <QueryState query={list}>
      <Form
        layout="inline"
        style={{ marginBottom: 12, rowGap: 8 }}
        initialValues={{ scope: 'ingest' }}
        onFinish={(values: Values) => create.mutate({ body: values })}
      >
        <Form.Item name="name" rules={[{ required: true, message: t('people.sayWhatFor') }]}>
          <Input placeholder={t('people.whatFor')} aria-label={t('people.whatFor')} />
        </Form.Item>
        <Form.Item name="scope" style={{ width: 150 }}>
          <Select
            aria-label={t('people.scope')}
            options={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="unitPath"
          style={{ flex: '1 1 260px', maxWidth: 360 }}
          rules={[{ required: true, message: t('people.chooseUnit') }]}
        >
          <UnitSelect
            everywhere
            may={manages}
            placeholder={t('people.devicesOf')}
            aria-label={t('people.devicesOf')}
          />
        </Form.Item>
        <Form.Item name="mns" style={{ flex: '1 1 260px', maxWidth: 360 }}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', ' ', '\n']}
            placeholder={t('people.onlyTheseMns')}
            aria-label={t('people.onlyTheseMns')}
          />
        </Form.Item>
        <Form.Item name="days">
          <InputNumber min={1} max={3650} placeholder={t('people.days')} aria-label={t('people.days')} />
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
          description={<code style={{ wordBreak: 'break-all' }}>{secret}</code>}
        />
      ) : null}
      <DataTable
        name={t('people.apiKeys')}
        rowKey="id"
        pagination={false}
        scroll={{ x: 760 }}
        locale={{ emptyText: t('people.noKeysYetDevicesThat') }}
        dataSource={list.data?.keys ?? []}
        columns={[
          { title: t('people.name2'), dataIndex: 'name' },
          {
            title: t('people.scope'),
            dataIndex: 'scope',
            value: (row) => scopeName(t, row.scope),
            render: (scope: string) => scopeName(t, scope),
          },
          {
            title: t('people.devicesOf'),
            dataIndex: 'unitPath',
            value: (row) => unitName(row.unitPath, 'line'),
            render: (path: string) => <span title={path}>{unitName(path, 'line')}</span>,
          },
          {
            title: t('people.onlyTheseMns'),
            dataIndex: 'mns',
            value: (row) => row.mns?.join(' ') ?? '',
            render: (mns: string[] | null) =>
              mns ? <code title={mns.join('\n')}>{namesOf(mns)}</code> : '—',
          },
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
