import type { Static } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import { DataTable, Page, useText } from '@tarim/ui';
import { Alert, App, Button, Table, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  exportRegistry,
  type ImportReport,
  importErrorFile,
  importRegistry,
  importTemplate,
} from '../contract.ts';

type Report = Static<typeof ImportReport>;

/** Import by XLSX: check first, see each row's problem, then take it. */
export default function ImportPage(): ReactNode {
  const t = useText('registry');
  const { notification } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (url: string) => {
    const body = new FormData();
    body.append('file', file!);
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'x-tarim': '1', 'accept-language': document.documentElement.lang },
    });
    if (!answer.ok) {
      const problem = (await answer.json()) as { title: string; code: string };
      notification.error({ title: problem.title, description: problem.code });
      return null;
    }
    return answer;
  };
  const run = async (mode: 'check' | 'all' | 'good') => {
    setBusy(true);
    try {
      const answer = await send(urlOf(importRegistry, {}, { mode }));
      if (answer) setReport((await answer.json()) as Report);
    } finally {
      setBusy(false);
    }
  };
  const errors = async () => {
    const answer = await send(urlOf(importErrorFile));
    if (!answer) return;
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
        <Button disabled={!file} loading={busy} onClick={() => void run('check')}>
          {t('import.n1Check')}
        </Button>
        <Button
          type="primary"
          disabled={!file || !report || report.committed || report.problems.length > 0}
          loading={busy}
          onClick={() => void run('all')}
        >
          {t('import.n2ImportAll')}
        </Button>
        <Button
          disabled={!file || !report || report.committed || report.problems.length === 0}
          loading={busy}
          onClick={() => void run('good')}
        >
          {t('import.importGoodRowsOnly')}
        </Button>
        <Button disabled={!report || report.problems.length === 0} onClick={() => void errors()}>
          {t('import.downloadTheProblems')}
        </Button>
      </div>
      {report ? (
        <>
          <Alert
            showIcon
            type={report.committed ? 'success' : report.problems.length > 0 ? 'warning' : 'info'}
            title={
              report.committed
                ? t('import.imported')
                : report.problems.length > 0
                  ? t('import.problemsNothingImportedYet', { n: report.problems.length })
                  : t('import.checkedNothingImportedYet')
            }
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
            // The file of problems comes from the server: the rows as they were sent, with what is wrong beside them.
            <DataTable
              exported={false}
              name={t('import.problem')}
              rowKey={(row) => `${row.sheet}${row.row}${row.column}${row.code}`}
              pagination={{ pageSize: 50 }}
              scroll={{ x: 560 }}
              dataSource={report.problems}
              columns={[
                { title: t('import.sheet'), dataIndex: 'sheet' },
                { title: t('import.row'), dataIndex: 'row' },
                { title: t('import.column'), dataIndex: 'column' },
                { title: t('import.problem'), dataIndex: 'message' },
                { title: t('import.code'), dataIndex: 'code' },
              ]}
            />
          ) : null}
        </>
      ) : null}
    </Page>
  );
}
