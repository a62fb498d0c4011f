import { call, type Static } from '@tarim/platform/contract';
import {
  createDevice,
  createPoint,
  listEnterprises,
  listPoints,
  POINT_KINDS,
  type Point,
} from '@tarim/registry/contract';
import {
  POINT_KIND_TITLES,
  UnitSelect,
  useMay,
  useRegion,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnits,
} from '@tarim/ui';
import { App, Form, Input, Modal, Segmented, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { QuarantineRow } from '../contract.ts';

interface AdoptValues {
  pointId?: number;
  name?: string;
  code?: string;
  kind?: Point['kind'];
  unitPath?: string;
  enterpriseId?: number;
  edition: '2005' | '2017' | '2025';
  sm4Key?: string;
}

/** ST of HJ 212 → what it most likely is; a person decides. */
const KIND_OF_ST: Readonly<Record<string, Point['kind']>> = {
  '21': 'surface-water',
  '22': 'air',
  '23': 'noise',
  '31': 'outlet-gas',
  '32': 'outlet-water',
};

/** Registers an unknown device at a new or an existing point; its kept frames then become records by themselves. */
export function AdoptForm({
  row,
  onClose,
}: {
  row: Static<typeof QuarantineRow>;
  onClose: () => void;
}): ReactNode {
  const t = useText('telemetry');
  const may = useMay();
  const { notification } = App.useApp();
  const [mode, setMode] = useState<'existing' | 'new'>('new');
  const [form] = Form.useForm<AdoptValues>();
  const points = useRouteQuery(listPoints, { query: { limit: 1000 } });
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const home = useHome();
  const adopt = useRouteMutation(createDevice, {
    refresh: ['telemetry', 'registry'],
    success: t('quarantine.adoptedItsFramesAreBeing'),
    onSuccess: onClose,
  });
  // The region may come after the form; what somebody chose meanwhile stays.
  useEffect(() => {
    if (home && !form.getFieldValue('unitPath')) form.setFieldValue('unitPath', home);
  }, [form, home]);
  /** An outlet lies where its enterprise lies, as a rule. */
  const follow = (changed: Partial<AdoptValues>) => {
    const owner = enterprises.data?.enterprises.find((one) => one.id === changed.enterpriseId);
    if (owner && may('registry.write', owner.unitPath)) form.setFieldValue('unitPath', owner.unitPath);
  };
  const save = async (values: AdoptValues) => {
    const pointId = mode === 'existing' ? values.pointId! : await newPoint(values).catch(refused);
    if (pointId === null) return;
    adopt.mutate({
      body: {
        mn: row.mn,
        pointId,
        edition: values.edition,
        transport: 'tcp',
        sm4Key: values.sm4Key || null,
      },
    });
  };
  const refused = (error: Error): null => {
    notification.error({ title: error.message });
    return null;
  };
  const writable = points.data?.points.filter((one) => may('registry.write', one.unitPath)) ?? [];
  return (
    <Modal
      open
      title={t('quarantine.adoptDevice')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={adopt.isPending}
      okText={t('quarantine.register')}
    >
      <p>
        <code>{row.mn}</code> · {row.frames} {t('quarantine.frames2')}
      </p>
      <Segmented
        block
        aria-label={t('quarantine.point')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'new', label: t('quarantine.newPoint') },
          { value: 'existing', label: t('quarantine.existingPoint') },
        ]}
        style={{ marginBottom: 12 }}
      />
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => void save(values)}
        onValuesChange={follow}
        initialValues={{
          edition: row.edition ?? '2017',
          kind: KIND_OF_ST[row.st ?? ''] ?? 'outlet-gas',
          code: `P-${row.mn.slice(-6)}`,
          unitPath: home,
        }}
      >
        {mode === 'existing' ? (
          <Form.Item name="pointId" label={t('quarantine.point')} rules={[{ required: true }]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={writable.map((one) => ({ value: one.id, label: `${one.name} ${one.code}` }))}
            />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="name" label={t('quarantine.pointName')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="code" label={t('quarantine.pointCode')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="kind" label={t('quarantine.medium')} rules={[{ required: true }]}>
              <Select
                options={POINT_KINDS.map((kind) => ({
                  value: kind,
                  label: t(POINT_KIND_TITLES[kind]?.title ?? kind),
                }))}
              />
            </Form.Item>
            <Form.Item name="enterpriseId" label={t('quarantine.enterpriseForOutlets')}>
              <Select
                allowClear
                showSearch
                optionFilterProp="label"
                options={enterprises.data?.enterprises.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
            <Form.Item name="unitPath" label={t('points.unit')} rules={[{ required: true }]}>
              <UnitSelect may={(path) => may('registry.write', path)} />
            </Form.Item>
          </>
        )}
        <Form.Item name="edition" label={t('quarantine.edition2')}>
          <Select options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))} />
        </Form.Item>
        <Form.Item name="sm4Key" label={t('quarantine.sm4Key32HexDigits')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

async function newPoint(values: AdoptValues): Promise<number> {
  const point = await call(createPoint, {
    body: {
      code: values.code!,
      name: values.name!,
      kind: values.kind!,
      unitPath: values.unitPath!,
      enterpriseId: values.enterpriseId ?? null,
      public: false,
    },
  });
  return point.id;
}

/** The region's first unit, where the person may register there. */
function useHome(): string | undefined {
  const may = useMay();
  const units = useUnits();
  const region = useRegion();
  const home = units.find((unit) => unit.code === region?.home)?.path;
  return home && may('registry.write', home) ? home : undefined;
}
