import { choiceFilter, ListPage, unitFilter, useList, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import {
  listMeasurements,
  MEASUREMENT_KINDS,
  MEASUREMENT_STATES,
  type MeasurementRow,
  VERDICTS,
} from '../contract.ts';
import { useMeasurementColumns } from './measurement-list.tsx';

/** 电磁监测: own, supervisory and complaint measurements, the newest first. */
export default function MeasurementsPage(): ReactNode {
  const t = useText('emf');
  const choose = <T extends string>(label: string, values: readonly T[], word: string) =>
    choiceFilter(t(label), values, (one) => t(`${word}.${one}`), { width: 150 });
  const list = useList(listMeasurements, {
    filters: {
      kind: choose('field.measurementKind', MEASUREMENT_KINDS, 'measurementKind'),
      verdict: choose('field.verdict', VERDICTS, 'verdict'),
      state: choose('field.review', MEASUREMENT_STATES, 'measurementState'),
      unit: unitFilter(t('field.unit'), { width: 240 }),
    },
    by: 'before',
    rows: ({ measurements }) => measurements as MeasurementRow[],
  });
  return (
    <ListPage
      title={t('menu.measurements')}
      note={t('measurements.note')}
      list={list}
      width={860}
      empty={t('measurements.none')}
      columns={useMeasurementColumns()}
    />
  );
}
