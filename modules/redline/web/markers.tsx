import {
  DataTable,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  AREA_KINDS,
  type AreaKind,
  CONDITIONS,
  createMarker,
  type Evidence,
  inspectMarker,
  listMarkers,
  MARKER_KINDS,
  type Marker,
  type MarkerInput,
} from '../contract.ts';
import { Photos } from './photos.tsx';
import { UnitField } from './unit-field.tsx';

type Condition = (typeof CONDITIONS)[number];
const TONES: Readonly<Record<Condition, string>> = {
  good: 'green',
  damaged: 'orange',
  moved: 'gold',
  missing: 'red',
};

/** 界桩、标识牌 with their condition; who keeps the ledger adds markers and patrols. */
export function Markers({ areaKind, areaCode }: { areaKind?: AreaKind; areaCode?: string }): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const unitName = useUnitName();
  const [condition, setCondition] = useState<Condition | undefined>();
  const [looked, setLooked] = useState<Marker | null>(null);
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listMarkers, { query: { areaKind, areaCode, condition, limit: 1_000 } });
  return (
    <>
      <div className="filters">
        <Select<Condition>
          allowClear
          aria-label={t('markers.condition')}
          placeholder={t('markers.condition')}
          {...(condition ? { value: condition } : {})}
          onChange={setCondition}
          options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
        />
        {may('redline.record') ? <Button onClick={() => setAdding(true)}>{t('markers.add')}</Button> : null}
      </div>
      <QueryState query={query}>
        <DataTable<Marker>
          name={t('areas.markers')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 820 }}
          dataSource={(query.data?.markers ?? []) as Marker[]}
          locale={{ emptyText: t('markers.none') }}
          columns={[
            { title: t('field.code'), dataIndex: 'code' },
            { title: t('markers.kind'), value: (row) => t(`marker.${row.kind}`) },
            { title: t('markers.area'), value: (row) => `${t(`kind.${row.areaKind}`)} ${row.areaCode}` },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            {
              title: t('markers.condition'),
              value: (row) => t(`condition.${row.condition}`),
              render: (_, row) => <Tag color={TONES[row.condition]}>{t(`condition.${row.condition}`)}</Tag>,
            },
            { title: t('markers.inspectedOn'), value: (row) => row.inspectedOn ?? '—' },
            { title: t('markers.place'), value: (row) => `${row.lon.toFixed(5)}, ${row.lat.toFixed(5)}` },
            {
              title: '',
              render: (_, row) =>
                may('redline.record', row.unitPath) ? (
                  <Button size="small" onClick={() => setLooked(row)}>
                    {t('markers.inspect')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {looked ? <InspectDialog marker={looked} onClose={() => setLooked(null)} /> : null}
      {adding ? (
        <MarkerDialog
          {...(areaKind && areaCode ? { areaKind, areaCode } : {})}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

function InspectDialog({ marker, onClose }: { marker: Marker; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<{ on: string; condition: Condition; note?: string; evidence?: Evidence[] }>();
  const send = useRouteMutation(inspectMarker, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={`${t('markers.inspect')} · ${marker.code}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ condition: marker.condition }}
        onFinish={(values) =>
          send.mutate({
            params: { id: marker.id },
            body: {
              on: values.on,
              condition: values.condition,
              note: values.note?.trim() || null,
              evidence: values.evidence ?? [],
            },
          })
        }
      >
        <Form.Item name="on" label={t('markers.on')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="condition" label={t('markers.condition')} rules={required}>
          <Select options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('markers.note')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="evidence" label={t('form.evidence')}>
          <Photos />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function MarkerDialog({
  areaKind = 'redline',
  areaCode,
  onClose,
}: {
  areaKind?: AreaKind;
  areaCode?: string;
  onClose: () => void;
}): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<MarkerInput>();
  const send = useRouteMutation(createMarker, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('markers.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form<MarkerInput>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'post', areaKind, areaCode }}
        onFinish={(values) => send.mutate({ body: { ...values, placedOn: values.placedOn || null } })}
      >
        <div className="form-row">
          <Form.Item name="code" label={t('field.code')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="kind" label={t('markers.kind')} rules={required}>
            <Select options={MARKER_KINDS.map((value) => ({ value, label: t(`marker.${value}`) }))} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="areaKind" label={t('areas.kind')} rules={required}>
            <Select options={AREA_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="areaCode" label={t('markers.areaCode')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <UnitField action="redline.record" />
        <div className="form-row">
          <Form.Item name="lon" label={t('form.lon')} rules={required}>
            <InputNumber min={-180} max={180} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="lat" label={t('form.lat')} rules={required}>
            <InputNumber min={-90} max={90} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="placedOn" label={t('markers.placedOn')}>
            <Input type="date" />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
