import { DataTable, Figure, formatNumber, type Text, withSubscripts } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { AirFileProblem, AirImportReport } from '../../contract.ts';

type Change = AirImportReport['changes'][number];

/** What a check found, or what an import did. */
export function ImportReport({ report, t }: { report: AirImportReport; t: Text }): ReactNode {
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
        <Figure label={t('imports.days')} value={report.firstDay ?? '—'} hint={report.lastDay} />
        <Figure label={t('imports.created')} value={report.created} />
        <Figure label={t('imports.changed')} value={report.changed} />
        <Figure label={t('imports.unchanged')} value={report.unchanged} />
      </div>
      {problems > 0 ? <Problems t={t} title={t('imports.problem')} rows={report.problems} /> : null}
      {report.changes.length > 0 ? <Changes t={t} rows={report.changes} /> : null}
      {report.remarks.length > 0 ? (
        <Problems t={t} title={t('imports.remark')} rows={report.remarks} />
      ) : null}
    </>
  );
}

function verdict(t: Text, report: AirImportReport): string {
  if (report.committed) return t('imports.done', { id: report.uploadId ?? '' });
  if (report.problems.length > 0) return t('imports.bad', { n: report.problems.length });
  return report.created + report.changed === 0 ? t('imports.nothing') : t('imports.good');
}

function Problems({
  rows,
  title,
  t,
}: {
  rows: readonly AirFileProblem[];
  title: string;
  t: Text;
}): ReactNode {
  return (
    <DataTable<AirFileProblem>
      name={title}
      rowKey={(row) => `${row.sheet}${row.row}${row.column}${row.code}${row.message}`}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 560 }}
      dataSource={[...rows]}
      columns={[
        { title: t('imports.row'), dataIndex: 'row' },
        { title: t('imports.column'), dataIndex: 'column' },
        { title, dataIndex: 'message' },
        { title: t('imports.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
      ]}
    />
  );
}

/** Days that will have, or have got, another figure: before → after, what is different only. */
function Changes({ rows, t }: { rows: readonly Change[]; t: Text }): ReactNode {
  const words = (value: number | boolean | null | undefined) =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'no') : formatNumber(value);
  const what = (row: Change) =>
    Object.keys(row.after)
      .filter((key) => row.after[key] !== row.before[key])
      .map(
        (key) =>
          `${key === 'dust' ? t('air.dust') : key.replace('_', '-')} ${words(row.before[key])} → ${words(row.after[key])}`,
      )
      .join('；');
  return (
    <>
      <h3 className="section-title">{t('imports.changes')}</h3>
      <DataTable<Change>
        name={t('imports.changes')}
        rowKey={(row) => `${row.cityCode}${row.date}`}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 480 }}
        dataSource={[...rows]}
        columns={[
          { title: t('air.city'), dataIndex: 'cityName' },
          { title: t('field.date'), dataIndex: 'date' },
          { title: t('imports.what'), value: what, render: (_, row) => withSubscripts(what(row)) },
        ]}
      />
    </>
  );
}
