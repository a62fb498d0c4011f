import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  POINT_KIND_TITLES,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Tabs, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import {
  closeEnterprise,
  createEnterprise,
  type Enterprise,
  type EnterpriseInput,
  getEnterprise,
  type Point,
  reopenEnterprise,
  updateEnterprise,
} from '../contract.ts';
import { emptied } from './form-values.ts';
import { History } from './history.tsx';
import { SwitchButton } from './switch-button.tsx';
import { useHomeUnit } from './use-home-unit.ts';
import './registry.css';

/** One enterprise: its fields, its points, its history; without an id, a new one. */
export function EnterpriseDrawer({
  id,
  onClose,
  onCreated,
}: {
  readonly id: number | null;
  readonly onClose: () => void;
  readonly onCreated: (id: number) => void;
}): ReactNode {
  const t = useText('registry');
  const detail = useRouteQuery(getEnterprise, { params: { id: id ?? 0 } }, { enabled: id !== null });
  const may = useMay();
  const enterprise = detail.data?.enterprise;
  return (
    <Drawer
      open
      size={640}
      onClose={onClose}
      extra={
        id !== null && may('permit.read') ? (
          <Link to={`/permit/permits?enterprise=${id}` as string}>{t('enterprises.permits')}</Link>
        ) : null
      }
      title={
        id === null ? (
          t('enterprises.registerAnEnterprise')
        ) : (
          <>
            {enterprise?.name} {enterprise?.active === false ? <Tag>{t('value.closed')}</Tag> : null}
          </>
        )
      }
    >
      {id === null ? (
        <EnterpriseForm enterprise={null} onCreated={onCreated} />
      ) : (
        <QueryState query={detail}>
          {detail.data ? (
            <Tabs
              items={[
                {
                  key: 'enterprise',
                  label: t('table.enterprise'),
                  children: <EnterpriseForm enterprise={detail.data.enterprise} onCreated={onCreated} />,
                },
                {
                  key: 'points',
                  label: t('enterprises.points', { n: detail.data.points.length }),
                  children: <PointsOf points={detail.data.points} />,
                },
                { key: 'history', label: t('history.title'), children: <History enterpriseId={id} /> },
              ]}
            />
          ) : null}
        </QueryState>
      )}
    </Drawer>
  );
}

function EnterpriseForm({
  enterprise,
  onCreated,
}: {
  readonly enterprise: Enterprise | null;
  readonly onCreated: (id: number) => void;
}): ReactNode {
  const t = useText('registry');
  const ask = useMay();
  const homeUnit = useHomeUnit();
  const may = useCallback((path: string) => ask('registry.write', path), [ask]);
  const writable = enterprise ? may(enterprise.unitPath) : ask('registry.write');
  const create = useRouteMutation(createEnterprise, {
    success: t('done.registered'),
    onSuccess: (one) => onCreated(one.id),
  });
  const update = useRouteMutation(updateEnterprise, { success: t('done.saved') });
  const close = useRouteMutation(closeEnterprise, { success: t('done.closed') });
  const reopen = useRouteMutation(reopenEnterprise, { success: t('done.reopened') });
  const save = (values: Static<typeof EnterpriseInput>) =>
    enterprise
      ? update.mutate({ params: { id: enterprise.id }, body: emptied(values) })
      : create.mutate({ body: emptied(values) });
  return (
    <Form
      name="registry-enterprise"
      layout="vertical"
      disabled={!writable}
      className={writable ? undefined : 'read-only'}
      onFinish={save}
      initialValues={enterprise ?? { unitPath: homeUnit }}
    >
      {writable ? null : <p className="muted">{t('form.readOnly')}</p>}
      <Form.Item
        name="uscc"
        label={t('field.uscc')}
        extra={t('enterprises.checkCharacter')}
        rules={[{ required: true, len: 18 }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="shortName" label={t('field.shortName')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="unitPath" label={t('field.unitPath')} rules={[{ required: true }]}>
        <UnitSelect may={may} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="industry" label={t('field.industry')}>
          <Input maxLength={8} />
        </Form.Item>
        <Form.Item name="industryName" label={t('field.industryName')}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item name="category" label={t('field.category')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="address" label={t('field.address')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="lon" label={t('field.lon')}>
          <InputNumber style={{ width: '100%' }} min={-180} max={180} />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')}>
          <InputNumber style={{ width: '100%' }} min={-90} max={90} />
        </Form.Item>
      </div>
      <Form.Item name="contact" label={t('field.contact')} extra={t('enterprises.contactNotPublic')}>
        <Input maxLength={120} />
      </Form.Item>
      {writable ? (
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
            {enterprise ? t('form.save') : t('enterprises.register')}
          </Button>
          {enterprise ? (
            <SwitchButton
              active={enterprise.active}
              what={enterprise.name}
              hint={t('enterprises.closeHint')}
              busy={close.isPending || reopen.isPending}
              onSwitch={(reason) =>
                (enterprise.active ? close : reopen).mutate({
                  params: { id: enterprise.id },
                  body: { reason },
                })
              }
            />
          ) : null}
        </div>
      ) : null}
    </Form>
  );
}

function PointsOf({ points }: { readonly points: readonly Point[] }): ReactNode {
  const t = useText('registry');
  if (points.length === 0) return <p className="muted">{t('enterprises.noPoints')}</p>;
  return (
    <ul className="steps">
      {points.map((point) => (
        <li key={point.id}>
          <Link to={`/points/${point.id}` as string}>{point.name}</Link>{' '}
          <span className="muted">
            {t(POINT_KIND_TITLES[point.kind]?.title ?? point.kind)} · <code>{point.code}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
