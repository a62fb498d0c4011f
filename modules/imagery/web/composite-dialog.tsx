import { useNavigate } from '@tanstack/react-router';
import {
  formatBytes,
  formatTime,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import {
  COMPOSITE_METHODS,
  COMPOSITE_ORDERS,
  type CompositeMethod,
  type CompositeOrder,
  type CompositePlan,
  planComposite,
  type Scene,
  startComposite,
} from '../contract.ts';
import { metres, percent, Simulated } from './words.tsx';

interface Values {
  method: CompositeMethod;
  order: CompositeOrder;
  bbox?: string;
  dilate: number;
  hideSnow: boolean;
  title: string;
  ownerPath?: string;
  public: boolean;
}

const BOX = /^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?){3}\s*$/;
const day = (iso: string): string => formatTime(iso, 'date');

/** 合成影像: how chosen scenes become one; whether they can is asked of the server while the form is filled in. */
export function CompositeDialog({
  chosen,
  onLeaveOut,
  onClose,
}: {
  chosen: readonly Scene[];
  onLeaveOut: (id: number) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [titled, setTitled] = useState(false);
  const method = Form.useWatch('method', form) ?? 'first';
  const order = Form.useWatch('order', form) ?? 'newest';
  const bbox = Form.useWatch('bbox', form)?.replace(/\s/g, '') || undefined;
  const boxed = bbox === undefined || BOX.test(bbox);
  const query = useRouteQuery(
    planComposite,
    {
      query: { scenes: chosen.map(({ id }) => id).join(), method, order, ...(bbox && boxed ? { bbox } : {}) },
    },
    { enabled: chosen.length > 0 && boxed },
  );
  const plan = query.data?.plan ?? null;
  const asking = query.isFetching || query.isPlaceholderData;
  const start = useRouteMutation(startComposite, {
    success: t('composite.started'),
    onSuccess: ({ id }) => void navigate({ to: `/imagery/scenes/${id}` as string }),
  });
  const [from, to] = [plan?.from, plan?.to];
  useEffect(() => {
    if (titled || !from || !to) return;
    const period = day(from) === day(to) ? day(from) : `${day(from)} – ${day(to)}`;
    form.setFieldValue('title', `${t(`composite.method.${method}`)} ${period}`);
  }, [titled, from, to, method, form, t]);
  const closed = plan !== null && !plan.mayBePublic;
  useEffect(() => {
    if (closed) form.setFieldValue('public', false);
  }, [closed, form]);
  const send = (values: Values) =>
    start.mutate({
      body: {
        scenes: chosen.map(({ id }) => id),
        title: values.title.trim(),
        public: values.public,
        ...(values.ownerPath ? { ownerPath: values.ownerPath } : {}),
        parameters: {
          method: values.method,
          order: values.order,
          dilate: values.dilate,
          hideSnow: values.hideSnow,
          ...(bbox ? { bbox } : {}),
        },
      },
    });
  return (
    <Modal
      open
      width={860}
      title={t('composite.new')}
      okText={t('composite.start')}
      okButtonProps={{ disabled: plan === null || asking || !boxed, loading: start.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="muted">{t('composite.note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ method: 'first', order: 'newest', dilate: 60, hideSnow: false, public: false }}
      >
        <div className="form-row">
          <Form.Item name="method" label={t('field.method')} extra={t(`composite.hint.${method}`)}>
            <Select
              options={COMPOSITE_METHODS.map((value) => ({ value, label: t(`composite.method.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="order" label={t('composite.order')} extra={t(`composite.orderHint.${method}`)}>
            <Select
              options={COMPOSITE_ORDERS.map((value) => ({ value, label: t(`composite.order.${value}`) }))}
            />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="dilate"
            label={t('field.dilate')}
            rules={[{ required: true, message: t('required') }]}
          >
            <InputNumber min={0} max={2_000} suffix="m" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="hideSnow" label={t('field.hideSnow')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <Form.Item
          name="bbox"
          label={t('field.bbox')}
          extra={t('composite.bboxHint')}
          rules={[{ pattern: BOX, message: t('field.bboxRule') }]}
        >
          <Input placeholder="87.50,43.60,87.60,43.70" />
        </Form.Item>
        <Checked plan={plan} query={query} />
        <Chosen scenes={chosen} plan={plan} onLeaveOut={onLeaveOut} />
        <Form.Item
          name="title"
          label={t('field.title')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input maxLength={200} onChange={() => setTitled(true)} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="ownerPath" label={t('field.owner')} extra={t('composite.ownerHint')}>
            <UnitSelect
              allowClear
              may={(path: string) => may('imagery.ingest', path)}
              aria-label={t('field.owner')}
            />
          </Form.Item>
          <Form.Item
            name="public"
            label={t('field.public')}
            valuePropName="checked"
            extra={t(closed ? 'composite.closed' : 'upload.publicHint')}
          >
            <Switch disabled={closed} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

/** What would come out of it, or why nothing can. */
function Checked({
  plan,
  query,
}: {
  plan: CompositePlan | null;
  query: { error: Error | null; data?: { problem: { code: string; message: string } | null } | undefined };
}): ReactNode {
  const t = useText('imagery');
  const problem = query.data?.problem;
  if (query.error || problem)
    return (
      <Alert
        type="error"
        showIcon
        style={{ marginBottom: 14 }}
        title={problem?.message ?? query.error?.message}
        description={problem?.code}
      />
    );
  if (!plan) return null;
  const facts = [
    `${plan.width} × ${plan.height}`,
    metres(plan.gsd),
    plan.crs,
    plan.roles.map((role) => t(`role.${role}`)).join(' '),
    `${day(plan.from)} – ${day(plan.to)}`,
    t('composite.room', { size: formatBytes(plan.room) }),
  ];
  return (
    <>
      <Alert
        type="success"
        showIcon
        style={{ marginBottom: 14 }}
        title={
          <>
            {t('composite.fits')} <Simulated when={plan.simulated} />
          </>
        }
        description={facts.join(' · ')}
      />
      {plan.unmasked.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 14 }}
          title={t('composite.unmasked', { n: plan.unmasked.length })}
        />
      ) : null}
    </>
  );
}

/** In the order in which they count, once that is known. */
function Chosen({
  scenes,
  plan,
  onLeaveOut,
}: {
  scenes: readonly Scene[];
  plan: CompositePlan | null;
  onLeaveOut: (id: number) => void;
}): ReactNode {
  const t = useText('imagery');
  const place = (id: number) => plan?.scenes.indexOf(id) ?? -1;
  const ordered = scenes.toSorted((a, b) => place(a.id) - place(b.id));
  return (
    <Form.Item label={t('composite.chosen', { n: scenes.length })}>
      <ol style={{ margin: 0, paddingInlineStart: 22, maxHeight: 200, overflowY: 'auto' }}>
        {ordered.map((one) => (
          <li key={one.id}>
            {day(one.takenAt)} · {one.title}
            <span className="muted">
              {' '}
              · {t('field.cloud')} {percent(one.cloudShare)}
              {plan?.unmasked.includes(one.id) ? ` · ${t('composite.noMask')}` : ''}
            </span>{' '}
            <Button
              type="link"
              size="small"
              aria-label={`${t('upload.leaveOut')} ${one.title}`}
              onClick={() => onLeaveOut(one.id)}
            >
              {t('upload.leaveOut')}
            </Button>
          </li>
        ))}
      </ol>
    </Form.Item>
  );
}
