import type { RouteDef, RowProblem, SheetReport, TSchema } from '@tarim/platform/contract';
import { Alert, Button, Modal, Tag, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { DataTable } from './data-table.tsx';
import { useText } from './language.tsx';
import { useRouteMutation } from './query.tsx';

/** A file by two steps: check it, see each row's problem, then take it. With any error nothing is taken. */
export function SheetImport({
  def,
  query = {},
  template,
  accept = '.xlsx',
  hint,
}: {
  def: RouteDef<undefined, TSchema | undefined, undefined, typeof SheetReport>;
  query?: object;
  /** Address of the sheet to fill in. */
  template: string;
  accept?: string;
  hint?: string;
}): ReactNode {
  const t = useText('ui');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<SheetReport | null>(null);
  const errors = report?.problems.filter((one) => one.severity === 'error').length ?? 0;
  const send = useRouteMutation(def, { onSuccess: setReport });
  const run = (mode: 'check' | 'commit') => send.mutate({ file: file!, query: { ...query, mode } });
  const verdict = () => {
    if (report?.committed) return t('sheet.taken', { n: report.good, same: report.unchanged });
    if (errors > 0) return t('sheet.errors', { n: errors });
    return t('sheet.fine', { n: report?.good ?? 0, same: report?.unchanged ?? 0 });
  };
  const forget = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
  };
  return (
    <>
      <div className="filters">
        <Button href={template}>{t('sheet.template')}</Button>
        <span className="muted">{hint ?? t('sheet.hint')}</span>
      </div>
      <Upload.Dragger
        accept={accept}
        maxCount={1}
        beforeUpload={(chosen) => {
          forget(chosen);
          return false;
        }}
        onRemove={() => forget(null)}
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
        <Alert
          showIcon
          style={{ marginBottom: 12 }}
          type={report.committed ? 'success' : errors > 0 ? 'error' : 'info'}
          title={verdict()}
        />
      ) : null}
      {report && report.problems.length > 0 ? (
        <DataTable<RowProblem>
          name={t('sheet.problems')}
          rowKey={(row) => `${row.row}${row.column}${row.code}`}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 520 }}
          dataSource={report.problems}
          columns={[
            { title: t('sheet.row'), dataIndex: 'row' },
            { title: t('sheet.column'), dataIndex: 'column' },
            {
              title: t('sheet.severity'),
              value: (row) => t(`sheet.${row.severity}`),
              render: (_, row) => (
                <Tag color={row.severity === 'error' ? 'red' : 'orange'}>{t(`sheet.${row.severity}`)}</Tag>
              ),
            },
            { title: t('sheet.what'), dataIndex: 'message' },
            { title: t('sheet.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
          ]}
        />
      ) : null}
    </>
  );
}

export function SheetDialog({
  title,
  onClose,
  ...sheet
}: Parameters<typeof SheetImport>[0] & { title: string; onClose: () => void }): ReactNode {
  return (
    <Modal open title={title} footer={null} width={820} onCancel={onClose}>
      <SheetImport {...sheet} />
    </Modal>
  );
}
