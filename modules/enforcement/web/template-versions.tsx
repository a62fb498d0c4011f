import { DataTable, formatTime, instant, useText } from '@tarim/ui';
import { Button, Card } from 'antd';
import type { ReactNode } from 'react';
import type { TemplateBody, TemplateVersion } from '../contract.ts';

/** What a version is, in words. */
export const versionTold = (
  { state, version }: Pick<TemplateVersion, 'state' | 'version'>,
  t: ReturnType<typeof useText>,
): string =>
  state === 'own'
    ? t('template.versionOf', { version })
    : `${t('template.versionOf', { version })} · ${t(state === 'factory' ? 'template.delivered' : 'template.inheritOf')}`;

/** 历次版本 of a unit: who issued them and when; any can be started from. */
export function TemplateVersions({
  versions,
  onDraft,
}: {
  versions: readonly TemplateVersion[];
  /** Absent: the reader may not change it. */
  onDraft?: (body: TemplateBody) => void;
}): ReactNode {
  const t = useText('enforcement');
  return (
    <Card size="small" title={t('template.versions')}>
      <DataTable<TemplateVersion>
        name={t('template.versions')}
        exported={false}
        rowKey="version"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={versions as TemplateVersion[]}
        locale={{ emptyText: t('template.none') }}
        columns={[
          { title: t('template.holding'), value: (row) => versionTold(row, t) },
          {
            title: t('template.by'),
            value: (row) => `${row.by} ${instant(row.at)}`,
            render: (_, row) => `${row.by} ${formatTime(row.at)}`,
          },
          {
            title: '',
            render: (_, { body, version }) =>
              body && onDraft ? (
                <Button
                  size="small"
                  aria-label={`${t('template.asDraft')}：${t('template.versionOf', { version })}`}
                  onClick={() => onDraft(body)}
                >
                  {t('template.asDraft')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}
