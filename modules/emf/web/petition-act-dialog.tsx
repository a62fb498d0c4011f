import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import {
  actOnPetition,
  listMeasurements,
  type PetitionAct,
  type PetitionActName,
  type PetitionDetail,
  percentWords,
} from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';

/** One step of a complaint. What it may not be is said by the server, with the reason. */
export function PetitionActDialog({
  of,
  act,
  onClose,
}: {
  of: PetitionDetail;
  act: PetitionActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('emf');
  const measured = useRouteQuery(
    listMeasurements,
    { query: { kind: 'complaint', ...(of.facilityId ? {} : { unit: of.unitPath }), limit: 50 } },
    { enabled: act === 'measure' },
  );
  const save = useRouteMutation(actOnPetition, { success: t('saved'), onSuccess: onClose });
  const measurements = (measured.data?.measurements ?? []).map((one) => ({
    value: one.id,
    label: `${one.id} ${one.facilityName} ${one.measuredAt.slice(0, 10)} ${percentWords(one.percent, one.upperBound)}`,
  }));
  return (
    <FieldsDialog
      title={t(`act.${act}`)}
      fields={[
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        ...fieldsOf(t, act, measurements, of),
      ]}
      busy={save.isPending}
      onSend={(answers) =>
        save.mutate({ params: { id: of.id }, body: { act, ...satisfied(answers) } as PetitionAct })
      }
      onClose={onClose}
    />
  );
}

/** Chosen as a word, sent as it is meant; none: could not be reached. */
function satisfied(answers: Readonly<Record<string, unknown>>): object {
  if (!('satisfied' in answers)) return answers;
  const { satisfied: word } = answers;
  return { ...answers, satisfied: word === 'unreached' ? null : word === 'satisfied' };
}

function fieldsOf(
  t: (key: string) => string,
  act: PetitionActName,
  measurements: readonly { value: number; label: string }[],
  of: PetitionDetail,
): Field[] {
  const text = (name: string, required = true): Field => ({
    name,
    label: t(`field.${name}`),
    kind: 'text',
    required,
  });
  const long = (name: string): Field => ({ name, label: t(`field.${name}`), kind: 'long', required: true });
  switch (act) {
    case 'dispatch':
      return [text('to')];
    case 'appoint':
      return [
        { name: 'at', label: t('field.appointment'), kind: 'time', required: true },
        text('note', false),
      ];
    case 'measure':
      return [
        {
          name: 'measurementId',
          label: t('field.measurementId'),
          kind: 'select',
          required: true,
          options: measurements,
        },
      ];
    case 'report':
      return [text('number'), long('summary')];
    case 'reply':
      return [long('text')];
    case 'revisit':
      return [
        {
          name: 'satisfied',
          label: t('field.satisfied'),
          kind: 'select',
          required: true,
          options: ['satisfied', 'unsatisfied', 'unreached'].map((value) => ({
            value,
            label: t(`petition.${value}`),
          })),
        },
        text('note', false),
      ];
    case 'archive':
      return [text('note', false)];
    case 'merge':
      return [
        {
          name: 'into',
          label: t('field.into'),
          kind: 'select',
          required: true,
          options: of.sameSite.map(({ id, number }) => ({ value: id, label: number })),
        },
        text('reason'),
      ];
  }
}
