import { useText } from '@tarim/ui';
import { Button, Form, Input, Select, Upload } from 'antd';
import type { ReactNode } from 'react';
import { PreparedNote, usePreparedOptions } from './class-editor.tsx';

/** How somebody names the classes of a raster that he brings. */
export interface ClassChoice {
  readonly file: File | null;
  readonly text: string;
  readonly prepared: string | undefined;
}
export const NO_CLASSES: ClassChoice = { file: null, text: '', prepared: undefined };

/** As a file of the form: what was pasted is one, too. */
export const classFile = ({ file, text }: ClassChoice): File | null =>
  file ?? (text.trim() === '' ? null : new File([text], 'classes.csv', { type: 'text/csv' }));

/** Table of classes of a thematic raster: a file, a pasted text, or a prepared one. */
export function ClassFields({
  value,
  busy,
  onChange,
}: {
  value: ClassChoice;
  busy: boolean;
  onChange: (value: ClassChoice) => void;
}): ReactNode {
  const t = useText('imagery');
  const options = usePreparedOptions();
  const table = options.find((one) => one.value === value.prepared)?.table;
  return (
    <>
      <Upload.Dragger
        height={116}
        accept=".csv,.txt,.clr,.qml,.xml"
        disabled={busy}
        showUploadList={false}
        beforeUpload={(file) => {
          onChange({ ...NO_CLASSES, file });
          return false;
        }}
      >
        <p style={{ margin: 4 }}>{t('classes.file.title')}</p>
        <p className="muted" style={{ margin: 4 }}>
          {t('classes.file.hint')}
        </p>
      </Upload.Dragger>
      {value.file ? (
        <div style={{ overflowWrap: 'anywhere' }}>
          {value.file.name}
          <Button type="link" size="small" disabled={busy} onClick={() => onChange(NO_CLASSES)}>
            {t('upload.leaveOut')}
          </Button>
        </div>
      ) : (
        <Form.Item style={{ margin: '8px 0 0' }}>
          <Select
            allowClear
            disabled={busy}
            style={{ width: '100%', marginBottom: 6 }}
            aria-label={t('classes.prepared')}
            placeholder={t('classes.prepared')}
            value={value.prepared}
            options={options.map(({ value: id, label }) => ({ value: id, label }))}
            onChange={(prepared?: string) => onChange({ ...NO_CLASSES, prepared })}
          />
          {table ? (
            <PreparedNote table={table} />
          ) : (
            <Input.TextArea
              disabled={busy}
              aria-label={t('classes.text')}
              placeholder={`${t('classes.text')}：${t('classes.pasteHint')}`}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={value.text}
              onChange={(event) => onChange({ ...NO_CLASSES, text: event.target.value })}
            />
          )}
        </Form.Item>
      )}
    </>
  );
}
