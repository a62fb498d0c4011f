import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  formatBytes,
  formatTime,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, DatePicker, Drawer, Empty, Form, Input, InputNumber, Select, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { type CommandRow, listCommands, listCommandTypes, listSessions, sendCommand } from '../contract.ts';

const STATES: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  queued: { zh: '排队', en: 'queued', colour: 'default' },
  sent: { zh: '已下发', en: 'sent', colour: 'processing' },
  accepted: { zh: '执行中', en: 'accepted', colour: 'processing' },
  done: { zh: '完成', en: 'done', colour: 'success' },
  refused: { zh: '拒绝', en: 'refused', colour: 'error' },
  failed: { zh: '失败', en: 'failed', colour: 'error' },
  timeout: { zh: '超时', en: 'timeout', colour: 'warning' },
};

/** Who is connected now; commands to devices with every step. */
export default function SessionsPage(): ReactNode {
  const t = useText();
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
      title={t('设备会话', 'Device sessions')}
      note={t(
        `${sessions.data?.sessions.length ?? 0} 条连接`,
        `${sessions.data?.sessions.length ?? 0} connections`,
      )}
    >
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        placeholder={t('MN、点位或地址', 'MN, point or address')}
        onSearch={setQ}
      />
      <QueryState query={sessions}>
        <div className="table-scroll" style={{ marginBottom: 16 }}>
          <Table
            rowKey="id"
            size="small"
            pagination={{ pageSize: 15, showSizeChanger: false }}
            scroll={{ x: 900 }}
            dataSource={sessions.data?.sessions ?? []}
            locale={{
              emptyText: t(
                '没有设备连接；数采仪应连到网关端口。',
                'No device is connected; loggers connect to the gateway port.',
              ),
            }}
            columns={[
              { title: 'MN', dataIndex: 'mn', render: (text: string | null) => <code>{text ?? '—'}</code> },
              {
                title: t('点位', 'Point'),
                render: (_, row) =>
                  row.pointId ? (
                    <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                  ) : (
                    <Tag color="purple">{t('未登记', 'unknown')}</Tag>
                  ),
              },
              { title: t('地址', 'Address'), dataIndex: 'remote' },
              {
                title: t('连接于', 'Since'),
                dataIndex: 'connectedAt',
                render: (at: string) => formatTime(at),
              },
              {
                title: t('最近', 'Last'),
                dataIndex: 'lastAt',
                render: (at: string) => formatTime(at, 'full'),
              },
              { title: t('帧', 'Frames'), dataIndex: 'frames' },
              {
                title: t('坏帧', 'Broken'),
                dataIndex: 'broken',
                render: (n: number) => (n > 0 ? <span className="exceeds">{n}</span> : 0),
              },
              { title: t('流量', 'Bytes'), dataIndex: 'bytes', render: (n: number) => formatBytes(n) },
              {
                title: t('时钟偏差', 'Clock'),
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
                  row.mn && row.deviceId ? (
                    <Button size="small" onClick={() => setMn(row.mn)}>
                      {t('下发命令', 'Command')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        </div>
      </QueryState>
      <h4>{t('最近的反控', 'Latest commands')}</h4>
      {commands.data?.commands.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('还没有下发过命令', 'No command has been sent yet')}
        />
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
  const t = useText();
  const state = STATES[command.state];
  return (
    <div className="card">
      <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <b>{command.command}</b>
        <Tag color={state?.colour}>{t(state?.zh ?? '', state?.en ?? '')}</Tag>
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
            {step.lsn !== null ? <Link to={`/frames/${step.lsn}` as string}>{t('帧', 'frame')}</Link> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CommandDrawer({ mn, onClose }: { mn: string; onClose: () => void }): ReactNode {
  const t = useText();
  const types = useRouteQuery(listCommandTypes);
  const send = useRouteMutation(sendCommand, { success: t('已下发', 'Sent'), onSuccess: onClose });
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
    <Drawer open size={420} onClose={onClose} title={t('向数采仪下发命令', 'Send a command')}>
      <p>
        <code>{mn}</code>
      </p>
      <Select
        showSearch
        style={{ width: '100%', marginBottom: 12 }}
        value={name}
        onChange={setName}
        optionFilterProp="label"
        options={types.data?.map((one) => ({
          value: one.name,
          label: `${one.cn} ${t(one.titleZh, one.titleEn)}`,
        }))}
      />
      <Form key={name} layout="vertical" onFinish={submit}>
        {type?.args.map((arg) => (
          <Form.Item
            key={arg.name}
            name={arg.name}
            label={t(arg.titleZh, arg.titleEn)}
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
        {type?.changes ? (
          <p className="exceeds">
            {t(
              '此命令会改变现场设备的状态或设置，操作将记入审计。',
              'This changes the device; it is audited.',
            )}
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" danger={type?.changes} loading={send.isPending} block>
          {t('下发', 'Send')}
        </Button>
      </Form>
    </Drawer>
  );
}

const isTime = (value: unknown): value is Dayjs =>
  typeof value === 'object' && value !== null && 'toISOString' in value;
