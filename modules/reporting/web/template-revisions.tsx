import { DataTable, formatTime, instant, useRouteMutation, useText } from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { restoreTemplate, type TemplateRevision } from '../contract.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** All revisions of a template; an earlier one comes back as a new one. */
export function TemplateRevisions({
  revisions,
  mayRestore,
}: {
  revisions: readonly TemplateRevision[];
  mayRestore: boolean;
}): ReactNode {
  const t = useText('reporting');
  const [chosen, setChosen] = useState<TemplateRevision | null>(null);
  const restore = useRouteMutation(restoreTemplate, {
    success: t('template.saved', { n: (revisions[0]?.revision ?? 0) + 1 }),
    onSuccess: () => setChosen(null),
  });
  const present = revisions[0]?.revision;
  const reasonOf = (row: TemplateRevision) =>
    row.savedBy === null && row.reason === 'factory' ? t('template.factory') : (row.reason ?? '—');
  return (
    <>
      <h4 className="section-title">{t('template.revisions')}</h4>
      <DataTable
        name={t('template.revisions')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 720 }}
        dataSource={[...revisions]}
        columns={[
          {
            title: t('template.revision'),
            dataIndex: 'revision',
            render: (revision: number) => (
              <>
                {revision} {revision === present ? <Tag color="green">{t('template.present')}</Tag> : null}
              </>
            ),
          },
          {
            title: t('template.savedAt'),
            value: (row) => instant(row.savedAt),
            render: (_, row) => (row.savedBy === null ? '—' : formatTime(row.savedAt, 'full')),
          },
          { title: t('template.savedBy'), dataIndex: 'savedBy' },
          {
            title: t('field.reason'),
            value: reasonOf,
            render: (_, row) => (
              <>
                {reasonOf(row)}
                {row.restores === null ? null : (
                  <>
                    {' '}
                    <Tag>{t('template.restores', { n: row.restores })}</Tag>
                  </>
                )}
              </>
            ),
          },
          {
            title: '',
            render: (_, row) =>
              mayRestore && row.revision !== present ? (
                <Button size="small" onClick={() => setChosen(row)}>
                  {t('template.restore')}
                </Button>
              ) : null,
          },
        ]}
      />
      {chosen ? (
        <ReasonDialog
          title={t('template.restoreTitle', { n: chosen.revision })}
          ok={t('template.restore')}
          busy={restore.isPending}
          onOk={(reason) =>
            restore.mutate({ params: { kind: chosen.kind }, body: { revision: chosen.revision, reason } })
          }
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  );
}
