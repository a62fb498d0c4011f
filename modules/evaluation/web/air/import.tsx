import { urlOf } from '@tarim/platform/contract';
import { Page, useRouteMutation, useText } from '@tarim/ui';
import { Button, Segmented, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AirImportReport, airImportTemplate, type DustBasis, importAirDays } from '../../contract.ts';
import { ImportReport } from './import-report.tsx';
import { AirPages } from './place-and-time.tsx';
import { Uploads } from './uploads.tsx';

/** Brings official daily figures in: first checked, then confirmed. */
export default function ImportPage(): ReactNode {
  const t = useText('evaluation');
  const [file, setFile] = useState<File | null>(null);
  const [basis, setBasis] = useState<DustBasis>('proposed');
  const [report, setReport] = useState<AirImportReport | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
  };
  const send = useRouteMutation(importAirDays, { onSuccess: setReport });
  const run = (mode: 'check' | 'import') => send.mutate({ file: file!, query: { mode, dustBasis: basis } });
  const ready =
    file !== null &&
    report !== null &&
    !report.committed &&
    report.problems.length === 0 &&
    report.created + report.changed > 0;
  return (
    <Page
      title={t('imports.title')}
      note={<AirPages here="import" />}
      extra={<Button href={urlOf(airImportTemplate)}>{t('imports.template')}</Button>}
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
        <Segmented<DustBasis>
          aria-label={t('mark.basis')}
          value={basis}
          onChange={(next) => {
            setBasis(next);
            setReport(null);
          }}
          options={(['official', 'proposed'] as const).map((one) => ({
            value: one,
            label: t(`dustBasis.${one}`),
          }))}
        />
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
