import { useText } from '@tarim/ui';
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { DATE_FORMATS, type FieldMapping } from '../../contract.ts';
import { readCodes, writeCodes } from './draft.ts';
import { Field } from './field.tsx';

const OTHERWISE = ['reject', 'keep', 'empty'] as const;
const MOST_CODES = 500;

/** What most fields do without: English title, constant, spelling of figures and dates, list of codes, who may see it. */
export function FieldDialog({
  field,
  onClose,
  onDone,
}: {
  field: FieldMapping;
  onClose: () => void;
  onDone: (field: Partial<FieldMapping>) => void;
}): ReactNode {
  const t = useText('exchange');
  const [now, setNow] = useState(field);
  const [codes, setCodes] = useState(() => writeCodes(field.lookup?.codes ?? []));
  const [otherwise, setOtherwise] = useState<(typeof OTHERWISE)[number]>(field.lookup?.otherwise ?? 'reject');
  const change = (some: Partial<FieldMapping>) => setNow({ ...now, ...some });
  const figures = now.type === 'number' || now.type === 'integer';
  const dates = now.type === 'date' || now.type === 'instant';
  const read = readCodes(codes);
  const many = read.length > MOST_CODES;
  return (
    <Modal
      open
      title={t('field.moreOf', { name: field.titleZh || field.name })}
      okButtonProps={{ disabled: many }}
      onCancel={onClose}
      onOk={() => onDone({ ...now, lookup: read.length > 0 ? { codes: read, otherwise } : undefined })}
    >
      <Form layout="vertical" component={false}>
        <Field label={t('field.titleEn')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={now.titleEn}
              onChange={(event) => change({ titleEn: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('field.constant')} hint={t('field.constantHint')}>
          {(id) => (
            <Input
              id={id}
              maxLength={500}
              value={now.constant ?? ''}
              onChange={(event) => change({ constant: event.target.value || null })}
            />
          )}
        </Field>
        {figures ? (
          <Field label={t('field.decimal')}>
            {(id) => (
              <Select
                id={id}
                value={now.decimal ?? '.'}
                onChange={(decimal) => change({ decimal })}
                options={[
                  { value: '.', label: '1,234.5' },
                  { value: ',', label: '1.234,5' },
                ]}
              />
            )}
          </Field>
        ) : null}
        {dates ? (
          <Field label={t('field.dateFormat')} hint={t('field.dateHint')}>
            {(id) => (
              <Select
                id={id}
                value={now.dateFormat ?? 'iso'}
                onChange={(dateFormat) => change({ dateFormat })}
                options={DATE_FORMATS.map((value) => ({ value, label: t(`date.${value}`) }))}
              />
            )}
          </Field>
        ) : null}
        <Field
          label={t('field.codes')}
          error={many ? t('field.codesMany', { most: MOST_CODES }) : undefined}
          hint={t('field.codesHint')}
        >
          {(id) => (
            <Input.TextArea
              id={id}
              rows={4}
              className="mono"
              value={codes}
              onChange={(event) => setCodes(event.target.value)}
            />
          )}
        </Field>
        {read.length > 0 ? (
          <Field label={t('field.otherwise')}>
            {(id) => (
              <Select
                id={id}
                value={otherwise}
                onChange={setOtherwise}
                options={OTHERWISE.map((value) => ({ value, label: t(`otherwise.${value}`) }))}
              />
            )}
          </Field>
        ) : null}
        <Checkbox
          checked={now.internal ?? false}
          onChange={(event) => change({ internal: event.target.checked || undefined })}
        >
          {t('field.internalHint')}
        </Checkbox>
      </Form>
    </Modal>
  );
}
