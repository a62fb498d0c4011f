import { urlOf } from '@tarim/platform/contract';
import { Page, useRouteMutation, useText } from '@tarim/ui';
import { Button, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ForecastReport, importForecasts, importTemplate } from '../contract.ts';
import { ImportReport } from './import-report.tsx';
import { Uploads } from './uploads.tsx';
import { ForecastPages } from './words.tsx';

/** Brings forecasts in: first checked, then confirmed. */
export default function ImportPage(): ReactNode {
  const t = useText('forecast');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ForecastReport | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
  };
  const send = useRouteMutation(importForecasts, { onSuccess: setReport });
  const run = (mode: 'check' | 'import') => send.mutate({ file: file!, query: { mode } });
  const good = report !== null && !report.committed && report.problems.length === 0;
  const ready = file !== null && good && report.created + report.changed > 0;
  return (
    <Page
      title={t('imports.title')}
      note={<ForecastPages here="import" />}
      extra={<Button href={urlOf(importTemplate)}>{t('imports.template')}</Button>}
    >
      <p className="muted">{t('imports.note')}</p>
      <Upload.Dragger
        accept=".xlsx,.csv"
        maxCount={1}
        beforeUpload={(chosen) => {
          choose(chosen);
          return false;
        }}
        onRemove={() => choose(null)}
      >
        <p>{t('imports.drop')}</p>
      </Upload.Dragger>
      <div className="filters" style={{ marginTop: 12 }}>
        <Button disabled={!file} loading={send.isPending} onClick={() => run('check')}>
          {t('imports.check')}
        </Button>
        <Button type="primary" disabled={!ready} loading={send.isPending} onClick={() => run('import')}>
          {t('imports.confirm')}
        </Button>
      </div>
      {report ? <ImportReport t={t} report={report} /> : null}
      <h3 className="section-title">{t('imports.uploads')}</h3>
      <Uploads t={t} />
    </Page>
  );
}
