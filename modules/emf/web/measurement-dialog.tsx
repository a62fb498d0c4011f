import { useRouteMutation, useText } from '@tarim/ui';
import { Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import {
  addMeasurement,
  type FacilityKind,
  fileOwnMeasurement,
  type MeasurementInput,
  type Method,
  QUANTITIES,
  type Quantity,
} from '../contract.ts';
import { type Answers, type Field, FieldsDialog } from './fields-dialog.tsx';
import { ReadingRows, type ReadingValues, readingsOf } from './reading-rows.tsx';

/** What is measured around each kind; what is left empty was not. */
const USUAL: Readonly<Record<FacilityKind, readonly Quantity[]>> = {
  substation: ['E', 'B'],
  line: ['E', 'B'],
  'base-5g': ['E', 'H', 'S'],
  'base-station': ['E', 'H', 'S'],
  broadcast: ['E', 'H', 'S'],
  radar: ['E', 'H', 'S'],
  other: ['E', 'H', 'B', 'S'],
};
interface Of {
  readonly id: number;
  readonly kind: FacilityKind;
  readonly bands: readonly { readonly fromHz: number; readonly toHz: number }[];
}

/** Enters a measurement: by the office, or by the enterprise of its own facility. */
export function MeasurementDialog({
  of,
  own,
  methods,
  onClose,
}: {
  of: Of;
  own: boolean;
  methods: readonly Method[];
  onClose: () => void;
}): ReactNode {
  const t = useText('emf');
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addMeasurement, done);
  const file = useRouteMutation(fileOwnMeasurement, done);
  const send = ({ kind, ...answers }: Answers, rest: Record<string, unknown>) => {
    const body = whole(answers, rest as unknown as Rest);
    if (own) file.mutate({ params: { id: of.id }, body });
    else add.mutate({ params: { id: of.id }, body: { kind, measurement: body } });
  };
  const options = methods
    .filter(({ kinds }) => kinds.includes(of.kind))
    .map(({ key, zh }) => ({ value: key, label: `${key} ${zh}` }));
  return (
    <FieldsDialog
      title={t(own ? 'measurement.own' : 'measurement.add')}
      fields={fieldsOf(t, own, options)}
      busy={add.isPending || file.isPending}
      width={760}
      onSend={send}
      onClose={onClose}
    >
      {QUANTITIES.filter((one) => USUAL[of.kind].includes(one)).map((quantity) => (
        <Form.Item key={quantity} label={t(`field.range${quantity}`)} style={{ marginBottom: 0 }}>
          <Form.Item name={['ranges', quantity, 'low']} noStyle>
            <InputNumber min={0} placeholder={t('field.low')} aria-label={`${quantity} ${t('field.low')}`} />
          </Form.Item>{' '}
          <Form.Item name={['ranges', quantity, 'high']} noStyle>
            <InputNumber
              min={0}
              placeholder={t('field.high')}
              aria-label={`${quantity} ${t('field.high')}`}
            />
          </Form.Item>
        </Form.Item>
      ))}
      <ReadingRows quantities={USUAL[of.kind]} first={of.bands[0]!} />
    </FieldsDialog>
  );
}

interface Rest {
  readonly ranges: Partial<Record<Quantity, { low?: number | null; high?: number | null }>>;
  readonly readings: readonly ReadingValues[];
}

function whole(answers: Answers, { ranges, readings }: Rest): MeasurementInput {
  const { name, serial, calibratedUntil, antennaFactor, photo, ...more } = answers;
  return {
    ...more,
    photo: photo || null,
    instrument: {
      name,
      serial,
      calibratedUntil,
      antennaFactor,
      ranges: Object.entries(ranges).flatMap(([quantity, { low = null, high = null }]) =>
        low === null && high === null ? [] : [{ quantity, low, high }],
      ),
    },
    readings: readingsOf(readings),
  } as unknown as MeasurementInput;
}

function fieldsOf(
  t: (key: string) => string,
  own: boolean,
  methods: readonly { value: string; label: string }[],
): Field[] {
  const text = (name: string, required = true): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'text',
    required,
  });
  const number = (name: string, label: string, initial: number | null, required = true): Field => ({
    name,
    label: t(`field.${label}`),
    kind: 'number',
    required,
    initial,
  });
  const choose = (name: string, label: string, group: string, values: readonly string[]): Field => ({
    name,
    label: t(`field.${label}`),
    kind: 'select',
    required: true,
    initial: values[0],
    options: values.map((value) => ({ value, label: t(`${group}.${value}`) })),
  });
  return [
    ...(own ? [] : [choose('kind', 'measurementKind', 'measurementKind', ['supervisory', 'complaint'])]),
    { name: 'measuredAt', label: t('field.measuredAt'), kind: 'time', required: true },
    number('minutes', 'minutes', 6),
    {
      name: 'method',
      label: t('field.method'),
      kind: 'select',
      required: true,
      initial: methods[0]?.value,
      options: methods,
    },
    { ...text('name'), label: t('field.instrument') },
    text('serial'),
    {
      name: 'calibratedUntil',
      label: t('field.calibratedUntil'),
      kind: 'day',
      required: true,
      initial: null,
    },
    number('antennaFactor', 'antennaFactor', null, false),
    text('measuredBy'),
    text('place'),
    number('distanceM', 'distanceM', null),
    number('heightM', 'probeM', 1.7),
    text('weather'),
    number('temperature', 'temperature', null, false),
    number('humidity', 'humidity', null, false),
    text('load'),
    choose('covers', 'covers', 'covers', ['facility', 'site']),
    choose('field', 'far', 'fieldZone', ['far', 'near']),
    { name: 'underLines', label: t('field.underLines'), kind: 'check', initial: false },
    text('photo', false),
  ];
}
