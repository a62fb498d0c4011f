import type { Static } from '@tarim/platform/contract';
import { formatRange, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  closeInstrument,
  createInstrument,
  type Instrument,
  type InstrumentInput,
  reopenInstrument,
  updateInstrument,
} from '../contract.ts';
import { FactorsSelect } from './factor-select.tsx';
import { emptied } from './form-values.ts';
import type { PointTab } from './point-drawer.tsx';
import { SwitchButton } from './switch-button.tsx';
import { useFactors } from './use-factors.ts';

type Values = Omit<Static<typeof InstrumentInput>, 'pointId'>;

/** Instruments that measure at a point (监测仪器). */
export function PointInstruments({ detail, writable }: PointTab): ReactNode {
  const t = useText('registry');
  const [editing, setEditing] = useState<Instrument | 'new' | null>(null);
  const close = useRouteMutation(closeInstrument, { success: t('done.closed') });
  const reopen = useRouteMutation(reopenInstrument, { success: t('done.reopened') });
  return (
    <>
      {detail.instruments.length === 0 ? <p className="muted">{t('instruments.none')}</p> : null}
      <ul className="registered">
        {detail.instruments.map((one) => (
          <li key={one.id} className={one.active ? undefined : 'closed'}>
            <div className="what">
              <InstrumentFacts instrument={one} />
            </div>
            {writable ? (
              <div className="form-actions">
                <Button size="small" onClick={() => setEditing(one)}>
                  {t('form.edit')}
                </Button>
                <SwitchButton
                  size="small"
                  active={one.active}
                  what={one.name}
                  busy={close.isPending || reopen.isPending}
                  onSwitch={(reason) =>
                    (one.active ? close : reopen).mutate({ params: { id: one.id }, body: { reason } })
                  }
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {writable ? (
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('instruments.register')}
        </Button>
      ) : null}
      {editing ? (
        <InstrumentForm
          instrument={editing === 'new' ? null : editing}
          pointId={detail.point.id}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function InstrumentFacts({ instrument }: { readonly instrument: Instrument }): ReactNode {
  const t = useText('registry');
  const { known, nameOf } = useFactors();
  const { rangeLow, rangeHigh } = instrument;
  const range = rangeLow != null || rangeHigh != null ? formatRange(rangeLow, rangeHigh) : null;
  const facts = [
    [instrument.maker, instrument.model].filter(Boolean).join(' '),
    instrument.serial ? t('instruments.serial', { serial: instrument.serial }) : '',
    instrument.method ?? '',
    range ? t('instruments.range', { range }) : '',
    instrument.installedOn ? t('instruments.since', { day: instrument.installedOn }) : '',
  ];
  return (
    <>
      <strong>{instrument.name}</strong> {instrument.active ? null : <Tag>{t('value.closed')}</Tag>}
      <div>
        {instrument.codes.map((code) => {
          const factor = known(code);
          return <Tag key={code}>{factor ? `${nameOf(factor)} ${code}` : code}</Tag>;
        })}
      </div>
      <div className="muted">{facts.filter(Boolean).join(' · ')}</div>
    </>
  );
}

function InstrumentForm({
  instrument,
  pointId,
  onClose,
}: {
  readonly instrument: Instrument | null;
  readonly pointId: number;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText('registry');
  const [form] = Form.useForm<Values>();
  const done = { success: t('done.saved'), onSuccess: onClose };
  const create = useRouteMutation(createInstrument, done);
  const update = useRouteMutation(updateInstrument, done);
  const save = (values: Values) => {
    const body = { ...emptied(values), codes: values.codes ?? [], pointId };
    if (instrument) update.mutate({ params: { id: instrument.id }, body });
    else create.mutate({ body });
  };
  return (
    <Modal
      open
      title={instrument ? instrument.name : t('instruments.register')}
      okText={t('form.save')}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        name="registry-instrument"
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={instrument ?? { codes: [] }}
      >
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="codes" label={t('field.codes')}>
          <FactorsSelect />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="maker" label={t('field.maker')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="model" label={t('field.model')}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="serial" label={t('field.serial')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="method" label={t('field.method')}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="rangeLow" label={t('field.rangeLow')}>
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="rangeHigh" label={t('field.rangeHigh')}>
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="installedOn" label={t('field.installedOn')}>
            <Input type="date" />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
