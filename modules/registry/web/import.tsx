import type { Static } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import { Page, useText } from '@tarim/ui';
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
  const t = useText();
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
    link.download = '导入问题清单.xlsx';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Page
      title={t('导入与导出', 'Import and export')}
      note={t(
        '企业、点位、数采仪、参数、限值，各一个工作表',
        'Five sheets: enterprises, points, devices, parameters, limits',
      )}
      extra={
        <>
          <Button href={urlOf(importTemplate)}>{t('下载模板', 'Template')}</Button>
          <Button href={urlOf(exportRegistry)}>{t('导出现有登记', 'Export')}</Button>
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
        <p>{t('把 XLSX 文件拖到这里，或点击选择', 'Drop an XLSX file here, or click to choose')}</p>
      </Upload.Dragger>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '12px 0' }}>
        <Button disabled={!file} loading={busy} onClick={() => void run('check')}>
          {t('① 检查', '1. Check')}
        </Button>
        <Button
          type="primary"
          disabled={!file || !report || report.committed || report.problems.length > 0}
          loading={busy}
          onClick={() => void run('all')}
        >
          {t('② 全部导入', '2. Import all')}
        </Button>
        <Button
          disabled={!file || !report || report.committed || report.problems.length === 0}
          loading={busy}
          onClick={() => void run('good')}
        >
          {t('只导入无误的行', 'Import good rows only')}
        </Button>
        <Button disabled={!report || report.problems.length === 0} onClick={() => void errors()}>
          {t('下载问题清单', 'Download the problems')}
        </Button>
      </div>
      {report ? (
        <>
          <Alert
            showIcon
            type={report.committed ? 'success' : report.problems.length > 0 ? 'warning' : 'info'}
            title={
              report.committed
                ? t('已导入', 'Imported')
                : report.problems.length > 0
                  ? t(
                      `${report.problems.length} 处问题，尚未导入`,
                      `${report.problems.length} problems; nothing imported yet`,
                    )
                  : t('检查通过，尚未导入', 'Checked; nothing imported yet')
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
                { title: t('工作表', 'Sheet'), dataIndex: 'sheet' },
                { title: t('行', 'Rows'), dataIndex: 'rows' },
                { title: t('无误', 'Good'), dataIndex: 'good' },
                { title: t('新增', 'Created'), dataIndex: 'created' },
                { title: t('更新', 'Updated'), dataIndex: 'updated' },
                { title: t('不变', 'Unchanged'), dataIndex: 'unchanged' },
              ]}
            />
          </div>
          {report.problems.length > 0 ? (
            <div className="table-scroll">
              <Table
                rowKey={(row) => `${row.sheet}${row.row}${row.column}${row.code}`}
                size="small"
                pagination={{ pageSize: 50 }}
                scroll={{ x: 560 }}
                dataSource={report.problems}
                columns={[
                  { title: t('工作表', 'Sheet'), dataIndex: 'sheet' },
                  { title: t('行', 'Row'), dataIndex: 'row' },
                  { title: t('列', 'Column'), dataIndex: 'column' },
                  { title: t('问题', 'Problem'), dataIndex: 'message' },
                  { title: t('代码', 'Code'), dataIndex: 'code' },
                ]}
              />
            </div>
          ) : null}
        </>
      ) : null}
    </Page>
  );
}
