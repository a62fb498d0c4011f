import { useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { actOnSource, type SourceAct, type SourceActName, type SourceDetail } from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';

const DECIDED: ReadonlySet<SourceActName> = new Set([
  'accept-transfer',
  'approve-transfer',
  'refuse-transfer',
  'exempt',
]);

/** What may be done with a source today, by whoever may do it. */
export function SourceActs({ one }: { one: SourceDetail }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const [act, setAct] = useState<SourceActName | null>(null);
  const mine = (one.acts as SourceActName[]).filter((name) =>
    may(DECIDED.has(name) ? 'radiation.approve' : 'radiation.manage', one.unitPath),
  );
  return (
    <>
      <Flex gap={8} wrap>
        {mine.map((name) => (
          <Button key={name} onClick={() => setAct(name)}>
            {t(`sourceAct.${name}`)}
          </Button>
        ))}
      </Flex>
      {act ? <ActDialog one={one} act={act} onClose={() => setAct(null)} /> : null}
    </>
  );
}

function ActDialog({
  one,
  act,
  onClose,
}: {
  one: SourceDetail;
  act: SourceActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const send = useRouteMutation(actOnSource, { success: t('source.acted'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t(`sourceAct.${act}`)}
      busy={send.isPending}
      onClose={onClose}
      fields={[
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        { name: 'document', label: t('field.document'), kind: 'text', required: true },
        ...moreFields(one, act, t),
      ]}
      onSend={(answers) =>
        send.mutate({ params: { id: one.id }, body: { ...answers, act } as unknown as SourceAct })
      }
    />
  );
}

function moreFields(one: SourceDetail, act: SourceActName, t: ReturnType<typeof useText>): Field[] {
  const to: Field = { name: 'to', label: t('field.receiver'), kind: 'text', required: true };
  switch (act) {
    case 'apply-transfer':
      return [to, { name: 'toUnit', label: t('field.toUnit'), kind: 'number' }];
    case 'return':
    case 'store':
      return [to];
    case 'file':
      return [
        {
          name: 'of',
          label: t('field.filing'),
          kind: 'select',
          required: true,
          initial: one.openFilings[0],
          options: one.openFilings.map((of) => ({ value: of, label: t(`filing.${of}`) })),
        },
      ];
    case 'file-away':
      return [
        { name: 'place', label: t('field.place'), kind: 'text', required: true },
        { name: 'from', label: t('field.from'), kind: 'day', required: true, ahead: true },
        { name: 'to', label: t('field.to'), kind: 'day', required: true, ahead: true },
      ];
    case 'lose':
      return [
        {
          name: 'how',
          label: t('field.how'),
          kind: 'select',
          required: true,
          options: (['lost', 'stolen', 'out-of-control'] as const).map((how) => ({
            value: how,
            label: t(`how.${how}`),
          })),
        },
      ];
    default:
      return [];
  }
}
