import { urlOf } from '@tarim/platform/contract';
import { Page, useRouteMutation, useText } from '@tarim/ui';
import { Button, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ComponentReport, componentTemplate, importComponents } from '../contract.ts';
import { ImportReport } from './import-report.tsx';
import { Uploads } from './uploads.tsx';
import { CompositionPages, UNIT_CHOICES, type UnitChoice, UnitSelect } from './words.tsx';

/** Brings components in: first checked, then confirmed. */
export default function ImportPage(): ReactNode {
  const t = useText('composition');
  const [file, setFile] = useState<File | null>(null);
  const [unit, setUnit] = useState<UnitChoice>('ppbv');
  const [report, setReport] = useState<ComponentReport | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
  };
  const send = useRouteMutation(importComponents, { onSuccess: setReport });
  const run = (mode: 'check' | 'import') =>
    send.mutate({ file: file!, query: { mode, ...UNIT_CHOICES[unit] } });
  const good = report !== null && !report.committed && report.problems.length === 0;
  const ready = file !== null && good && report.created + report.changed > 0;
  return (
    <Page
      title={t('imports.title')}
      note={<CompositionPages here="import" />}
      extra={<Button href={urlOf(componentTemplate)}>{t('imports.template')}</Button>}
    >
      <p className="muted">{t('imports.note')}</p>
      <div className="filters">
        <span>{t('imports.unit')}</span>
        <UnitSelect
          t={t}
          value={unit}
          onChange={(next) => {
            setUnit(next);
            setReport(null);
          }}
        />
      </div>
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
