import type { Static } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  closeDevice,
  createDevice,
  type Device,
  type DeviceInput,
  reopenDevice,
  updateDevice,
} from '../contract.ts';
import { emptied } from './form-values.ts';
import type { PointTab } from './point-drawer.tsx';
import { SwitchButton } from './switch-button.tsx';

type Values = Omit<Static<typeof DeviceInput>, 'pointId'> & { noPassword?: boolean; noKey?: boolean };

/** Data loggers of a point: registered, changed, closed and reopened here. */
export function PointDevices({ detail, writable }: PointTab): ReactNode {
  const t = useText('registry');
  const [editing, setEditing] = useState<Device | 'new' | null>(null);
  const refresh = { refresh: ['registry', 'telemetry'] };
  const close = useRouteMutation(closeDevice, { ...refresh, success: t('done.closed') });
  const reopen = useRouteMutation(reopenDevice, { ...refresh, success: t('done.reopened') });
  return (
    <>
      {detail.devices.length === 0 ? <p className="muted">{t('devices.none')}</p> : null}
      <ul className="registered">
        {detail.devices.map((device) => (
          <li key={device.id} className={device.active ? undefined : 'closed'}>
            <div className="what">
              <DeviceFacts device={device} />
            </div>
            {writable ? (
              <div className="form-actions">
                <Button size="small" onClick={() => setEditing(device)}>
                  {t('form.edit')}
                </Button>
                <SwitchButton
                  size="small"
                  active={device.active}
                  what={device.mn}
                  hint={t('devices.closeHint')}
                  busy={close.isPending || reopen.isPending}
                  onSwitch={(reason) =>
                    (device.active ? close : reopen).mutate({ params: { id: device.id }, body: { reason } })
                  }
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {writable && detail.point.active ? (
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('devices.register')}
        </Button>
      ) : null}
      {editing ? (
        <DeviceForm
          device={editing === 'new' ? null : editing}
          pointId={detail.point.id}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function DeviceFacts({ device }: { readonly device: Device }): ReactNode {
  const t = useText('registry');
  const facts = [
    `HJ 212-${device.edition}`,
    t(`value.${device.transport}`),
    device.rtdInterval ? t('devices.everySeconds', { n: device.rtdInterval }) : null,
    device.minuteInterval ? t('devices.everyMinutes', { n: device.minuteInterval }) : null,
    device.gateway ? t('devices.behind', { name: device.gateway }) : null,
    [device.maker, device.model].filter(Boolean).join(' ') || null,
  ];
  return (
    <>
      <code>{device.mn}</code>{' '}
      {device.hasPassword ? null : <Tag color="orange">{t('devices.noPassword')}</Tag>}
      {device.hasKey ? <Tag>SM4</Tag> : null}
      {device.active ? null : <Tag>{t('value.closed')}</Tag>}
      <div className="muted">{facts.filter(Boolean).join(' · ')}</div>
      {device.remarks?.map((one) => (
        <div key={one.code} className="muted">
          ⚠ {one.message}
        </div>
      ))}
    </>
  );
}

function DeviceForm({
  device,
  pointId,
  onClose,
}: {
  readonly device: Device | null;
  readonly pointId: number;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText('registry');
  const [form] = Form.useForm<Values>();
  const done = { refresh: ['registry', 'telemetry'], success: t('done.saved'), onSuccess: onClose };
  const create = useRouteMutation(createDevice, done);
  const update = useRouteMutation(updateDevice, done);
  const save = ({ password, sm4Key, noPassword, noKey, ...values }: Values) => {
    // A secret is never shown, so an empty field means "as it is"; taking it away is asked for by name.
    const secrets = {
      password: noPassword ? null : password || undefined,
      sm4Key: noKey ? null : sm4Key || undefined,
    };
    const body = { ...emptied(values), ...secrets, pointId };
    if (device) update.mutate({ params: { id: device.id }, body });
    else create.mutate({ body });
  };
  return (
    <Modal
      open
      title={device ? device.mn : t('devices.register')}
      okText={t('form.save')}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        name="registry-device"
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={device ?? { edition: '2017', transport: 'tcp' }}
      >
        <Form.Item name="mn" label={t('field.mn')} rules={[{ required: true }]}>
          <Input maxLength={64} className="mono" />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="edition" label={t('field.edition')}>
            <Select
              options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))}
            />
          </Form.Item>
          <Form.Item name="transport" label={t('field.transport')}>
            <Select
              options={[
                { value: 'tcp', label: t('value.tcp') },
                { value: 'mqtt', label: t('value.mqtt') },
                { value: 'http', label: t('value.http') },
              ]}
            />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="rtdInterval" label={t('field.rtdInterval')}>
            <InputNumber min={1} max={86_400} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="minuteInterval" label={t('field.minuteInterval')}>
            <InputNumber min={1} max={1_440} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="gateway" label={t('field.gateway')} extra={t('devices.gatewayHint')}>
          <Input maxLength={120} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="maker" label={t('field.maker')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="model" label={t('field.model')}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <Secret
          name="password"
          off="noPassword"
          there={device?.hasPassword ?? false}
          label="field.password"
        />
        <Secret
          name="sm4Key"
          off="noKey"
          there={device?.hasKey ?? false}
          label="field.sm4Key"
          pattern={/^[0-9A-Fa-f]{32}$/}
        />
      </Form>
    </Modal>
  );
}

/** A sealed value: it can be set and taken away, never read. */
function Secret({
  name,
  off,
  there,
  label,
  pattern,
}: {
  readonly name: string;
  readonly off: string;
  readonly there: boolean;
  readonly label: string;
  readonly pattern?: RegExp;
}): ReactNode {
  const t = useText('registry');
  return (
    <>
      <Form.Item
        name={name}
        label={t(label)}
        extra={there ? t('devices.secretThere') : t('devices.secretSealed')}
        rules={pattern ? [{ pattern, message: t('devices.keyForm') }] : []}
        style={{ marginBottom: there ? 0 : undefined }}
      >
        <Input.Password autoComplete="new-password" maxLength={32} />
      </Form.Item>
      {there ? (
        <Form.Item name={off} valuePropName="checked">
          <Checkbox>{t('devices.takeAway')}</Checkbox>
        </Form.Item>
      ) : null}
    </>
  );
}
