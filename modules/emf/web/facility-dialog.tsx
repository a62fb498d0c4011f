import { listEnterprises } from '@tarim/registry/contract';
import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import {
  addFacility,
  changeFacility,
  FACILITY_CLASSES,
  FACILITY_KINDS,
  FACILITY_STATES,
  type FacilityDetail,
  type FacilityInput,
  PLACES,
} from '../contract.ts';
import { type Answers, type Field, FieldsDialog } from './fields-dialog.tsx';

const MEGA = 1e6;

/** Registers a facility, or changes what is told of one. Frequencies are entered in MHz. */
export function FacilityDialog({ of, onClose }: { of?: FacilityDetail; onClose: () => void }): ReactNode {
  const t = useText('emf');
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addFacility, done);
  const change = useRouteMutation(changeFacility, done);
  const send = (answers: Answers, { fromMHz, toMHz }: Record<string, unknown>) => {
    const hz = (value: unknown) => Math.round(Number(value) * MEGA * 1e3) / 1e3;
    const first = { fromHz: hz(fromMHz), toHz: hz(toMHz ?? fromMHz) };
    const body = { ...answers, bands: [first, ...(of?.bands.slice(1) ?? [])] } as unknown as FacilityInput;
    if (of) change.mutate({ params: { id: of.id }, body });
    else add.mutate({ body });
  };
  return (
    <FieldsDialog
      title={t(of ? 'facility.change' : 'facilities.add')}
      fields={fieldsOf(
        t,
        of,
        (enterprises.data?.enterprises ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      busy={add.isPending || change.isPending}
      onSend={send}
      onClose={onClose}
    >
      <Form.Item
        name="fromMHz"
        label={`${t('field.bands')} (MHz)`}
        rules={[{ required: true }]}
        initialValue={of ? of.bands[0]!.fromHz / MEGA : undefined}
      >
        <InputNumber min={0.000001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="toMHz"
        label={`${t('field.toHz')} (MHz)`}
        extra={t('measurement.single')}
        initialValue={of ? of.bands[0]!.toHz / MEGA : undefined}
      >
        <InputNumber min={0.000001} style={{ width: '100%' }} />
      </Form.Item>
      {of && of.bands.length > 1 ? <Input disabled value={`+ ${of.bands.length - 1}`} /> : null}
    </FieldsDialog>
  );
}

function fieldsOf(
  t: (key: string) => string,
  of: FacilityDetail | undefined,
  enterprises: readonly { value: number; label: string }[],
): Field[] {
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  const text = (name: keyof FacilityInput, required = false): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'text',
    required,
    initial: of?.[name] ?? '',
  });
  const number = (name: keyof FacilityInput): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'number',
    initial: of?.[name] ?? null,
  });
  const check = (name: keyof FacilityInput): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'check',
    initial: of?.[name] ?? false,
  });
  const select = (
    name: keyof FacilityInput,
    options: Field['options'] & {},
    required: boolean,
    initial?: unknown,
  ): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'select',
    required,
    options,
    initial: of?.[name] ?? initial,
  });
  return [
    text('code', true),
    text('name', true),
    select('kind', words('kind', FACILITY_KINDS), true),
    select('facilityClass', words('class', FACILITY_CLASSES), false),
    {
      name: 'unitPath',
      label: t('field.unit'),
      kind: 'unit',
      required: true,
      action: 'emf.manage',
      initial: of?.unitPath,
    },
    { ...select('enterpriseId', enterprises, false), label: t('field.enterprise') },
    text('owner'),
    text('uscc'),
    text('place'),
    number('lon'),
    number('lat'),
    number('powerW'),
    number('heightM'),
    number('azimuth'),
    number('beam'),
    text('site'),
    check('fence'),
    check('signs'),
    select('state', words('facilityState', FACILITY_STATES), true, 'in-use'),
    { name: 'since', label: t('field.since'), kind: 'day', required: true, initial: of?.since },
    check('public'),
    select('publicPlace', words('publicPlace', PLACES), true, 'rounded'),
  ];
}
