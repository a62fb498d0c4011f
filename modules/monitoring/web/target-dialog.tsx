import { listPoints, type PointKind } from '@tarim/registry/contract';
import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { linkTarget, removeTarget, type Target } from '../contract.ts';

export interface Asked {
  readonly what: 'link' | 'remove';
  readonly target: Target;
}

export function TargetDialog({ asked, onClose }: { asked: Asked; onClose: () => void }): ReactNode {
  return asked.what === 'link' ? (
    <LinkSites target={asked.target} onClose={onClose} />
  ) : (
    <Remove target={asked.target} onClose={onClose} />
  );
}

interface Of {
  readonly target: Target;
  readonly onClose: () => void;
}

/** Names the sites that monitor it: those of its medium, its own county's first found by search. */
function LinkSites({ target, onClose }: Of): ReactNode {
  const t = useText('monitoring');
  const [codes, setCodes] = useState(() => target.sites.map((one) => one.code));
  const [q, setQ] = useState('');
  const points = useRouteQuery(listPoints, {
    query: { kind: target.medium as PointKind, q: q.trim() || undefined, limit: 200 },
  });
  const link = useRouteMutation(linkTarget, { success: t('target.linked'), onSuccess: onClose });
  const known = new Map(target.sites.map((one) => [one.code, `${one.name} ${one.code}`]));
  for (const one of points.data?.points ?? []) known.set(one.code, `${one.name} ${one.code}`);
  return (
    <Modal
      open
      title={`${t('target.link')}：${target.name}`}
      okText={t('target.save')}
      confirmLoading={link.isPending}
      onOk={() => link.mutate({ params: { id: target.id }, body: { codes } })}
      onCancel={onClose}
    >
      <p className="muted">{t('target.linkNote')}</p>
      <Select
        mode="multiple"
        style={{ width: '100%' }}
        aria-label={t('target.sites')}
        value={codes}
        onChange={setCodes}
        loading={points.isFetching}
        showSearch={{ filterOption: false, onSearch: setQ }}
        notFoundContent={t('line.noSites')}
        options={[...known].map(([value, label]) => ({ value, label }))}
      />
    </Modal>
  );
}

function Remove({ target, onClose }: Of): ReactNode {
  const t = useText('monitoring');
  const [form] = Form.useForm<{ reason: string }>();
  const remove = useRouteMutation(removeTarget, { success: t('target.removed'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t('target.remove')}：${target.name}`}
      okText={t('target.remove')}
      okButtonProps={{ danger: true }}
      confirmLoading={remove.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('target.removeNote')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => remove.mutate({ params: { id: target.id }, body })}
      >
        <Form.Item name="reason" label={t('target.reason')} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
