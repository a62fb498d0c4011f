import type { Static } from '@tarim/platform/contract';
import { POINT_KIND_TITLES, UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useCallback } from 'react';
import {
  closePoint,
  createPoint,
  POINT_KINDS,
  type PointInput,
  reopenPoint,
  updatePoint,
} from '../contract.ts';
import { EnterpriseSelect } from './enterprise-select.tsx';
import { emptied } from './form-values.ts';
import type { PointDetail } from './point-drawer.tsx';
import { SiteFields } from './site-fields.tsx';
import { SwitchButton } from './switch-button.tsx';
import { useHomeUnit } from './use-home-unit.ts';

type Input_ = Static<typeof PointInput>;

/** Fields of a point. */
export function PointForm({
  detail,
  writable,
  onCreated,
}: {
  readonly detail: PointDetail | null;
  readonly writable: boolean;
  readonly onCreated: (id: number) => void;
}): ReactNode {
  const t = useText('registry');
  const ask = useMay();
  const homeUnit = useHomeUnit();
  const may = useCallback((path: string) => ask('registry.write', path), [ask]);
  const [form] = Form.useForm<Input_>();
  const kind = Form.useWatch('kind', form);
  const create = useRouteMutation(createPoint, {
    success: t('done.registered'),
    onSuccess: (point) => onCreated(point.id),
  });
  const update = useRouteMutation(updatePoint, { success: t('done.saved') });
  const close = useRouteMutation(closePoint, { success: t('done.closed') });
  const reopen = useRouteMutation(reopenPoint, { success: t('done.reopened') });
  const point = detail?.point;
  const save = (values: Input_) => {
    // `public` is a switch: it is on or off, never empty.
    const body = { ...emptied(values), public: values.public ?? false };
    if (point) update.mutate({ params: { id: point.id }, body });
    else create.mutate({ body });
  };
  const hasDevice = (detail?.devices.length ?? 0) > 0;
  return (
    <Form
      name="registry-point"
      form={form}
      layout="vertical"
      disabled={!writable}
      className={writable ? undefined : 'read-only'}
      onFinish={save}
      initialValues={point ?? { unitPath: homeUnit, public: false, lifecycle: 'in-service', purposes: [] }}
    >
      <div className="form-row">
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="code" label={t('points.code')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item
          name="kind"
          label={t('field.kind')}
          rules={[{ required: true }]}
          extra={hasDevice ? t('points.kindStays') : undefined}
        >
          <Select
            disabled={!writable || hasDevice}
            options={POINT_KINDS.map((value) => ({
              value,
              label: t(POINT_KIND_TITLES[value]?.title ?? value),
            }))}
          />
        </Form.Item>
        <Form.Item name="controlLevel" label={t('field.controlLevel')}>
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <SiteFields />
      <Form.Item name="unitPath" label={t('field.unitPath')} rules={[{ required: true }]}>
        <UnitSelect may={may} />
      </Form.Item>
      <Form.Item
        name="enterpriseId"
        label={t('field.enterpriseId')}
        rules={[{ required: kind?.startsWith('outlet-') ?? false, message: t('points.outletNeedsOwner') }]}
      >
        <EnterpriseSelect
          chosen={
            point?.enterpriseId
              ? { id: point.enterpriseId, name: point.enterpriseName ?? String(point.enterpriseId) }
              : undefined
          }
        />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="lon" label={t('field.lon')}>
          <InputNumber style={{ width: '100%' }} min={-180} max={180} />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')}>
          <InputNumber style={{ width: '100%' }} min={-90} max={90} />
        </Form.Item>
        <Form.Item name="public" label={t('field.public')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      {writable ? (
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
            {point ? t('form.save') : t('points.registerAPoint')}
          </Button>
          {point ? (
            <SwitchButton
              active={point.active}
              what={point.name}
              hint={t('points.closeHint')}
              busy={close.isPending || reopen.isPending}
              onSwitch={(reason) =>
                (point.active ? close : reopen).mutate({ params: { id: point.id }, body: { reason } })
              }
            />
          ) : null}
        </div>
      ) : null}
    </Form>
  );
}
