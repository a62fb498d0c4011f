import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { formatTime, usePick, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, DatePicker, Drawer, Form, Input, InputNumber, Select, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { type CommandRow, listCommandTypes, sendCommand } from '../contract.ts';

const STATES: Readonly<Record<string, { title: string; colour: string }>> = {
  queued: { title: 'sessions.states.queued', colour: 'default' },
  sent: { title: 'sessions.states.sent', colour: 'processing' },
  accepted: { title: 'sessions.states.accepted', colour: 'processing' },
  done: { title: 'sessions.states.done', colour: 'success' },
  refused: { title: 'sessions.states.refused', colour: 'error' },
  failed: { title: 'sessions.states.failed', colour: 'error' },
  timeout: { title: 'sessions.states.timeout', colour: 'warning' },
};

/** Name of a command; its code until the list is there. */
function useCommandTitle(): (name: string) => string {
  const pick = usePick();
  const types = useRouteQuery(listCommandTypes);
  return (name) => {
    const type = types.data?.find((one) => one.name === name);
    return type ? pick(type.titleZh, type.titleEn) : name;
  };
}

/** One command with the steps that it took. */
export function CommandCard({ command }: { command: Static<typeof CommandRow> }): ReactNode {
  const t = useText('telemetry');
  const titleOf = useCommandTitle();
  const state = STATES[command.state];
  return (
    <div className="card">
      <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <b>{titleOf(command.command)}</b>
        <Tag color={state?.colour}>{t(state?.title ?? '')}</Tag>
      </div>
      <div className="muted">
        <code>{command.mn}</code> · {command.requestedBy} · {formatTime(command.requestedAt, 'full')}
      </div>
      <ul className="steps">
        {command.steps.map((step, index) => (
          <li key={index}>
            <span className="muted">
              <span className="arrow">
                {step.direction === 'out' ? '→' : step.direction === 'in' ? '←' : '·'}
              </span>{' '}
              {step.at.slice(11, 19)}
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

/** A command to a device: what it needs, and a warning where it changes the device. */
export function CommandDrawer({ mn, onClose }: { mn: string; onClose: () => void }): ReactNode {
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
