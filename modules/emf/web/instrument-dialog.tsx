import { useRouteMutation, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { addInstrument, QUANTITIES } from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { RangeFields, type RangeValues, rangesOf } from './range-fields.tsx';

/** What of a certificate is asked for. */
export const certificateFields = (t: (key: string) => string): Field[] => [
  { name: 'number', label: t('instruments.number'), kind: 'text', required: true },
  { name: 'laboratory', label: t('instruments.laboratory'), kind: 'text', required: true },
  { name: 'validFrom', label: t('instruments.validFrom'), kind: 'day', required: true },
  { name: 'validUntil', label: t('field.calibratedUntil'), kind: 'day', required: true, initial: null },
];

/** Registers an instrument with its certificate. */
export function InstrumentDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('emf');
  const save = useRouteMutation(addInstrument, { success: t('saved'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('instruments.add')}
      width={640}
      fields={[
        { name: 'unitPath', label: t('field.unit'), kind: 'unit', required: true, action: 'emf.manage' },
        { name: 'enterpriseId', label: t('instruments.enterprise'), kind: 'number' },
        { name: 'name', label: t('field.instrument'), kind: 'text', required: true },
        { name: 'serial', label: t('field.serial'), kind: 'text', required: true },
        { name: 'fromHz', label: t('field.fromHz'), kind: 'number', required: true },
        { name: 'toHz', label: t('field.toHz'), kind: 'number', required: true },
        { name: 'antennaFactor', label: t('field.antennaFactor'), kind: 'number' },
        ...certificateFields(t),
      ]}
      busy={save.isPending}
      onSend={({ number, laboratory, validFrom, validUntil, ...one }, { ranges }) =>
        save.mutate({
          body: {
            ...one,
            ranges: rangesOf((ranges ?? {}) as RangeValues),
            certificate: { number, laboratory, validFrom, validUntil },
          },
        })
      }
      onClose={onClose}
    >
      <RangeFields quantities={QUANTITIES} />
    </FieldsDialog>
  );
}
