import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { DataTable, useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Tag, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { importLab, type LabReport, labTemplate, type RowProblem } from '../contract.ts';

/** Results by XLSX: check first, see each row's problem, then take the sheet. With any error nothing is taken. */
export function LabSheet(): ReactNode {
  const t = useText('monitoring');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<LabReport | null>(null);
  const errors = report?.problems.filter((one) => one.severity === 'error').length ?? 0;
  const warnings = (report?.problems.length ?? 0) - errors;
  const send = useRouteMutation(importLab, { onSuccess: setReport });
  const run = (mode: 'check' | 'commit') => send.mutate({ file: file!, query: { mode } });
  const verdict = () => {
    if (report?.committed) return t('sheet.taken', { n: report.good });
    if (errors > 0) return t('sheet.errors', { n: errors });
    return t('sheet.fine', { n: report?.good ?? 0, warnings });
  };
  return (
    <>
      <div className="filters">
        <Button href={urlOf(labTemplate)}>{t('sheet.template')}</Button>
        <span className="muted">{t('sheet.hint')}</span>
      </div>
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
        <p>{t('sheet.drop')}</p>
      </Upload.Dragger>
      <div className="filters" style={{ margin: '12px 0' }}>
        <Button disabled={!file} loading={send.isPending} onClick={() => run('check')}>
          {t('sheet.check')}
        </Button>
        <Button
          type="primary"
          disabled={!file || !report || report.committed || errors > 0 || report.good === 0}
          loading={send.isPending}
          onClick={() => run('commit')}
        >
          {t('sheet.commit')}
        </Button>
      </div>
      {report ? (
        <>
          <Alert
            showIcon
            style={{ marginBottom: 12 }}
            type={report.committed ? 'success' : errors > 0 ? 'error' : 'info'}
            title={verdict()}
            description={
              report.tasks.length > 0
                ? report.tasks.slice(0, 20).map((id) => (
                    <Link key={id} to={`/monitoring/tasks/${id}` as string} style={{ marginInlineEnd: 10 }}>
                      {t('sheet.toTask', { id })}
                    </Link>
                  ))
                : null
            }
          />
          {report.problems.length > 0 ? (
            <DataTable<RowProblem>
              name={t('sheet.problems')}
              rowKey={(row) => `${row.row}${row.column}${row.code}`}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              scroll={{ x: 560 }}
              dataSource={report.problems}
              columns={[
                { title: t('sheet.row'), dataIndex: 'row' },
                { title: t('sheet.column'), dataIndex: 'column' },
                {
                  title: t('sheet.severity'),
                  value: (row) => t(`severity.${row.severity}`),
                  render: (_, row) => (
                    <Tag color={row.severity === 'error' ? 'red' : 'orange'}>
                      {t(`severity.${row.severity}`)}
                    </Tag>
                  ),
                },
                { title: t('sheet.what'), dataIndex: 'message' },
                { title: t('sheet.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
              ]}
            />
          ) : null}
        </>
      ) : null}
    </>
  );
}
