import {
  CursorPager,
  DataTable,
  QueryState,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  changeObject,
  FACTORS,
  HOLDS,
  listPool,
  type PoolObject,
  SPECIALITIES,
  STRATA,
  type Stratum,
  syncPool,
} from '../contract.ts';

/** Who may be drawn. */
export function Objects(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [text, setText] = useState('');
  const [stratum, setStratum] = useState<Stratum | undefined>();
  const [changing, setChanging] = useState<PoolObject | null>(null);
  const query = useRouteQuery(listPool, {
    query: { after: at.cursor, stratum, text: text.trim() || undefined },
  });
  const sync = useRouteMutation(syncPool, { success: t('objects.synced') });
  const factorsText = ({ factors }: PoolObject) =>
    (['credit', 'risk'] as const)
      .flatMap((key) => (factors[key] ? [`${t(`factor.${key}`)} ${t(`factorValue.${factors[key]}`)}`] : []))
      .join(' · ') || '—';
  return (
    <>
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('objects.search')}
          style={{ width: 260 }}
          onSearch={(next) => {
            at.reset();
            setText(next);
          }}
        />
        <Select<Stratum>
          allowClear
          aria-label={t('field.stratum')}
          placeholder={t('field.stratum')}
          style={{ width: 140 }}
          value={stratum}
          onChange={(next) => {
            at.reset();
            setStratum(next);
          }}
          options={STRATA.map((one) => ({ value: one, label: t(`stratum.${one}`) }))}
        />
        {may('inspection.manage') ? (
          <Button loading={sync.isPending} onClick={() => sync.mutate({ body: {} })}>
            {t('objects.sync')}
          </Button>
        ) : null}
      </div>
      <QueryState query={query}>
        <DataTable<PoolObject>
          name={t('pools.objects')}
          sortable={at.whole(query.data?.after)}
          rowKey="enterpriseId"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={(query.data?.objects ?? []) as PoolObject[]}
          locale={{ emptyText: <Empty description={t('objects.none')} /> }}
          columns={[
            { title: t('field.enterprise'), dataIndex: 'name' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            { title: t('field.stratum'), value: (row) => t(`stratum.${row.stratum}`) },
            { title: t('field.factors'), value: factorsText },
            { title: t('field.hold'), value: (row) => (row.hold ? t(`hold.${row.hold}`) : '—') },
            {
              title: t('field.speciality'),
              value: (row) => (row.speciality ? t(`speciality.${row.speciality}`) : '—'),
            },
            { title: t('field.visits'), dataIndex: 'visits', align: 'right' },
            { title: t('field.lastVisit'), value: (row) => row.lastVisit ?? '—', className: 'nowrap' },
            {
              title: '',
              render: (_, row) =>
                may('inspection.manage', row.unitPath) ? (
                  <Button size="small" onClick={() => setChanging(row)}>
                    {t('change')}
                  </Button>
                ) : null,
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
      {changing ? <ObjectDialog object={changing} onClose={() => setChanging(null)} /> : null}
    </>
  );
}

interface Values {
  readonly stratum: Stratum;
  readonly credit?: string;
  readonly risk?: string;
  readonly hold?: string;
  readonly speciality?: string;
}

function ObjectDialog({ object, onClose }: { object: PoolObject; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(changeObject, { success: t('saved'), onSuccess: onClose });
  const choice = (list: readonly string[], words: string) =>
    list.map((one) => ({ value: one, label: t(`${words}.${one}`) }));
  return (
    <Modal
      open
      title={object.name}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          stratum: object.stratum,
          ...object.factors,
          hold: object.hold ?? undefined,
          speciality: object.speciality ?? undefined,
        }}
        onFinish={({ stratum, credit, risk, hold, speciality }) =>
          save.mutate({
            params: { id: object.enterpriseId },
            body: {
              stratum,
              factors: { ...(credit ? { credit } : {}), ...(risk ? { risk } : {}) },
              hold: hold ?? null,
              speciality: speciality ?? null,
            },
          })
        }
      >
        <Form.Item name="stratum" label={t('field.stratum')} rules={[{ required: true }]}>
          <Select options={choice(STRATA, 'stratum')} />
        </Form.Item>
        <Form.Item name="credit" label={t('factor.credit')}>
          <Select allowClear options={choice(FACTORS.credit, 'factorValue')} />
        </Form.Item>
        <Form.Item name="risk" label={t('factor.risk')}>
          <Select allowClear options={choice(FACTORS.risk, 'factorValue')} />
        </Form.Item>
        <Form.Item name="hold" label={t('field.hold')}>
          <Select allowClear options={choice(HOLDS, 'hold')} />
        </Form.Item>
        <Form.Item name="speciality" label={t('field.speciality')}>
          <Select allowClear options={choice(SPECIALITIES, 'speciality')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
