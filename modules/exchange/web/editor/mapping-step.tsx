import { usePick, useText } from '@tarim/ui';
import { Button, Empty, Flex, Input, Popconfirm, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { FIELD_TYPES, type FieldMapping } from '../../contract.ts';
import { addField, removeField, renameField } from './draft.ts';
import { FieldDialog } from './field-dialog.tsx';
import { type StepProps, sourceNames } from './parts.ts';

const CONSTANT = '';
const MOST_FIELDS = 120;

/** Each field of the set: where it comes from, what it is called, what it is. */
export function MappingStep({ onPropose, ...props }: StepProps & { onPropose: () => void }): ReactNode {
  const t = useText('exchange');
  const { draft, onDraft, wrong, preview } = props;
  const { spec } = draft;
  const [open, setOpen] = useState<number | null>(null);
  const names = sourceNames(props);
  const used = new Set(spec.fields.map((one) => one.from));
  const left = names.filter((one) => !used.has(one));
  const set = (index: number, change: Partial<FieldMapping>) =>
    onDraft({
      ...draft,
      spec: {
        ...spec,
        fields: spec.fields.map((one, at) => (at === index ? { ...one, ...change } : one)),
      },
    });
  return (
    <>
      <p className="muted">{t('mapping.hint')}</p>
      {spec.fields.length === 0 ? <Empty description={wrong('fields') ?? t('mapping.none')} /> : null}
      <div className="grid" style={{ gap: 8 }}>
        {spec.fields.map((field, index) => (
          <FieldRow
            key={index}
            field={field}
            names={names}
            samples={preview?.fields.find((one) => one.name === field.from)?.samples ?? []}
            fixedType={props.fixed && props.kept.has(field.name)}
            name={(text) => wrong(`fields.${index}.${text}`)}
            onChange={(change) => set(index, change)}
            onName={(name) => onDraft({ ...draft, spec: renameField(spec, index, name) })}
            onMore={() => setOpen(index)}
            onRemove={() => onDraft({ ...draft, spec: removeField(spec, index) })}
          />
        ))}
      </div>
      <div className="filters" style={{ marginTop: 12 }}>
        <Button
          disabled={spec.fields.length >= MOST_FIELDS}
          onClick={() => onDraft({ ...draft, spec: addField(spec) })}
        >
          {t('mapping.add')}
        </Button>
        {preview && !props.fixed ? (
          <Popconfirm title={t('mapping.proposeSure')} onConfirm={onPropose}>
            <Button>{t('mapping.propose')}</Button>
          </Popconfirm>
        ) : null}
        {left.length > 0 && preview ? (
          <span className="muted">{t('mapping.left', { names: left.join(t('comma')) })}</span>
        ) : null}
      </div>
      {open !== null && spec.fields[open] ? (
        <FieldDialog
          field={spec.fields[open]}
          onClose={() => setOpen(null)}
          onDone={(field) => {
            set(open, field);
            setOpen(null);
          }}
        />
      ) : null}
    </>
  );
}

function FieldRow({
  field,
  names,
  samples,
  fixedType,
  name: wrong,
  onChange,
  onName,
  onMore,
  onRemove,
}: {
  field: FieldMapping;
  names: readonly string[];
  samples: readonly string[];
  fixedType: boolean;
  name: (part: string) => string | undefined;
  onChange: (change: Partial<FieldMapping>) => void;
  onName: (name: string) => void;
  onMore: () => void;
  onRemove: () => void;
}): ReactNode {
  const t = useText('exchange');
  const pick = usePick();
  const told = [wrong('name'), wrong('from'), wrong('lookup')].filter(Boolean);
  const label = pick(field.titleZh || field.name, field.titleEn || field.name);
  return (
    <fieldset className="card" style={{ padding: 10, margin: 0 }} aria-label={label}>
      <div
        style={{
          display: 'grid',
          gap: 8,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
          alignItems: 'end',
        }}
      >
        <Small label={t('field.from')}>
          <Select
            aria-label={t('field.from')}
            showSearch
            status={wrong('from') ? 'error' : ''}
            style={{ width: '100%' }}
            value={field.from ?? CONSTANT}
            onChange={(chosen) => onChange({ from: chosen === CONSTANT ? null : chosen })}
            options={[
              { value: CONSTANT, label: t('field.constantOnly') },
              ...names.map((value) => ({ value, label: value })),
            ]}
          />
        </Small>
        <Small label={t('field.name')}>
          <Input
            aria-label={t('field.name')}
            className="mono"
            status={wrong('name') ? 'error' : ''}
            maxLength={41}
            value={field.name}
            onChange={(event) => onName(event.target.value.trim())}
          />
        </Small>
        <Small label={t('field.title')}>
          <Input
            aria-label={t('field.title')}
            maxLength={60}
            value={field.titleZh}
            onChange={(event) =>
              onChange({
                titleZh: event.target.value,
                // The English one follows until somebody gives it a word of its own.
                ...(field.titleEn === field.titleZh ? { titleEn: event.target.value } : {}),
              })
            }
          />
        </Small>
        <Small label={t('field.type')}>
          <Select
            aria-label={t('field.type')}
            disabled={fixedType}
            title={fixedType ? t('fixed.type') : undefined}
            style={{ width: '100%' }}
            value={field.type}
            onChange={(type) => onChange({ type })}
            options={FIELD_TYPES.map((value) => ({ value, label: t(`catalog:type.${value}`) }))}
          />
        </Small>
        <Small label={t('field.unit')}>
          <Input
            aria-label={t('field.unit')}
            maxLength={30}
            value={field.unit ?? ''}
            onChange={(event) => onChange({ unit: event.target.value || undefined })}
          />
        </Small>
        <Flex gap={6} wrap>
          <Button onClick={onMore} aria-label={t('field.moreOf', { name: label })}>
            {t('field.more')}
          </Button>
          <Button onClick={onRemove} aria-label={t('field.removeOf', { name: label })}>
            {t('remove')}
          </Button>
        </Flex>
      </div>
      <Flex gap={4} wrap style={{ marginTop: 6, minHeight: 0 }}>
        {told.map((one) => (
          <small key={one} role="alert" style={{ color: 'var(--bad)' }}>
            {one}
          </small>
        ))}
        {field.lookup ? (
          <Tag color="purple">{t('field.codesN', { n: field.lookup.codes.length })}</Tag>
        ) : null}
        {field.internal ? <Tag color="orange">{t('field.internal')}</Tag> : null}
        {field.constant != null && field.constant !== '' ? (
          <Tag color="cyan">{t('field.constantIs', { value: field.constant })}</Tag>
        ) : null}
        {samples.length > 0 ? (
          <small className="muted" style={{ overflowWrap: 'anywhere' }}>
            {t('field.samples', { samples: samples.slice(0, 3).join(t('comma')).slice(0, 120) })}
          </small>
        ) : null}
      </Flex>
    </fieldset>
  );
}

function Small({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div style={{ minWidth: 0 }}>
      <small className="muted" aria-hidden="true">
        {label}
      </small>
      {children}
    </div>
  );
}
