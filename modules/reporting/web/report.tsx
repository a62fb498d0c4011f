import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  formatBytes,
  formatTime,
  Page,
  QueryState,
  type Text,
  useLive,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Descriptions, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  downloadReport,
  getReport,
  LIVE_REPORTS,
  makeReport,
  previewReport,
  publishReport,
  type ReportDetail,
  withdrawReport,
} from '../contract.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { kindName, Made } from './words.tsx';

/** One report: its pages, its files, and what it rests on. */
export default function ReportPage(): ReactNode {
  const t = useText('reporting');
  const client = useQueryClient();
  const id = Number(new URLSearchParams(useLocation().searchStr).get('id') ?? 0);
  const query = useRouteQuery(getReport, { params: { id } }, { refetchMs: 5_000 });
  useLive(
    [LIVE_REPORTS],
    () => void client.invalidateQueries({ predicate: (one) => one.queryKey[0] === getReport.id }),
  );
  const report = query.data?.id === id ? query.data : undefined;
  return (
    <Page
      title={report ? `${report.unitName} ${report.title ?? kindName(t, report.kind)}` : t('detail.title')}
      note={<Link to={'/reports' as string}>{t('detail.back')}</Link>}
      extra={report ? <Actions report={report} t={t} /> : null}
    >
      <QueryState query={query}>{report ? <Body report={report} t={t} /> : null}</QueryState>
    </Page>
  );
}

function Actions({ report, t }: { report: ReportDetail; t: Text }): ReactNode {
  const navigate = useNavigate();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, kind, unitPath, period, language, state, published, mayHandle } = report;
  const again = useRouteMutation(makeReport, {
    success: t('make.asked'),
    onSuccess: (made) => void navigate({ to: `/reports/detail?id=${made.id}` as string }),
  });
  const publish = useRouteMutation(publishReport, { success: t('detail.published') });
  const withdraw = useRouteMutation(withdrawReport, {
    success: t('detail.withdrawn'),
    onSuccess: () => setWithdrawing(false),
  });
  const file = (format: 'pdf' | 'docx' | 'json') => urlOf(downloadReport, { id, format });
  return (
    <>
      {state === 'done' ? (
        <>
          <Button type="primary" href={file('pdf')}>
            {t('detail.pdf')}
          </Button>
          <Button href={file('docx')}>{t('detail.docx')}</Button>
          <Button href={file('json')}>{t('detail.json')}</Button>
        </>
      ) : null}
      {mayHandle ? (
        <Button
          loading={again.isPending}
          onClick={() => again.mutate({ body: { kind, unitPath, period, language } })}
        >
          {t('detail.again')}
        </Button>
      ) : null}
      {mayHandle && state === 'done' && !published ? (
        <Button loading={publish.isPending} onClick={() => publish.mutate({ params: { id }, body: {} })}>
          {t('detail.publish')}
        </Button>
      ) : null}
      {mayHandle && published ? (
        <Button danger onClick={() => setWithdrawing(true)}>
          {t('detail.withdraw')}
        </Button>
      ) : null}
      {withdrawing ? (
        <ReasonDialog
          title={t('detail.withdrawTitle')}
          ok={t('detail.withdraw')}
          busy={withdraw.isPending}
          onOk={(reason) => withdraw.mutate({ params: { id }, body: { reason } })}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </>
  );
}

function Body({ report, t }: { report: ReportDetail; t: Text }): ReactNode {
  const preview = urlOf(previewReport, { id: report.id });
  return (
    <>
      {report.state === 'failed' ? (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 14 }}
          title={t('detail.failed')}
          description={report.failure}
        />
      ) : null}
      <div className="card" style={{ marginBottom: 14 }}>
        <h4>{t('detail.facts')}</h4>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 4 }}
          items={[
            { key: 'kind', label: t('field.kind'), children: kindName(t, report.kind) },
            { key: 'period', label: t('field.period'), children: report.period },
            { key: 'number', label: t('field.number'), children: t('numberOf', { n: report.number }) },
            { key: 'template', label: t('field.template'), children: report.templateRevision },
            { key: 'state', label: t('field.state'), children: <Made report={report} t={t} /> },
            { key: 'askedBy', label: t('field.askedBy'), children: report.askedBy ?? t('bySchedule') },
            { key: 'askedAt', label: t('field.askedAt'), children: formatTime(report.askedAt, 'full') },
            { key: 'endedAt', label: t('field.endedAt'), children: formatTime(report.endedAt, 'full') },
            { key: 'pages', label: t('field.pages'), children: report.pages ?? '—' },
            {
              key: 'published',
              label: t('field.published'),
              children: report.published
                ? `${formatTime(report.published.at, 'full')} ${report.published.by ?? t('bySchedule')}`
                : t('unpublished'),
            },
          ]}
        />
      </div>
      {report.state === 'queued' || report.state === 'running' ? (
        <div className="card placeholder">
          <Progress
            type="circle"
            size={72}
            percent={Math.round(report.progress * 100)}
            aria-label={t(`state.${report.state}`)}
          />
          <p>{t('detail.waiting')}</p>
        </div>
      ) : null}
      {report.state === 'done' ? (
        <>
          <div className="card" style={{ marginBottom: 14 }}>
            <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, flexWrap: 'wrap' }}>
              <h4>{t('detail.preview')}</h4>
              <a href={preview} target="_blank" rel="noreferrer">
                {t('detail.open')}
              </a>
            </div>
            <iframe
              title={t('detail.preview')}
              src={preview}
              style={{
                width: '100%',
                height: 'min(78vh, 145vw)',
                border: '1px solid var(--line)',
                borderRadius: 8,
              }}
            />
          </div>
          <Sources report={report} t={t} />
        </>
      ) : null}
    </>
  );
}

function Sources({ report, t }: { report: ReportDetail; t: Text }): ReactNode {
  const inputs = (one: ReportDetail['provenance'][number]) =>
    one.expected === null ? String(one.inputs) : `${one.inputs} / ${one.expected}`;
  return (
    <>
      <h4 className="section-title">{t('detail.provenance')}</h4>
      <DataTable
        name={t('detail.provenance')}
        rowKey="section"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={report.provenance}
        columns={[
          { title: t('detail.chapter'), dataIndex: 'title', className: 'nowrap' },
          { title: t('detail.inputs'), className: 'nowrap', value: inputs, render: (_, row) => inputs(row) },
          {
            title: t('detail.rules'),
            value: (row) => row.rules.join('; '),
            render: (_, row) => row.rules.map((rule) => <div key={rule}>{rule}</div>),
          },
          {
            title: t('detail.missing'),
            value: (row) => row.missing.join('; '),
            render: (_, row) =>
              row.missing.length === 0 ? (
                <span className="muted">{t('detail.nothing')}</span>
              ) : (
                <div className="cell-detail">{row.missing.join('; ')}</div>
              ),
          },
        ]}
      />
      <h4 className="section-title">{t('detail.files')}</h4>
      <div className="card">
        <ul className="steps">
          {report.files.map((file) => (
            <li key={file.format}>
              <b>{file.format.toUpperCase()}</b> {formatBytes(file.size)}{' '}
              <code className="muted">{file.sha256}</code>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
