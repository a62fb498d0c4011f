import { DataTable, Figure, formatRange, type Text } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { FileProblem, ForecastReport } from '../contract.ts';

type Change = ForecastReport['changes'][number];

/** What a check found, or what an import did. */
export function ImportReport({ report, t }: { report: ForecastReport; t: Text }): ReactNode {
  const problems = report.problems.length;
  return (
    <>
      <Alert
        showIcon
        type={report.committed ? 'success' : problems > 0 ? 'warning' : 'info'}
        title={verdict(t, report)}
        style={{ marginBottom: 12 }}
      />
      <div className="figures">
        <Figure label={t('imports.rows')} value={report.rows} />
        <Figure label={t('imports.cities')} value={report.cities} />
        <Figure label={t('source')} value={report.sources.join('、') || '—'} />
        <Figure
          label={t('issue')}
          value={<span style={{ fontSize: 17, whiteSpace: 'nowrap' }}>{report.firstIssue ?? '—'}</span>}
          hint={report.lastIssue === report.firstIssue ? null : `– ${report.lastIssue}`}
        />
        <Figure label={t('imports.created')} value={report.created} />
        <Figure label={t('imports.changed')} value={report.changed} />
        <Figure label={t('imports.unchanged')} value={report.unchanged} />
      </div>
      {problems > 0 ? <Problems t={t} rows={report.problems} /> : null}
      {report.changes.length > 0 ? <Changes t={t} rows={report.changes} done={report.committed} /> : null}
    </>
  );
}

function verdict(t: Text, report: ForecastReport): string {
  if (report.committed) return t('imports.done', { id: report.uploadId ?? '' });
  if (report.problems.length > 0) return t('imports.bad', { n: report.problems.length });
  return report.created + report.changed === 0 ? t('imports.nothing') : t('imports.good');
}

function Problems({ rows, t }: { rows: readonly FileProblem[]; t: Text }): ReactNode {
  return (
    <DataTable<FileProblem>
      name={t('imports.problem')}
      rowKey={(row) => `${row.sheet}${row.row}${row.column}${row.code}${row.message}`}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 560 }}
      dataSource={[...rows]}
      columns={[
        { title: t('imports.row'), dataIndex: 'row' },
        { title: t('imports.column'), dataIndex: 'column' },
        { title: t('imports.problem'), dataIndex: 'message' },
        { title: t('imports.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
      ]}
    />
  );
}

/** Forecasts that will say, or say by now, something else. */
function Changes({ rows, done, t }: { rows: readonly Change[]; done: boolean; t: Text }): ReactNode {
  const title = t(done ? 'imports.changesDone' : 'imports.changes');
  const words = ({ aqi, low, high }: Change['before']) =>
    `${aqi ?? '—'}${low === null ? '' : ` (${formatRange(low, high)})`}`;
  return (
    <>
      <h3 className="section-title">{title}</h3>
      <DataTable<Change>
        name={title}
        rowKey={(row) => `${row.source}${row.cityCode}${row.issue}${row.target}`}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 620 }}
        dataSource={[...rows]}
        columns={[
          { title: t('source'), dataIndex: 'source' },
          { title: t('city'), dataIndex: 'cityName' },
          { title: t('issue'), dataIndex: 'issue' },
          { title: t('target'), dataIndex: 'target' },
          {
            title: t('imports.before'),
            value: (row) => words(row.before),
            render: (_, row) => words(row.before),
          },
          {
            title: t('imports.after'),
            value: (row) => words(row.after),
            render: (_, row) => words(row.after),
          },
        ]}
      />
    </>
  );
}
