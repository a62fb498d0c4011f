import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatBytes,
  formatTime,
  instant,
  Page,
  QueryState,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, DatePicker, Drawer, Empty, Form, Input, InputNumber, Select, Tag, Tooltip } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { type CommandRow, listCommands, listCommandTypes, listSessions, sendCommand } from '../contract.ts';

const STATES: Readonly<Record<string, { title: string; colour: string }>> = {
  queued: { title: 'sessions.states.queued', colour: 'default' },
  sent: { title: 'sessions.states.sent', colour: 'processing' },
  accepted: { title: 'sessions.states.accepted', colour: 'processing' },
  done: { title: 'sessions.states.done', colour: 'success' },
  refused: { title: 'sessions.states.refused', colour: 'error' },
  failed: { title: 'sessions.states.failed', colour: 'error' },
  timeout: { title: 'sessions.states.timeout', colour: 'warning' },
};

/** Who is connected now; commands to devices with every step. */
export default function SessionsPage(): ReactNode {
  const t = useText('telemetry');
  const [q, setQ] = useState('');
  const [mn, setMn] = useState<string | null>(null);
  const sessions = useRouteQuery(
    listSessions,
    { query: { q: q || undefined, limit: 500 } },
    { refetchMs: 5_000 },
  );
  const commands = useRouteQuery(listCommands, { query: { limit: 30 } }, { refetchMs: 3_000 });
  return (
    <Page
      title={t('sessions.deviceSessions')}
      note={t('sessions.connections', { n: sessions.data?.sessions.length ?? 0 })}
    >
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        placeholder={t('sessions.mnPointOrAddress')}
        onSearch={setQ}
      />
      <QueryState query={sessions}>
        <DataTable
          name={t('sessions.deviceSessions')}
          rowKey="id"
          pagination={{ pageSize: 15, showSizeChanger: false }}
          scroll={{ x: 900 }}
          dataSource={sessions.data?.sessions ?? []}
          locale={{
            emptyText: t('sessions.noDeviceIsConnectedLoggers'),
          }}
          columns={[
            { title: 'MN', dataIndex: 'mn', render: (text: string | null) => <code>{text ?? '—'}</code> },
            {
              title: t('sessions.point'),
              value: (row) => row.pointName,
              render: (_, row) =>
                row.pointId ? (
                  <>
                    <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>{' '}
                    {row.proven ? null : (
                      <Tooltip title={t('sessions.unprovenWhy')}>
                        <Tag color="red">{t('sessions.unproven')}</Tag>
                      </Tooltip>
                    )}
                  </>
                ) : (
                  <Tag color="purple">{t('sessions.unknown')}</Tag>
                ),
            },
            { title: t('sessions.address'), dataIndex: 'remote' },
            {
              title: t('sessions.since'),
              dataIndex: 'connectedAt',
              value: (row) => instant(row.connectedAt),
              render: (at: string) => formatTime(at),
            },
            {
              title: t('sessions.last'),
              dataIndex: 'lastAt',
              value: (row) => instant(row.lastAt),
              render: (at: string) => formatTime(at, 'full'),
            },
            { title: t('sessions.frames'), dataIndex: 'frames' },
            {
              title: t('sessions.broken'),
              dataIndex: 'broken',
              render: (n: number) => (n > 0 ? <span className="exceeds">{n}</span> : 0),
            },
            { title: t('sessions.bytes'), dataIndex: 'bytes', render: (n: number) => formatBytes(n) },
            {
              title: t('sessions.clock'),
              head: `${t('sessions.clock')} (ms)`,
              dataIndex: 'clockOffsetMs',
              render: (ms: number | null) =>
                ms === null ? (
                  '—'
                ) : (
                  <span className={Math.abs(ms) > 60_000 ? 'exceeds' : undefined}>
                    {(ms / 1_000).toFixed(0)} s
                  </span>
                ),
            },
            {
              title: '',
              render: (_, row) =>
                row.mn && row.deviceId && row.proven ? (
                  <Button size="small" onClick={() => setMn(row.mn)}>
                    {t('sessions.command')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      <h4>{t('sessions.latestCommands')}</h4>
      {commands.data?.commands.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('sessions.noCommandHasBeenSent')} />
      ) : null}
      <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(320px, 1fr))' }}>
        {commands.data?.commands.map((one) => (
          <CommandCard key={one.id} command={one} />
        ))}
      </div>
      {mn ? <CommandDrawer mn={mn} onClose={() => setMn(null)} /> : null}
    </Page>
  );
}

function CommandCard({ command }: { command: Static<typeof CommandRow> }): ReactNode {
  const t = useText('telemetry');
  const state = STATES[command.state];
  return (
    <div className="card">
      <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <b>{command.command}</b>
        <Tag color={state?.colour}>{t(state?.title ?? '')}</Tag>
      </div>
      <div className="muted">
        <code>{command.mn}</code> · {command.requestedBy} · {formatTime(command.requestedAt, 'full')}
      </div>
      <ul className="steps">
        {command.steps.map((step, index) => (
          <li key={index}>
            <span className="muted">
              {step.direction === 'out' ? '→' : step.direction === 'in' ? '←' : '·'} {step.at.slice(11, 19)}
            </span>{' '}
            {step.text}{' '}
            {step.lsn !== null ? (
              <Link to={`/frames/${step.lsn}` as string}>{t('sessions.frame')}</Link>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CommandDrawer({ mn, onClose }: { mn: string; onClose: () => void }): ReactNode {
  const t = useText('telemetry');
  const pick = usePick();
  const types = useRouteQuery(listCommandTypes);
  const send = useRouteMutation(sendCommand, { success: t('sessions.sent'), onSuccess: onClose });
  const [name, setName] = useState('history-minute');
  const type = types.data?.find((one) => one.name === name);
  const submit = (values: Record<string, unknown>) => {
    const args = Object.fromEntries(
      Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, isTime(value) ? value.toISOString() : value]),
    );
    send.mutate({ body: { mn, command: name, args } });
  };
  return (
    <Drawer open size={420} onClose={onClose} title={t('sessions.sendACommand')}>
      <p>
        <code>{mn}</code>
      </p>
      <Select
        showSearch
        aria-label={t('sessions.command')}
        style={{ width: '100%', marginBottom: 12 }}
        value={name}
        onChange={setName}
        optionFilterProp="label"
        options={types.data?.map((one) => ({
          value: one.name,
          label: `${one.cn} ${pick(one.titleZh, one.titleEn)}`,
        }))}
      />
      <Form key={name} layout="vertical" onFinish={submit}>
        {type?.args.map((arg) => (
          <Form.Item
            key={arg.name}
            name={arg.name}
            label={pick(arg.titleZh, arg.titleEn)}
            rules={[{ required: arg.required }]}
          >
            {arg.kind === 'time' ? (
              <DatePicker showTime style={{ width: '100%' }} />
            ) : arg.kind === 'integer' ? (
              <InputNumber min={arg.min} max={arg.max} style={{ width: '100%' }} />
            ) : arg.kind === 'secret' ? (
              <Input.Password autoComplete="off" />
            ) : (
              <Input />
            )}
          </Form.Item>
        ))}
        {type?.changes ? <p className="exceeds">{t('sessions.thisChangesTheDeviceIt')}</p> : null}
        <Button type="primary" htmlType="submit" danger={type?.changes} loading={send.isPending} block>
          {t('sessions.send')}
        </Button>
      </Form>
    </Drawer>
  );
}

const isTime = (value: unknown): value is Dayjs =>
  typeof value === 'object' && value !== null && 'toISOString' in value;
