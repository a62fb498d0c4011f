import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Checkbox, DatePicker, Flex, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  addEquipment,
  type ChangeInput,
  changeEquipment,
  type EquipmentDetail,
  type EquipmentInput,
  type EquipmentState,
  KINDS,
  STATES,
} from '../contract.ts';
import { WorkSelect } from './words.tsx';

const DAY = 'YYYY-MM-DD';
const dayOf = (day: Dayjs | null | undefined): string | null => day?.format(DAY) ?? null;

interface StandingValues {
  readonly state: EquipmentState;
  readonly holder?: string;
  readonly lentTo?: string;
  readonly lentUntil?: Dayjs;
  readonly certificate?: string;
  readonly calibratedTo?: Dayjs | null;
  readonly nextCheck?: Dayjs | null;
  readonly note?: string;
}

const standingOf = (values: StandingValues): Omit<ChangeInput, 'on'> => {
  const lent = values.state === 'lent';
  return {
    state: values.state,
    holder: values.holder?.trim() ?? '',
    lentTo: lent ? (values.lentTo ?? null) : null,
    lentUntil: lent ? dayOf(values.lentUntil) : null,
    certificate: values.certificate?.trim() ?? '',
    calibratedTo: dayOf(values.calibratedTo),
    nextCheck: dayOf(values.nextCheck),
    note: values.note?.trim() ?? '',
  };
};

/** State, keeper, loan and calibration: what both forms ask. */
function StandingFields(): ReactNode {
  const t = useText('capability');
  const form = Form.useFormInstance<StandingValues>();
  const lent = Form.useWatch('state', form) === 'lent';
  return (
    <>
      <Flex gap={12}>
        <Form.Item name="state" label={t('field.state')} rules={[{ required: true }]} style={{ flex: 1 }}>
          <Select options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))} />
        </Form.Item>
        <Form.Item name="holder" label={t('field.holder')} style={{ flex: 1 }}>
          <Input maxLength={60} />
        </Form.Item>
      </Flex>
      {lent ? (
        <Flex gap={12}>
          <Form.Item name="lentTo" label={t('field.lentTo')} rules={[{ required: true }]} style={{ flex: 1 }}>
            <UnitSelect aria-label={t('field.lentTo')} />
          </Form.Item>
          <Form.Item
            name="lentUntil"
            label={t('field.lentUntil')}
            rules={[{ required: true }]}
            style={{ flex: 1 }}
          >
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </Flex>
      ) : null}
      <Flex gap={12}>
        <Form.Item name="certificate" label={t('field.certificate')} style={{ flex: 1 }}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="calibratedTo" label={t('field.calibratedTo')} style={{ flex: 1 }}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="nextCheck" label={t('field.nextCheck')} style={{ flex: 1 }}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Form.Item name="note" label={t('field.note')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </>
  );
}

type Values = StandingValues &
  Pick<
    EquipmentInput,
    'unitPath' | 'field' | 'item' | 'kind' | 'name' | 'model' | 'serial' | 'calibrates'
  > & {
    readonly boughtOn?: Dayjs | null;
  };

export function EquipmentDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const add = useRouteMutation(addEquipment, { success: t('equipment.added'), onSuccess: onClose });
  const needed = [{ required: true, whitespace: true }];
  const text = (name: 'name' | 'model' | 'serial') => (
    <Form.Item name={name} label={t(`field.${name}`)} rules={needed} style={{ flex: 1 }}>
      <Input maxLength={60} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t('equipment.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        name="equipment"
        layout="vertical"
        initialValues={{ state: 'in-use', field: 'enforcement', kind: 'other', calibrates: false }}
        onFinish={({ unitPath, field, item, kind, name, model, serial, calibrates, boughtOn, ...standing }) =>
          add.mutate({
            body: {
              unitPath,
              field,
              item: item.trim(),
              kind,
              name: name.trim(),
              model: model.trim(),
              serial: serial.trim(),
              calibrates,
              boughtOn: dayOf(boughtOn),
              ...standingOf(standing),
            },
          })
        }
      >
        <Flex gap={12}>
          <Form.Item
            name="unitPath"
            label={t('field.unit')}
            rules={[{ required: true }]}
            style={{ flex: 2, minWidth: 0 }}
          >
            <UnitSelect aria-label={t('field.unit')} may={(path) => may('capability.manage', path)} />
          </Form.Item>
          <Form.Item name="field" label={t('field.work')} style={{ flex: 1 }}>
            <WorkSelect />
          </Form.Item>
          <Form.Item name="kind" label={t('field.kind')} style={{ flex: 1 }}>
            <Select options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
          </Form.Item>
        </Flex>
        <Flex gap={12}>
          <Form.Item
            name="item"
            label={t('field.item')}
            rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,39}$/ }]}
            style={{ flex: 1 }}
          >
            <Input placeholder="vehicle-patrol" />
          </Form.Item>
          {text('name')}
        </Flex>
        <Flex gap={12}>
          {text('model')}
          {text('serial')}
          <Form.Item name="boughtOn" label={t('field.boughtOn')} style={{ flex: 1 }}>
            <DatePicker style={{ width: '100%' }} maxDate={dayjs()} />
          </Form.Item>
        </Flex>
        <Form.Item name="calibrates" valuePropName="checked">
          <Checkbox>{t('field.calibrates')}</Checkbox>
        </Form.Item>
        <StandingFields />
      </Form>
    </Modal>
  );
}

/** 登记变动: begins with how the piece stands. */
export function ChangeDialog({ piece, onClose }: { piece: EquipmentDetail; onClose: () => void }): ReactNode {
  const t = useText('capability');
  const [form] = Form.useForm<StandingValues & { on: Dayjs }>();
  const change = useRouteMutation(changeEquipment, { success: t('equipment.changed'), onSuccess: onClose });
  const day = (text: string | null) => (text === null ? null : dayjs(text));
  return (
    <Modal
      open
      width={640}
      title={`${t('equipment.change')} · ${piece.serial}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={change.isPending}
    >
      <Form
        form={form}
        name="change"
        layout="vertical"
        initialValues={{
          ...piece,
          lentTo: piece.lentTo ?? undefined,
          lentUntil: day(piece.lentUntil) ?? undefined,
          calibratedTo: day(piece.calibratedTo),
          nextCheck: day(piece.nextCheck),
          note: '',
          on: dayjs(),
        }}
        onFinish={({ on, ...values }) =>
          change.mutate({ params: { id: piece.id }, body: { ...standingOf(values), on: on.format(DAY) } })
        }
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker allowClear={false} minDate={dayjs(piece.on)} maxDate={dayjs()} />
        </Form.Item>
        <StandingFields />
      </Form>
    </Modal>
  );
}
