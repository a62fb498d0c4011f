import { Link } from '@tanstack/react-router';
import { listPoints } from '@tarim/registry/contract';
import { dispatchTask } from '@tarim/supervision/contract';
import { formatNumber, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { markHanded, type Run } from '../contract.ts';

const NEAR = 30;

/** 移交核查: a ranked cell becomes a task about an outlet or station in or near it. */
export function HandOver({
  featureId,
  properties,
  run,
}: {
  featureId: number;
  properties: Record<string, unknown>;
  run: Run;
}): ReactNode {
  const t = useText('analysis');
  const [open, setOpen] = useState(false);
  const [taskId, setTaskId] = useState<number | null>(
    typeof properties.taskId === 'number' ? properties.taskId : null,
  );
  return (
    <div>
      {taskId ? (
        <Alert
          type="success"
          showIcon
          title={
            <Link to={`/supervision/tasks/${taskId}` as string}>{t('handed.task', { id: taskId })}</Link>
          }
        />
      ) : (
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('handed.give')}
        </Button>
      )}
      {open ? (
        <HandOverDialog
          featureId={featureId}
          properties={properties}
          run={run}
          onClose={() => setOpen(false)}
          onDone={(id) => {
            setTaskId(id);
            setOpen(false);
          }}
        />
      ) : null}
    </div>
  );
}

function HandOverDialog({
  featureId,
  properties,
  run,
  onClose,
  onDone,
}: {
  featureId: number;
  properties: Record<string, unknown>;
  run: Run;
  onClose: () => void;
  onDone: (taskId: number) => void;
}): ReactNode {
  const t = useText('analysis');
  const [form] = Form.useForm<{ pointId: number; requirement: string }>();
  const points = useRouteQuery(listPoints, { query: { limit: 500 } });
  const may = useMay();
  const mark = useRouteMutation(markHanded);
  const send = useRouteMutation(dispatchTask, {
    success: t('handed.done'),
    refresh: ['supervision', 'analysis'],
    onSuccess: ({ id }) => {
      mark.mutate({ params: { id: featureId }, body: { taskId: id } });
      onDone(id);
    },
  });
  const [lon, lat] = [Number(properties.lon), Number(properties.lat)];
  const near = (points.data?.points ?? [])
    // A cell at a border lies near points of the other hierarchy (兵团): only those are offered that this person may send a task to.
    .filter((one) => may(dispatchTask.access, one.unitPath))
    .flatMap((one) =>
      one.lon === null || one.lat === null || one.lon === undefined || one.lat === undefined
        ? []
        : [{ id: one.id, name: one.name, km: kilometres(lon, lat, one.lon, one.lat) }],
    )
    .sort((a, b) => a.km - b.km)
    .slice(0, NEAR);
  return (
    <Modal
      open
      title={t('handed.give')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('handed.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          requirement: t('handed.requirement', {
            rank: Number(properties.rank),
            title: run.title,
            lon: lon.toFixed(3),
            lat: lat.toFixed(3),
          }),
        }}
        onFinish={({ pointId, requirement }) => send.mutate({ body: { pointId, requirement } })}
      >
        <Form.Item
          name="pointId"
          label={t('handed.point')}
          rules={[{ required: true, message: t('required') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={points.isPending}
            options={near.map((one) => ({
              value: one.id,
              label: `${one.name} · ${formatNumber(Number(one.km.toFixed(1)))} km`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="requirement"
          label={t('handed.what')}
          rules={[{ required: true, message: t('required') }]}
        >
          <Input.TextArea rows={4} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Good enough to sort a list by: the sphere. */
function kilometres(lonA: number, latA: number, lonB: number, latB: number): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * rad) / 2) ** 2 +
    Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}
