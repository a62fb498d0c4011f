import { listPoints } from '@tarim/registry/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  type Text,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Popconfirm, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ALARM_KINDS,
  type AlarmKind,
  createHush,
  endHush,
  type HushKind,
  listHushes,
  listRuleBook,
} from '../contract.ts';
import { kindName } from './words.tsx';

const COLOURS = { planned: 'blue', present: 'orange', over: 'default' } as const;

/** Silences (静默) and maintenance windows (维护窗口): what is not to disturb anybody, until when, why and by whose word. */
export default function HushesPage(): ReactNode {
  const t = useText('alarm');
  const [which, setWhich] = useState<'present' | 'all'>('present');
  const [adding, setAdding] = useState<HushKind | null>(null);
  const query = useRouteQuery(
    listHushes,
    { query: which === 'present' ? { present: true } : {} },
    { refetchMs: 30_000 },
  );
  const end = useRouteMutation(endHush, { success: t('hush.ended') });
  const mayAdd = useMay('alarm.acknowledge');
  return (
    <Page
      title={t('hush.title')}
      note={t('hush.note')}
      extra={
        mayAdd
          ? (['silence', 'maintenance'] as const).map((kind) => (
              <Button key={kind} onClick={() => setAdding(kind)}>
                {t(`hush.add.${kind}`)}
              </Button>
            ))
          : null
      }
    >
      <Segmented
        aria-label={t('field.state')}
        style={{ marginBottom: 12 }}
        value={which}
        onChange={setWhich}
        options={[
          { value: 'present', label: t('hush.notOver') },
          { value: 'all', label: t('state.all') },
        ]}
      />
      <QueryState query={query}>
        <DataTable
          name={t('hush.title')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          dataSource={query.data?.hushes ?? []}
          locale={{ emptyText: t('hush.none') }}
          columns={[
            {
              title: t('field.kind'),
              value: (row) => t(`hush.kind.${row.kind}`),
              render: (_, row) => (
                <>
                  {t(`hush.kind.${row.kind}`)}{' '}
                  <Tag color={COLOURS[row.state]}>{t(`hush.state.${row.state}`)}</Tag>
                </>
              ),
            },
            {
              title: t('hush.of'),
              value: (row) => row.pointName ?? row.ruleName ?? '',
              render: (_, row) => (
                <>
                  {[row.pointName, row.ruleName, row.alarmKind ? kindName(t, row.alarmKind) : null]
                    .filter(Boolean)
                    .join(' · ')}
                  <br />
                  <small className="muted">{row.unitName}</small>
                </>
              ),
            },
            {
              title: t('hush.from'),
              value: (row) => instant(row.from),
              render: (_, row) => formatTime(row.from, 'full'),
            },
            {
              title: t('hush.until'),
              value: (row) => instant(row.until),
              render: (_, row) => formatTime(row.endedAt ?? row.until, 'full'),
            },
            { title: t('hush.reason'), dataIndex: 'reason' },
            { title: t('hush.by'), dataIndex: 'by' },
            { title: t('hush.alarms'), dataIndex: 'alarms' },
            {
              title: '',
              render: (_, row) =>
                row.mayEnd ? (
                  <Popconfirm
                    title={t('hush.endAsk')}
                    onConfirm={() => end.mutate({ params: { id: row.id } })}
                    okText={t('hush.end')}
                  >
                    <Button size="small">{t('hush.end')}</Button>
                  </Popconfirm>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {adding ? <HushForm kind={adding} t={t} onClose={() => setAdding(null)} /> : null}
    </Page>
  );
}

interface Values {
  readonly pointId?: number;
  readonly ruleKey?: string;
  readonly alarmKind?: AlarmKind;
  readonly unitPath?: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** `datetime-local` in Beijing time, whatever clock the browser has. */
const local = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
const told = (text: string) => `${text}:00+08:00`;

/** Also opened from an alarm, with its point or rule filled in. */
export function HushForm({
  kind,
  t,
  onClose,
  pointId,
}: {
  kind: HushKind;
  t: Text;
  onClose: () => void;
  pointId?: number;
}): ReactNode {
  const [form] = Form.useForm<Values>();
  const [q, setQ] = useState('');
  const points = useRouteQuery(
    listPoints,
    { query: { limit: 50, ...(q ? { q } : {}) } },
    { enabled: pointId === undefined },
  );
  const rules = useRouteQuery(listRuleBook, {}, { enabled: pointId === undefined });
  const create = useRouteMutation(createHush, { success: t('hush.made'), onSuccess: onClose });
  const now = Date.now();
  return (
    <Modal
      open
      title={t(`hush.add.${kind}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('hush.make')}
      confirmLoading={create.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ from: local(now), until: local(now + 4 * 3_600_000), pointId }}
        onFinish={({ from, until, unitPath, ...values }) =>
          create.mutate({
            body: {
              ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
              ...(pointId === undefined ? {} : { pointId }),
              ...(unitPath ? { unitPath } : {}),
              kind,
              from: told(from),
              until: told(until),
            },
          })
        }
      >
        {pointId === undefined ? (
          <>
            <Form.Item name="pointId" label={t('field.point')}>
              <Select
                allowClear
                placeholder={t('editor.everyPoint')}
                showSearch={{ filterOption: false, onSearch: setQ }}
                options={(points.data?.points ?? []).map((point) => ({ value: point.id, label: point.name }))}
              />
            </Form.Item>
            <div className="form-row">
              <Form.Item name="ruleKey" label={t('book.rule')}>
                <Select
                  allowClear
                  options={(rules.data?.rules ?? []).map((rule) => ({ value: rule.key, label: rule.name }))}
                />
              </Form.Item>
              <Form.Item name="alarmKind" label={t('field.kind')}>
                <Select
                  allowClear
                  options={ALARM_KINDS.map((value) => ({ value, label: kindName(t, value) }))}
                />
              </Form.Item>
            </div>
            <Form.Item name="unitPath" label={t('hush.below')} extra={t('hush.belowHint')}>
              <UnitSelect everywhere />
            </Form.Item>
          </>
        ) : null}
        <div className="form-row">
          <Form.Item name="from" label={t('hush.from')} rules={[{ required: true }]}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="until" label={t('hush.until')} rules={[{ required: true }]}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label={t('hush.reason')}
          rules={[{ required: true, min: 2, whitespace: true }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
