import { useNavigate } from '@tanstack/react-router';
import { formatTime, UnitSelect, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Drawer, Form, Input, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { getScene, listScenes, startTransition } from '../contract.ts';
import { useClassName } from './class-names.ts';
import {
  firstNames,
  GroupTable,
  groupsOf,
  type Legends,
  type Names,
  tablesAgree,
} from './transition-groups.tsx';

interface Values {
  title?: string;
  before: number;
  after: number;
  unit?: string;
  bbox?: string;
  map: boolean;
  grouped: boolean;
}

const MOST = 200;

/** A new comparison of two thematic rasters. */
export function TransitionDialog({ after, onClose }: { after?: number; onClose: () => void }): ReactNode {
  const t = useText('imagery');
  const navigate = useNavigate();
  const nameOf = useClassName();
  const [form] = Form.useForm<Values>();
  const first = Form.useWatch('before', form);
  const second = Form.useWatch('after', form);
  const grouped = Form.useWatch('grouped', form);
  const [names, setNames] = useState<{ of: string; names: Names } | null>(null);
  const scenes = useRouteQuery(listScenes, { query: { state: 'ready', sensor: 'thematic', limit: MOST } });
  const legends = useLegends(first, second);
  const start = useRouteMutation(startTransition, {
    onSuccess: ({ id }) => void navigate({ to: `/imagery/transitions/${id}` as string }),
  });
  const options = (scenes.data?.scenes ?? []).map((one) => ({
    value: one.id,
    label: `${formatTime(one.takenAt, 'date')} · ${one.title}${one.simulated ? `（${t('simulated')}）` : ''}`,
  }));
  const agree = legends ? tablesAgree(legends) : true;
  const own = grouped || !agree;
  const pair = `${first} ${second}`;
  const called = names?.of === pair ? names.names : legends ? firstNames(legends, nameOf) : {};
  const required = [{ required: true, message: t('required') }];
  const send = ({ title, before, after: later, unit, bbox, map }: Values) =>
    start.mutate({
      body: {
        ...(title?.trim() ? { title: title.trim() } : {}),
        before,
        after: later,
        parameters: {
          map,
          ...(unit ? { unit } : {}),
          ...(bbox?.trim() ? { bbox: bbox.replace(/\s/g, '') } : {}),
          ...(own && legends ? { groups: groupsOf(legends, called, nameOf) } : {}),
        },
      },
    });
  return (
    <Drawer open size="large" title={t('transitions.new')} onClose={onClose} destroyOnHidden>
      <p className="muted">{t('transitions.newNote')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ ...(after ? { after } : {}), map: true, grouped: false }}
      >
        <Form.Item name="before" label={t('field.before')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={scenes.isPending} />
        </Form.Item>
        <Form.Item name="after" label={t('field.after')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={scenes.isPending} />
        </Form.Item>
        {legends ? (
          <Alert
            type={agree ? 'success' : 'warning'}
            showIcon
            style={{ marginBottom: 12 }}
            title={t(agree ? 'transition.same' : 'transition.differ')}
          />
        ) : null}
        <Form.Item
          name="grouped"
          label={t('transition.groups')}
          valuePropName="checked"
          hidden={!legends || !agree}
        >
          <Switch />
        </Form.Item>
        {legends && own ? (
          <GroupTable
            legends={legends}
            names={called}
            onChange={(next) => setNames({ of: pair, names: next })}
          />
        ) : null}
        <Form.Item name="unit" label={t('transition.unit')} extra={t('transition.unitHint')}>
          <UnitSelect allowClear />
        </Form.Item>
        <Form.Item
          name="bbox"
          label={t('field.bbox')}
          extra={t('field.bboxHint')}
          rules={[
            { pattern: /^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?){3}\s*$/, message: t('field.bboxRule') },
          ]}
        >
          <Input placeholder="87.50,43.60,87.60,43.70" />
        </Form.Item>
        <Form.Item
          name="map"
          label={t('transition.map')}
          extra={t('transition.mapHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="title" label={t('field.title')}>
          <Input maxLength={120} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {t('transitions.start')}
        </Button>
      </Form>
    </Drawer>
  );
}

/** Classes of both dates, once both are chosen. */
function useLegends(first: number | undefined, second: number | undefined): Legends | null {
  const before = useRouteQuery(getScene, { params: { id: first ?? 0 } }, { enabled: Boolean(first) });
  const after = useRouteQuery(getScene, { params: { id: second ?? 0 } }, { enabled: Boolean(second) });
  const [a, b] = [before.data, after.data];
  if (!first || !second || a?.scene.id !== first || b?.scene.id !== second) return null;
  return a.classes && b.classes ? { before: a.classes.classes, after: b.classes.classes } : null;
}
