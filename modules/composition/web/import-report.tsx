import { DataTable, Figure, formatTime, type Text } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { ComponentReport, FileProblem } from '../contract.ts';

type Change = ComponentReport['changes'][number];
const short = (time: string | null) => (time === null ? '—' : formatTime(time, 'full').slice(0, 16));

/** What a check found, or what an import did. */
export function ImportReport({ report, t }: { report: ComponentReport; t: Text }): ReactNode {
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
        <Figure label={t('imports.stations')} value={report.stations} />
        <Figure label={t('speciesCount')} value={report.species} />
        <Figure label={t('below')} value={report.below} />
        <Figure
          label={t('span')}
          value={<span style={{ fontSize: 16, whiteSpace: 'nowrap' }}>{short(report.first)}</span>}
          hint={`– ${short(report.last)}`}
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

function verdict(t: Text, report: ComponentReport): string {
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

/** Figures that will say, or say by now, something else. */
function Changes({ rows, done, t }: { rows: readonly Change[]; done: boolean; t: Text }): ReactNode {
  const title = t(done ? 'imports.changesDone' : 'imports.changes');
  return (
    <>
      <h3 className="section-title">{title}</h3>
      <DataTable<Change>
        name={title}
        rowKey={(row) => `${row.stationName}${row.time}${row.species}`}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 620 }}
        dataSource={[...rows]}
        columns={[
          { title: t('station'), dataIndex: 'stationName' },
          { title: t('time'), value: (row) => short(row.time), render: (_, row) => short(row.time) },
          { title: t('species'), dataIndex: 'species' },
          { title: t('imports.before'), dataIndex: 'before' },
          { title: t('imports.after'), dataIndex: 'after' },
        ]}
      />
    </>
  );
}
