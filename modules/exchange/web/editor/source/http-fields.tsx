import { useText } from '@tarim/ui';
import { Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';
import { Headers } from './headers.tsx';
import type { Of } from './of.ts';
import { Secret } from './secret.tsx';
import { Timeout } from './timeout.tsx';

/** An interface that answers rows as JSON, or a file. */
export function HttpFields(props: Of<'http'>): ReactNode {
  const t = useText('exchange');
  const { source, onSpec, wrong } = props;
  const change = (some: Partial<typeof source>) => onSpec({ source: { ...source, ...some } });
  const { paging } = source;
  const rows = source.rows ?? null;
  return (
    <>
      <Field label={t('source.url')} required error={wrong('url')} hint={t('source.urlHint')}>
        {(id) => (
          <Input
            id={id}
            maxLength={1_000}
            placeholder="https://example.org/api/rows"
            value={source.url}
            onChange={(event) => change({ url: event.target.value.trim() })}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('source.answer')}>
          {(id) => (
            <Select
              id={id}
              value={rows === null ? 'file' : 'rows'}
              onChange={(chosen) =>
                change(chosen === 'file' ? { rows: null, paging: { kind: 'none' } } : { rows: '' })
              }
              options={['rows', 'file'].map((value) => ({ value, label: t(`answer.${value}`) }))}
            />
          )}
        </Field>
        {rows === null ? null : (
          <Field label={t('source.rows')} error={wrong('rows')} hint={t('source.rowsHint')}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                placeholder="/data/items"
                value={rows}
                onChange={(event) => change({ rows: event.target.value.trim() })}
              />
            )}
          </Field>
        )}
        {rows === null ? null : (
          <Field label={t('source.paging')}>
            {(id) => (
              <Select
                id={id}
                value={paging.kind}
                onChange={(kind) =>
                  change({
                    paging:
                      kind === 'next'
                        ? { kind, pointer: '/next' }
                        : kind === 'page'
                          ? { kind, parameter: 'page', first: 1 }
                          : { kind },
                  })
                }
                options={(['none', 'next', 'page'] as const).map((value) => ({
                  value,
                  label: t(`paging.${value}`),
                }))}
              />
            )}
          </Field>
        )}
        {paging.kind === 'next' ? (
          <Field label={t('source.next')} error={wrong('paging')}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                value={paging.pointer}
                onChange={(event) => change({ paging: { kind: 'next', pointer: event.target.value.trim() } })}
              />
            )}
          </Field>
        ) : null}
        {paging.kind === 'page' ? (
          <>
            <Field label={t('source.parameter')} error={wrong('paging')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={40}
                  value={paging.parameter}
                  onChange={(event) =>
                    change({ paging: { ...paging, parameter: event.target.value.trim() } })
                  }
                />
              )}
            </Field>
            <Field label={t('source.firstPage')}>
              {(id) => (
                <Select
                  id={id}
                  value={paging.first}
                  onChange={(first) => change({ paging: { ...paging, first } })}
                  options={[0, 1].map((value) => ({ value, label: String(value) }))}
                />
              )}
            </Field>
          </>
        ) : null}
        <Timeout
          value={source.timeoutSeconds}
          most={600}
          onChange={(timeoutSeconds) => change({ timeoutSeconds })}
        />
      </div>
      <Headers source={source} change={change} wrong={wrong} />
      <Field label={t('source.useSecret')}>
        {(id) => (
          <Checkbox
            id={id}
            checked={source.secretHeader != null}
            onChange={(event) => change({ secretHeader: event.target.checked ? 'Authorization' : null })}
          >
            {t('source.useSecretHint')}
          </Checkbox>
        )}
      </Field>
      {source.secretHeader == null ? null : (
        <div className="form-row">
          <Field label={t('source.secretHeader')} error={wrong('secretHeader')}>
            {(id) => (
              <Input
                id={id}
                maxLength={60}
                value={source.secretHeader!}
                onChange={(event) => change({ secretHeader: event.target.value.trim() })}
              />
            )}
          </Field>
          <Secret {...props} label={t('source.secret')} hint={t('source.secretHint')} />
        </div>
      )}
    </>
  );
}
