import type { Static } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import { DataTable, Page, type Text, useRouteMutation, useText } from '@tarim/ui';
import { Alert, App, Button, Table, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  exportRegistry,
  type ImportReport,
  importErrorFile,
  importRegistry,
  importTemplate,
  type RowProblem,
} from '../contract.ts';

type Report = Static<typeof ImportReport>;

/** Import by XLSX: check first, see each row's problem, then take it. */
export default function ImportPage(): ReactNode {
  const t = useText('registry');
  const { notification } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const good = report?.sheets.reduce((sum, one) => sum + one.good, 0) ?? 0;
  const problems = report?.problems.length ?? 0;
  const ready = file !== null && report !== null && !report.committed && good > 0;
  const send = useRouteMutation(importRegistry, {
    refresh: ['registry.', 'telemetry.', 'evaluation.'],
    onSuccess: setReport,
  });
  const run = (mode: 'check' | 'all' | 'good') => send.mutate({ file: file!, query: { mode } });
  const errors = async () => {
    const body = new FormData();
    body.append('file', file!);
    const answer = await fetch(urlOf(importErrorFile), {
      method: 'POST',
      body,
      headers: { 'x-tarim': '1', 'accept-language': document.documentElement.lang },
    });
    if (!answer.ok) {
      const problem = (await answer.json()) as { title: string; code: string };
      notification.error({ title: problem.title, description: problem.code });
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = t('import.problemFile');
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Page
      title={t('import.importAndExport')}
      note={t('import.fiveSheetsEnterprisesPointsDevices')}
      extra={
        <>
          <Button href={urlOf(importTemplate)}>{t('import.template')}</Button>
          <Button href={urlOf(exportRegistry)}>{t('import.export')}</Button>
        </>
      }
    >
      <Upload.Dragger
        accept=".xlsx"
        maxCount={1}
        beforeUpload={(chosen) => {
          setFile(chosen);
          setReport(null);
          return false;
        }}
        onRemove={() => {
          setFile(null);
          setReport(null);
        }}
      >
        <p>{t('import.dropAnXlsxFileHere')}</p>
      </Upload.Dragger>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '12px 0' }}>
        <Button disabled={!file} loading={send.isPending} onClick={() => run('check')}>
          {t('import.n1Check')}
        </Button>
        <Button
          type="primary"
          disabled={!ready || problems > 0}
          loading={send.isPending}
          onClick={() => run('all')}
        >
          {t('import.n2ImportAll')}
        </Button>
        <Button disabled={!ready || problems === 0} loading={send.isPending} onClick={() => run('good')}>
          {t('import.importGoodRowsOnly')}
        </Button>
        <Button disabled={problems === 0} onClick={() => void errors()}>
          {t('import.downloadTheProblems')}
        </Button>
      </div>
      {report ? (
        <>
          <Alert
            showIcon
            type={report.committed ? 'success' : problems > 0 ? 'warning' : 'info'}
            title={verdict(t, report.committed, problems, good)}
            style={{ marginBottom: 12 }}
          />
          <div className="table-scroll" style={{ marginBottom: 12 }}>
            <Table
              rowKey="sheet"
              size="small"
              pagination={false}
              scroll={{ x: 480 }}
              dataSource={report.sheets}
              columns={[
                { title: t('import.sheet'), dataIndex: 'sheet' },
                { title: t('import.rows'), dataIndex: 'rows' },
                { title: t('import.good'), dataIndex: 'good' },
                { title: t('import.created'), dataIndex: 'created' },
                { title: t('import.updated'), dataIndex: 'updated' },
                { title: t('import.unchanged'), dataIndex: 'unchanged' },
              ]}
            />
          </div>
          {report.problems.length > 0 ? (
            <Rows t={t} title={t('import.problem')} rows={report.problems} />
          ) : null}
          {report.remarks.length > 0 ? (
            <>
              <h4>{t('import.remarks')}</h4>
              <Rows t={t} title={t('import.remark')} rows={report.remarks} />
            </>
          ) : null}
        </>
      ) : null}
    </Page>
  );
}

function verdict(t: Text, committed: boolean, problems: number, good: number): string {
  if (committed) return problems > 0 ? t('import.importedWithout', { n: problems }) : t('import.imported');
  if (problems > 0) return t('import.problemsNothingImportedYet', { n: problems });
  return good === 0 ? t('import.nothingThere') : t('import.checkedNothingImportedYet');
}

/** Row by row. The file of problems comes from the server: the rows as they were sent, with what is wrong beside them. */
function Rows({
  t,
  title,
  rows,
}: {
  readonly t: Text;
  readonly title: string;
  readonly rows: readonly RowProblem[];
}): ReactNode {
  return (
    <DataTable
      exported={false}
      name={title}
      rowKey={(row) => `${row.sheet}${row.row}${row.column}${row.code}`}
      pagination={{ pageSize: 50 }}
      scroll={{ x: 560 }}
      dataSource={[...rows]}
      columns={[
        { title: t('import.sheet'), dataIndex: 'sheet' },
        { title: t('import.row'), dataIndex: 'row' },
        { title: t('import.column'), dataIndex: 'column' },
        { title, dataIndex: 'message' },
        { title: t('import.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
      ]}
    />
  );
}
