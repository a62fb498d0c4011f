import { DataTable, Figure, formatNumber, useLanguage, useText } from '@tarim/ui';
import { Alert, Button, Flex, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { type Check, type PipelineSpec, type Preview, SEVERITIES } from '../../contract.ts';
import { fieldText } from '../words.tsx';
import { emptyCheck } from './draft.ts';
import { Field } from './field.tsx';
import type { StepProps } from './parts.ts';
import { Problems } from './problem-list.tsx';

const KINDS = ['required', 'range', 'pattern', 'unique', 'place', 'in-region', 'geometry'] as const;
const MODES = ['upsert', 'append', 'replace'] as const;
const MOST_CHECKS = 200;
const MOST_KEYS = 6;

/** What a row has to be, what happens to one that is not, and how rows become the set's; tried on the source before it is kept. */
export function ChecksStep({
  onTry,
  trying,
  failed,
  result,
  canRead,
  ...props
}: StepProps & {
  onTry: () => void;
  trying: boolean;
  failed: Error | null;
  result: Preview | null;
  canRead: boolean;
}): ReactNode {
  const t = useText('exchange');
  return (
    <>
      <CheckList {...props} />
      <WriteFields {...props} />
      <div className="filters">
        <Button loading={trying} disabled={!canRead} onClick={onTry}>
          {t('try.run')}
        </Button>
        <span className="muted">{t(canRead ? 'try.hint' : 'preview.needFile')}</span>
      </div>
      {failed ? <Alert type="error" showIcon style={{ marginBottom: 12 }} title={failed.message} /> : null}
      {result?.result ? <Tried preview={result} spec={props.draft.spec} /> : null}
    </>
  );
}

function CheckList({ draft: { spec }, onSpec, wrong }: StepProps): ReactNode {
  const t = useText('exchange');
  const first = spec.fields[0]?.name;
  const placed = spec.place.kind !== 'none';
  const kinds = KINDS.filter((one) => placed || !['place', 'in-region', 'geometry'].includes(one));
  const set = (index: number, check: Check) =>
    onSpec({ checks: spec.checks.map((one, at) => (at === index ? check : one)) });
  return (
    <Field label={t('checks.title')} hint={t('checks.hint')}>
      {() => (
        <Flex vertical gap={8}>
          {spec.checks.map((check, index) => {
            const told = wrong(`checks.${index}`);
            return (
              <fieldset
                key={index}
                className="card"
                style={{ padding: 10, margin: 0 }}
                aria-label={t('checks.nth', { n: index + 1 })}
              >
                <div
                  style={{
                    display: 'grid',
                    gap: 8,
                    gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
                  }}
                >
                  <Select
                    aria-label={t('checks.kind')}
                    value={check.kind}
                    onChange={(kind) =>
                      set(index, emptyCheck(kind, 'field' in check ? check.field : (first ?? '')))
                    }
                    options={kinds.map((value) => ({ value, label: t(`check.${value}`) }))}
                  />
                  {'field' in check ? (
                    <Select
                      aria-label={t('problem.field')}
                      showSearch
                      optionFilterProp="label"
                      value={check.field}
                      onChange={(field) => set(index, { ...check, field })}
                      options={spec.fields.map((one) => ({
                        value: one.name,
                        label: `${one.titleZh || one.name} (${one.name})`,
                      }))}
                    />
                  ) : null}
                  <CheckDetail check={check} onChange={(one) => set(index, one)} />
                  <Select
                    aria-label={t('problem.severity')}
                    value={check.severity}
                    onChange={(severity) => set(index, { ...check, severity })}
                    options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
                  />
                  <Button onClick={() => onSpec({ checks: spec.checks.filter((_, at) => at !== index) })}>
                    {t('remove')}
                  </Button>
                </div>
                {told ? (
                  <small role="alert" style={{ color: 'var(--bad)' }}>
                    {told}
                  </small>
                ) : null}
              </fieldset>
            );
          })}
          <Select<Check['kind'] | null>
            aria-label={t('checks.add')}
            placeholder={t('checks.add')}
            style={{ maxWidth: 320 }}
            value={null}
            disabled={!first || spec.checks.length >= MOST_CHECKS}
            onChange={(kind) => kind && onSpec({ checks: [...spec.checks, emptyCheck(kind, first ?? '')] })}
            options={kinds.map((value) => ({ value, label: t(`check.${value}`) }))}
          />
        </Flex>
      )}
    </Field>
  );
}

function CheckDetail({ check, onChange }: { check: Check; onChange: (check: Check) => void }): ReactNode {
  const t = useText('exchange');
  if (check.kind === 'range')
    return (
      <Flex gap={6} align="center">
        <InputNumber
          aria-label={t('checks.min')}
          placeholder={t('checks.min')}
          style={{ width: '100%' }}
          value={check.min ?? null}
          onChange={(min) => onChange({ ...check, min })}
        />
        –
        <InputNumber
          aria-label={t('checks.max')}
          placeholder={t('checks.max')}
          style={{ width: '100%' }}
          value={check.max ?? null}
          onChange={(max) => onChange({ ...check, max })}
        />
      </Flex>
    );
  if (check.kind === 'pattern')
    return (
      <Input
        aria-label={t('checks.pattern')}
        className="mono"
        placeholder="[0-9A-Z]{18}"
        maxLength={120}
        value={check.pattern}
        onChange={(event) => onChange({ ...check, pattern: event.target.value })}
      />
    );
  if (check.kind === 'in-region')
    return (
      <Select
        aria-label={t('checks.within')}
        value={check.within}
        onChange={(within) => onChange({ ...check, within })}
        options={(['region', 'unit'] as const).map((value) => ({ value, label: t(`within.${value}`) }))}
      />
    );
  return null;
}

function WriteFields({ draft: { spec }, onSpec, wrong, fixed }: StepProps): ReactNode {
  const t = useText('exchange');
  const options = spec.fields.map((one) => ({
    value: one.name,
    label: `${one.titleZh || one.name} (${one.name})`,
  }));
  const times = spec.fields
    .filter((one) => one.type === 'date' || one.type === 'instant')
    .map((one) => ({ value: one.name, label: one.titleZh || one.name }));
  return (
    <>
      <Field label={t('write.mode')} hint={t(fixed ? 'fixed.keys' : `modeHint.${spec.mode}`)}>
        {(id) => (
          <Radio.Group
            id={id}
            disabled={fixed}
            value={spec.mode}
            onChange={(event) => onSpec({ mode: event.target.value })}
            optionType="button"
            options={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
          />
        )}
      </Field>
      <div className="form-row">
        <Field
          label={t('write.keys')}
          required={spec.mode === 'upsert'}
          error={wrong('keys')}
          hint={t('write.keysHint')}
        >
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              disabled={fixed}
              maxCount={MOST_KEYS}
              optionFilterProp="label"
              value={spec.keys}
              onChange={(keys) => onSpec({ keys })}
              options={options.filter(
                ({ value }) => spec.fields.find((one) => one.name === value)?.type !== 'json',
              )}
            />
          )}
        </Field>
        <Field label={t('write.share')} hint={t('write.shareHint')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={100}
              suffix="%"
              style={{ width: '100%' }}
              value={Math.round(spec.maxRejectedShare * 1_000) / 10}
              onChange={(percent) => onSpec({ maxRejectedShare: (percent ?? 0) / 100 })}
            />
          )}
        </Field>
        <Field label={t('write.time')} hint={t('write.timeHint')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={spec.timeField ?? undefined}
              onChange={(chosen) => onSpec({ timeField: chosen ?? null })}
              options={times}
              notFoundContent={t('write.noTimes')}
            />
          )}
        </Field>
        <Field label={t('write.label')} hint={t('write.labelHint')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={spec.labelField ?? undefined}
              onChange={(chosen) => onSpec({ labelField: chosen ?? null })}
              options={options}
            />
          )}
        </Field>
      </div>
    </>
  );
}

