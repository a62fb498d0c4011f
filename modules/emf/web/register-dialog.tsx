import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { listFacilities, type PetitionInput, registerPetition } from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';

/** Registers a complaint; number and code are shown once, to be told to who complains. */
export function RegisterDialog({
  complaint,
  onClose,
}: {
  complaint: string | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('emf');
  const facilities = useRouteQuery(listFacilities, { query: { limit: 200 } });
  const [receipt, setReceipt] = useState<{ number: string; code: string } | null>(null);
  const save = useRouteMutation(registerPetition, { onSuccess: setReceipt });
  if (receipt)
    return (
      <Modal open title={receipt.number} onCancel={onClose} onOk={onClose} cancelText={t('cancel')}>
        <p>{t('petitions.code')}</p>
        <p>
          <code>{receipt.code}</code>
        </p>
      </Modal>
    );
  return (
    <FieldsDialog
      title={t('petitions.register')}
      fields={[
        { name: 'unitPath', label: t('field.unit'), kind: 'unit', required: true, action: 'emf.petition' },
        {
          name: 'facilityId',
          label: t('petitions.facility'),
          kind: 'select',
          options: (facilities.data?.facilities ?? []).map(({ id, name, code }) => ({
            value: id,
            label: `${name} ${code}`,
          })),
        },
        { name: 'place', label: t('field.place'), kind: 'text', required: true },
        { name: 'lon', label: t('field.lon'), kind: 'number' },
        { name: 'lat', label: t('field.lat'), kind: 'number' },
        { name: 'asked', label: t('field.asked'), kind: 'long', required: true },
        {
          name: 'complaintNumber',
          label: t('field.complaintNumber'),
          kind: 'text',
          initial: complaint ?? '',
        },
      ]}
      busy={save.isPending}
      onSend={({ complaintNumber, ...body }) =>
        save.mutate({ body: { ...body, complaintNumber: complaintNumber || null } as PetitionInput })
      }
      onClose={onClose}
    />
  );
}
