import { formatTime, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { acknowledgeEmfFinding, closeEmfFinding, EMF_CONCLUSIONS, type EmfFinding } from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';

/** What became of a finding, and what may be done about it. */
export function FindingActs({ finding }: { finding: EmfFinding }): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const [closing, setClosing] = useState(false);
  const acknowledge = useRouteMutation(acknowledgeEmfFinding, { success: t('saved') });
  const close = useRouteMutation(closeEmfFinding, {
    success: t('saved'),
    onSuccess: () => setClosing(false),
  });
  const { id, state, unitPath } = finding;
  const open = (state === 'open' || state === 'acknowledged') && may('emf.review', unitPath);
  return (
    <Flex vertical gap={8}>
      {finding.acknowledgedBy ? (
        <div>
          {t('finding.acknowledged')}：{finding.acknowledgedBy} {formatTime(finding.acknowledgedAt)}
        </div>
      ) : null}
      {finding.conclusion ? (
        <div>
          {t(`conclusion.${finding.conclusion}`)} · {finding.note} · {finding.closedBy}{' '}
          {formatTime(finding.closedAt)}
        </div>
      ) : null}
      {open ? (
        <Flex gap={8} wrap>
          {state === 'open' ? (
            <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ params: { id } })}>
              {t('finding.acknowledge')}
            </Button>
          ) : null}
          <Button onClick={() => setClosing(true)}>{t('finding.close')}</Button>
        </Flex>
      ) : null}
      {closing ? (
        <FieldsDialog
          title={t('finding.close')}
          fields={[
            {
              name: 'conclusion',
              label: t('field.conclusion'),
              kind: 'select',
              required: true,
              options: EMF_CONCLUSIONS.map((value) => ({ value, label: t(`conclusion.${value}`) })),
            },
            { name: 'note', label: t('finding.note'), kind: 'long', required: true },
          ]}
          busy={close.isPending}
          onSend={(body) => close.mutate({ params: { id }, body })}
          onClose={() => setClosing(false)}
        />
      ) : null}
    </Flex>
  );
}
