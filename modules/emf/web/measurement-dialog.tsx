import { useRouteMutation, useText } from '@tarim/ui';
import { type ReactNode, useState } from 'react';
import {
  addMeasurement,
  type FacilityKind,
  fileOwnMeasurement,
  type MeasurementBody,
  type Method,
  QUANTITIES,
  type Quantity,
  type RegisteredInstrument,
} from '../contract.ts';
import { type Answers, type Field, FieldsDialog } from './fields-dialog.tsx';
import { RangeFields, type RangeValues, rangesOf } from './range-fields.tsx';
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
/** Not in the register: what was measured before there was one. */
const BY_HAND = 0;
interface Choice {
  readonly instruments: readonly RegisteredInstrument[];
  readonly chosen: unknown;
  readonly onChoose: (value: unknown) => void;
}
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
  instruments,
  onClose,
}: {
  of: Of;
  own: boolean;
  methods: readonly Method[];
  instruments: readonly RegisteredInstrument[];
  onClose: () => void;
}): ReactNode {
  const t = useText('emf');
  const [chosen, setChosen] = useState<unknown>(instruments.length === 0 ? BY_HAND : undefined);
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
      fields={fieldsOf(t, own, options, { instruments, chosen, onChoose: setChosen })}
      busy={add.isPending || file.isPending}
      width={760}
      onSend={send}
      onClose={onClose}
    >
      {chosen === BY_HAND ? (
        <RangeFields quantities={QUANTITIES.filter((one) => USUAL[of.kind].includes(one))} />
      ) : null}
      <ReadingRows quantities={USUAL[of.kind]} first={of.bands[0]!} />
    </FieldsDialog>
  );
}

interface Rest {
  readonly ranges?: RangeValues;
  readonly readings: readonly ReadingValues[];
}

function whole(answers: Answers, { ranges = {}, readings }: Rest): MeasurementBody {
  const { instrumentId, name, serial, calibratedUntil, antennaFactor, photo, ...more } = answers;
  const written = { name, serial, calibratedUntil, antennaFactor, ranges: rangesOf(ranges) };
  return {
    ...more,
    photo: photo || null,
    ...(instrumentId === BY_HAND ? { instrument: written } : { instrumentId }),
    readings: readingsOf(readings),
  } as unknown as MeasurementBody;
}

function fieldsOf(
  t: (key: string) => string,
  own: boolean,
  methods: readonly { value: string; label: string }[],
  { instruments, chosen, onChoose }: Choice,
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
    {
      name: 'instrumentId',
      label: t('field.instrument'),
      kind: 'select',
      required: true,
      initial: chosen,
      onChange: onChoose,
      options: [
        ...instruments.map(({ id, name, serial, certificate }) => ({
          value: id,
          label: `${name} ${serial} · ${certificate.validUntil}`,
        })),
        { value: BY_HAND, label: t('instruments.byHand') },
      ],
    },
    ...(chosen === BY_HAND
      ? [
          { ...text('name'), label: t('instruments.name') },
          text('serial'),
          {
            name: 'calibratedUntil',
            label: t('field.calibratedUntil'),
            kind: 'day' as const,
            required: true,
            initial: null,
          },
          number('antennaFactor', 'antennaFactor', null, false),
        ]
      : []),
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
