import { Link } from '@tanstack/react-router';
import { DataTable, formatTime, instant, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Empty, Progress, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { ANALYSIS_KINDS, type AnalysisKind, listRuns, type Run } from '../contract.ts';
import { StartForm } from './start-form.tsx';
import './analysis.css';

export const STATE_COLOURS: Readonly<Record<Run['state'], string>> = {
  waiting: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
};

/** What can be asked of places, and what was asked. */
export default function RunsPage(): ReactNode {
  const t = useText('analysis');
  const may = useMay();
  const [kind, setKind] = useState<AnalysisKind | undefined>();
  const [asking, setAsking] = useState<AnalysisKind | null>(null);
  const query = useRouteQuery(listRuns, { query: kind ? { kind } : {} }, { refetchMs: 3_000 });
  return (
    <Page title={t('menu.analysis')} note={t('note')}>
      {may('analysis.run') ? (
        <div className="analysis-kinds">
          {ANALYSIS_KINDS.map((one) => (
            <Button key={one} className="analysis-kind" onClick={() => setAsking(one)}>
              <strong>{t(`kind.${one}`)}</strong>
              <span className="muted">{t(`about.${one}`)}</span>
            </Button>
          ))}
        </div>
      ) : null}
      <div className="filters">
        <Select<AnalysisKind>
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('allKinds')}
          {...(kind ? { value: kind } : {})}
          onChange={(chosen?: AnalysisKind) => setKind(chosen)}
          options={ANALYSIS_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      <QueryState query={query}>
        <DataTable<Run>
          name={t('menu.analysis')}
          rowKey="id"
          dataSource={[...(query.data?.runs ?? [])]}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty description={t('empty')} /> }}
          columns={[
            {
              title: t('field.title'),
              value: (row) => row.title,
              render: (_, row) => <Link to={`/analysis/runs/${row.id}` as string}>{row.title}</Link>,
            },
            {
              title: t('field.kind'),
              value: (row) => t(`kind.${row.kind}`),
              render: (_, row) => t(`kind.${row.kind}`),
            },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) =>
                row.state === 'running' ? (
                  <Progress size="small" percent={Math.round(row.progress * 100)} />
                ) : (
                  <Tag color={STATE_COLOURS[row.state]}>{t(`state.${row.state}`)}</Tag>
                ),
            },
            { title: t('field.features'), dataIndex: 'features' },
            {
              title: t('field.simulated'),
              value: (row) => (row.simulated ? t('simulated') : ''),
              render: (_, row) => (row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null),
            },
            { title: t('field.by'), dataIndex: 'byName' },
            {
              title: t('field.askedAt'),
              value: (row) => instant(row.askedAt),
              render: (_, row) => formatTime(row.askedAt),
            },
          ]}
        />
      </QueryState>
      <Drawer
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking ? t(`kind.${asking}`) : ''}
        size="large"
        destroyOnHidden
      >
        {asking ? (
          <>
            <p className="muted">{t(`about.${asking}`)}</p>
            <StartForm kind={asking} />
          </>
        ) : null}
      </Drawer>
    </Page>
  );
}
