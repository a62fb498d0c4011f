import { useQueryClient } from '@tanstack/react-query';
import { urlOf } from '@tarim/platform/contract';
import { Page, useText } from '@tarim/ui';
import { App, Button, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ForecastReport, importForecasts, importTemplate } from '../contract.ts';
import { ImportReport } from './import-report.tsx';
import { Uploads } from './uploads.tsx';
import { ForecastPages } from './words.tsx';

/** Brings forecasts in: first checked, then confirmed. */
export default function ImportPage(): ReactNode {
  const t = useText('forecast');
  const { notification } = App.useApp();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ForecastReport | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
  };
  const run = async (mode: 'check' | 'import') => {
    setBusy(true);
    try {
      const body = new FormData();
      body.append('file', file!);
      const answer = await fetch(urlOf(importForecasts, {}, { mode }), {
        method: 'POST',
        body,
        headers: { 'x-tarim': '1', 'accept-language': document.documentElement.lang },
      });
      if (!answer.ok) {
        const problem = (await answer.json()) as { title: string; code: string };
        notification.error({ title: problem.title, description: problem.code });
        return;
      }
      const told = (await answer.json()) as ForecastReport;
      setReport(told);
      if (told.committed)
        void client.invalidateQueries({
          predicate: (query) => String(query.queryKey[0]).startsWith('forecast.'),
        });
    } catch (error) {
      notification.error({ title: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
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
        <Button disabled={!file} loading={busy} onClick={() => void run('check')}>
          {t('imports.check')}
        </Button>
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void run('import')}>
          {t('imports.confirm')}
        </Button>
      </div>
      {report ? <ImportReport t={t} report={report} /> : null}
      <h3 className="section-title">{t('imports.uploads')}</h3>
      <Uploads t={t} />
    </Page>
  );
}