type MappedRow = NonNullable<Preview['result']>['rows'][number];

/** What a run would do with the rows that were looked at. */
function Tried({ preview, spec }: { preview: Preview; spec: PipelineSpec }): ReactNode {
  const t = useText('exchange');
  const english = useLanguage().language === 'en';
  const share = spec.maxRejectedShare;
  const result = preview.result!;
  const read = result.accepted + result.rejected;
  const over = read > 0 && (result.rejected / read > share || result.accepted === 0);
  const names = [...new Set(result.rows.flatMap((one) => Object.keys(one.values)))];
  return (
    <div data-testid="exchange-tried">
      {result.stopped ? <Alert type="error" showIcon title={t('try.stopped')} /> : null}
      {over ? <Alert type="error" showIcon title={t('try.over')} /> : null}
      <div className="figures" style={{ marginTop: 10 }}>
        <Figure label={t('count.accepted')} value={formatNumber(result.accepted)} tone="good" />
        <Figure
          label={t('count.rejected')}
          value={formatNumber(result.rejected)}
          {...(result.rejected > 0 ? { tone: 'bad' as const } : {})}
        />
        <Figure
          label={t('count.warned')}
          value={formatNumber(result.warned)}
          {...(result.warned > 0 ? { tone: 'warn' as const } : {})}
        />
      </div>
      <Problems problems={preview.problems} fields={spec.fields} />
      {result.rows.length > 0 ? (
        <>
          <h4>{t('try.rows', { n: result.rows.length })}</h4>
          <DataTable<MappedRow>
            name={t('try.run')}
            exported={false}
            sortable={false}
            stack={false}
            rowKey="line"
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 'max-content' }}
            dataSource={[...result.rows]}
            columns={[
              { key: 'line', title: t('problem.line'), dataIndex: 'line' },
              ...names.map((name) => ({
                key: name,
                title: fieldText(spec.fields, name, english),
                render: (_: unknown, row: MappedRow) => cellText(row.values[name]),
              })),
            ]}
          />
        </>
      ) : null}
    </div>
  );
}

const cellText = (value: unknown): string =>
  value === null || value === undefined
    ? '—'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
