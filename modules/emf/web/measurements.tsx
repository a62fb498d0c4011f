import { Page, UnitSelect, useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  MEASUREMENT_KINDS,
  MEASUREMENT_STATES,
  type MeasurementKind,
  type MeasurementState,
  VERDICTS,
  type Verdict,
} from '../contract.ts';
import { MeasurementList } from './measurement-list.tsx';

/** 电磁监测: own, supervisory and complaint measurements. */
export default function MeasurementsPage(): ReactNode {
  const t = useText('emf');
  const [kind, setKind] = useState<MeasurementKind | undefined>();
  const [state, setState] = useState<MeasurementState | undefined>();
  const [verdict, setVerdict] = useState<Verdict | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const choose = <T extends string>(
    label: string,
    values: readonly T[],
    word: string,
    set: (one?: T) => void,
  ) => (
    <Select<T>
      allowClear
      aria-label={t(label)}
      placeholder={t(label)}
      style={{ width: 150 }}
      onChange={set}
      options={values.map((value) => ({ value, label: t(`${word}.${value}`) }))}
    />
  );
  return (
    <Page title={t('menu.measurements')} note={t('measurements.note')}>
      <div className="filters">
        {choose('field.measurementKind', MEASUREMENT_KINDS, 'measurementKind', setKind)}
        {choose('field.verdict', VERDICTS, 'verdict', setVerdict)}
        {choose('field.review', MEASUREMENT_STATES, 'measurementState', setState)}
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          {...(unit ? { value: unit } : {})}
          onChange={setUnit}
        />
      </div>
      <MeasurementList
        key={`${kind} ${state} ${verdict} ${unit}`}
        kind={kind}
        state={state}
        verdict={verdict}
        unit={unit}
      />
    </Page>
  );
}
