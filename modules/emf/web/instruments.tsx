import {
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Checkbox, Empty, Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addCertificate,
  bandWords,
  listInstruments,
  QUANTITY_UNITS,
  type RegisteredInstrument,
  SOON_DAYS,
} from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import { certificateFields, InstrumentDialog } from './instrument-dialog.tsx';
import { Simulated } from './words.tsx';

/** 仪器登记簿: what is measured with, what it can tell, and until when its calibration holds. */
export default function InstrumentsPage(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const [unit, setUnit] = useState<string | undefined>();
  const [expiring, setExpiring] = useState(false);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<RegisteredInstrument | 'new' | null>(null);
  const query = useRouteQuery(listInstruments, {
    query: { unit, text: text || undefined, expiring: expiring || undefined },
  });
  const rows = (query.data?.instruments ?? []) as RegisteredInstrument[];
  return (
    <Page
      title={t('menu.instruments')}
      note={t('instruments.note')}
      extra={
        may('emf.manage') ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('instruments.add')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <UnitSelect
          allowClear
          style={{ width: 220 }}
          aria-label={t('field.unit')}
          value={unit}
          onChange={setUnit}
        />
        <Input.Search
          allowClear
          style={{ width: 220 }}
          aria-label={t('instruments.search')}
          placeholder={t('instruments.search')}
          onSearch={(value) => setText(value.trim())}
        />
        <Checkbox checked={expiring} onChange={(event) => setExpiring(event.target.checked)}>
          {t('instruments.expiring', { n: SOON_DAYS })}
        </Checkbox>
      </div>
      <QueryState query={query}>
        <Table rows={rows} onRenew={setOpen} />
      </QueryState>
      {open === 'new' ? <InstrumentDialog onClose={() => setOpen(null)} /> : null}
      {open !== null && open !== 'new' ? <Renew of={open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function Left({ days }: { days: number }): ReactNode {
  const t = useText('emf');
  if (days < 0) return <Tag color="red">{t('instruments.over')}</Tag>;
  return <Tag color={days <= SOON_DAYS ? 'gold' : 'green'}>{t('instruments.left', { n: days })}</Tag>;
}

function Table({
  rows,
  onRenew,
}: {
  rows: readonly RegisteredInstrument[];
  onRenew: (one: RegisteredInstrument) => void;
}): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const unitName = useUnitName();
  const ranges = (row: RegisteredInstrument) =>
    row.ranges
      .map(({ quantity, low, high }) => `${quantity} ${low}–${high} ${QUANTITY_UNITS[quantity]}`)
      .join('，');
  return (
    <DataTable<RegisteredInstrument>
      name={t('menu.instruments')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1100 }}
      dataSource={[...rows]}
      locale={{ emptyText: <Empty description={t('instruments.none')} /> }}
      columns={[
        {
          title: t('field.instrument'),
          value: (row) => row.name,
          render: (_, row) => (
            <>
              {row.name} <Simulated when={row.simulated} />
            </>
          ),
        },
        { title: t('field.serial'), dataIndex: 'serial' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.bands'), value: bandWords },
        { title: t('instruments.ranges'), value: ranges },
        { title: t('instruments.number'), value: (row) => row.certificate.number },
        { title: t('instruments.laboratory'), value: (row) => row.certificate.laboratory },
        { title: t('field.calibratedUntil'), value: (row) => row.certificate.validUntil },
        {
          title: t('instruments.state'),
          value: (row) => row.daysLeft,
          render: (_, row) => <Left days={row.daysLeft} />,
        },
        {
          title: '',
          key: 'acts',
          render: (_, row) =>
            may('emf.manage', row.unitPath) ? (
              <Button size="small" onClick={() => onRenew(row)}>
                {t('instruments.renew')}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}

function Renew({ of, onClose }: { of: RegisteredInstrument; onClose: () => void }): ReactNode {
  const t = useText('emf');
  const save = useRouteMutation(addCertificate, { success: t('saved'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={`${t('instruments.renew')}：${of.name} ${of.serial}`}
      fields={certificateFields(t)}
      busy={save.isPending}
      onSend={(body) => save.mutate({ params: { id: of.id }, body })}
      onClose={onClose}
    />
  );
}
