import { urlOf } from '@tarim/platform/contract';
import { DataTable, formatTime, instant, useText } from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { getEvidence, type Mark } from '../contract.ts';
import { MarkDialog, WithdrawDialog } from './mark-dialog.tsx';
import { Simulated } from './words.tsx';

const short = (iso: string) => formatTime(iso, 'full').slice(0, 16);

/** Marks with what became of them; those that hold can be corrected or withdrawn. */
export function MarkList({
  marks,
  outlets = false,
}: {
  marks: readonly Mark[];
  outlets?: boolean;
}): ReactNode {
  const t = useText('quality');
  const [correct, setCorrect] = useState<Mark | null>(null);
  const [withdraw, setWithdraw] = useState<Mark | null>(null);
  return (
    <>
      <DataTable<Mark>
        name={t('marks.title')}
        rowKey="id"
        exported={outlets}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: outlets ? 1_100 : 560 }}
        locale={{ emptyText: t('marks.none') }}
        dataSource={marks as Mark[]}
        columns={[
          ...(outlets
            ? [
                {
                  title: t('outlet'),
                  value: (row: Mark) => row.outlet.name,
                  render: (_: unknown, row: Mark) => (
                    <>
                      {row.outlet.name} <Simulated when={row.simulated} />
                    </>
                  ),
                },
              ]
            : []),
          {
            title: t('mark.word'),
            value: (row) => row.name,
            render: (_, row) => (
              <>
                <Tag color={row.kind === 'production' ? 'geekblue' : 'volcano'}>{row.name}</Tag>
                {row.late ? <Tag color="red">{t('marks.isLate')}</Tag> : null}
                {row.withdrawn ? <Tag>{t('marks.withdrawn')}</Tag> : null}
                {row.replacedBy !== null ? <Tag>{t('marks.replacedBy', { id: row.replacedBy })}</Tag> : null}
              </>
            ),
          },
          {
            title: t('mark.span'),
            value: (row) => instant(row.from),
            render: (_, row) => `${short(row.from)} – ${short(row.to).slice(5)}`,
          },
          {
            title: t('reason'),
            value: (row) => row.reason,
            render: (_, row) => (
              <>
                {row.reason}{' '}
                {row.evidence.map((sha256) => (
                  <a
                    key={sha256}
                    href={urlOf(getEvidence, { id: row.outlet.id, sha256 })}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {t('evidence')}{' '}
                  </a>
                ))}
              </>
            ),
          },
          {
            title: t('mark.by'),
            value: (row) => row.by,
            render: (_, row) => (
              <>
                {row.by} <small className="muted">{short(row.at)}</small>
              </>
            ),
          },
          ...(outlets
            ? [
                {
                  title: t('mark.deadline'),
                  value: (row: Mark) => instant(row.deadline),
                  render: (_: unknown, row: Mark) => short(row.deadline),
                },
              ]
            : []),
          {
            title: '',
            render: (_, row) =>
              row.mayCorrect ? (
                <span className="button-row">
                  <Button size="small" onClick={() => setCorrect(row)}>
                    {t('mark.correct')}
                  </Button>
                  <Button size="small" onClick={() => setWithdraw(row)}>
                    {t('mark.withdraw')}
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
      {correct ? <MarkDialog mark={correct} onClose={() => setCorrect(null)} /> : null}
      {withdraw ? <WithdrawDialog mark={withdraw} onClose={() => setWithdraw(null)} /> : null}
    </>
  );
}
