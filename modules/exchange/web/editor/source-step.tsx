import { UnitSelect, useMay, useText } from '@tarim/ui';
import { Alert, Radio, Select } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { FORMATS, type SourceSpec } from '../../contract.ts';
import { FileDrop } from '../file-drop.tsx';
import { SOURCE_KINDS } from '../words.tsx';
import { emptySource } from './draft.ts';
import { Field } from './field.tsx';
import type { StepProps } from './parts.ts';
import { DatabaseFields } from './source/database-fields.tsx';
import { FolderFields } from './source/drop-fields.tsx';
import { HttpFields } from './source/http-fields.tsx';
import { SftpFields } from './source/sftp-fields.tsx';

/** Where the data come from, and whose they are. */
export function SourceStep(props: StepProps): ReactNode {
  const t = useText('exchange');
  const may = useMay();
  const writes = useCallback((path: string) => may('exchange.write', path), [may]);
  const { draft, onDraft, onSpec, wrong, isNew } = props;
  const { source, format } = draft.spec;
  return (
    <>
      <Field label={t('source.kind')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={source.kind}
            onChange={(event) =>
              onSpec({ source: emptySource(event.target.value as SourceSpec['kind']), cron: null })
            }
            optionType="button"
            options={SOURCE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
      </Field>
      <p className="muted">{t(`kindHint.${source.kind}`)}</p>
      <div className="form-row">
        <Field label={t('list.owner')} required error={wrong('unitPath')} hint={t('source.ownerHint')}>
          {(id) => (
            <UnitSelect
              id={id}
              may={writes}
              disabled={!isNew}
              value={draft.unitPath!}
              onChange={(unitPath) => onDraft({ ...draft, unitPath })}
            />
          )}
        </Field>
        <Field label={t('source.format')}>
          {(id) => (
            <Select
              id={id}
              value={format}
              onChange={(chosen) => onSpec({ format: chosen })}
              options={FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
            />
          )}
        </Field>
      </div>
      {source.kind === 'folder' ? <FolderFields {...props} source={source} /> : null}
      {source.kind === 'sftp' ? <SftpFields {...props} source={source} /> : null}
      {source.kind === 'http' ? <HttpFields {...props} source={source} /> : null}
      {source.kind === 'database' ? <DatabaseFields {...props} source={source} /> : null}
      {source.kind === 'upload' || (source.kind === 'folder' && isNew) ? (
        <>
          {source.kind === 'folder' ? (
            <Alert type="info" showIcon style={{ marginBottom: 10 }} title={t('source.sample')} />
          ) : null}
          <FileDrop file={props.file} onFile={props.onFile} />
        </>
      ) : null}
    </>
  );
}
