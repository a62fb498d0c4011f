import { UnitSelect, useMay, useText } from '@tarim/ui';
import { Alert, Button, Checkbox, Flex, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { type CSSProperties, type ReactNode, useCallback } from 'react';
import { FORMATS, type SourceSpec } from '../../contract.ts';
import { FileDrop } from '../file-drop.tsx';
import { SOURCE_KINDS } from '../words.tsx';
import { emptySource } from './draft.ts';
import { Field } from './field.tsx';
import type { StepProps } from './parts.ts';

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

type Of<K extends SourceSpec['kind']> = StepProps & { readonly source: Extract<SourceSpec, { kind: K }> };

function FolderFields(props: Of<'folder'>): ReactNode {
  const { source, onSpec } = props;
  return (
    <div className="form-row">
      <DropFields
        pattern={source.pattern}
        move={source.move}
        wrong={props.wrong}
        onChange={(some) => onSpec({ source: { ...source, ...some } })}
      />
    </div>
  );
}

/** Which files of a drop folder are taken, and what becomes of them. */
function DropFields({
  pattern,
  move,
  wrong,
  onChange,
}: {
  pattern: string;
  move: boolean;
  wrong: StepProps['wrong'];
  onChange: (some: { pattern?: string; move?: boolean }) => void;
}): ReactNode {
  const t = useText('exchange');
  return (
    <>
      <Field label={t('source.pattern')} required error={wrong('pattern')} hint={t('source.patternHint')}>
        {(id) => (
          <Input
            id={id}
            maxLength={120}
            value={pattern}
            onChange={(event) => onChange({ pattern: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('source.move')} hint={t('source.moveHint')}>
        {(id) => <Switch id={id} checked={move} onChange={(chosen) => onChange({ move: chosen })} />}
      </Field>
    </>
  );
}

function SftpFields(props: Of<'sftp'>): ReactNode {
  const t = useText('exchange');
  const { source, onSpec, wrong } = props;
  const change = (some: Partial<typeof source>) => onSpec({ source: { ...source, ...some } });
  const text = (key: 'host' | 'user' | 'path', most: number, placeholder: string) => (
    <Field label={t(`sftp.${key}`)} required error={wrong(key)}>
      {(id) => (
        <Input
          id={id}
          maxLength={most}
          placeholder={placeholder}
          autoComplete="off"
          value={source[key]}
          onChange={(event) => change({ [key]: event.target.value.trim() })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="form-row">
        {text('host', 120, 'sftp.example.org')}
        <Field label={t('hosts.port')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={65_535}
              precision={0}
              style={{ width: '100%' }}
              value={source.port}
              onChange={(port) => change({ port: port ?? 22 })}
            />
          )}
        </Field>
        {text('user', 100, 'tarim')}
        {text('path', 500, '/outgoing')}
        <DropFields pattern={source.pattern} move={source.move} wrong={wrong} onChange={change} />
        <Timeout
          value={source.timeoutSeconds}
          most={3_600}
          onChange={(timeoutSeconds) => change({ timeoutSeconds })}
        />
      </div>
      <Field
        label={t('sftp.hostKey')}
        required
        error={wrong('hostKey')}
        hint={
          <>
            {t('sftp.hostKeyHint')}{' '}
            <code style={{ overflowWrap: 'anywhere' }}>
              ssh-keyscan -p {source.port} {source.host || t('sftp.host')} | ssh-keygen -lf -
            </code>
          </>
        }
      >
        {(id) => (
          <Input
            id={id}
            className="mono"
            maxLength={50}
            placeholder="SHA256:…"
            value={source.hostKey}
            onChange={(event) => change({ hostKey: event.target.value.trim() })}
          />
        )}
      </Field>
      <Secret {...props} lines label={t('sftp.secret')} hint={t('sftp.secretHint')} />
    </>
  );
}

function HttpFields(props: Of<'http'>): ReactNode {
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

function Headers({
  source,
  change,
  wrong,
}: Pick<Of<'http'>, 'source' | 'wrong'> & {
  change: (some: Partial<Of<'http'>['source']>) => void;
}): ReactNode {
  const t = useText('exchange');
  const set = (index: number, some: { name?: string; value?: string }) =>
    change({ headers: source.headers.map((one, at) => (at === index ? { ...one, ...some } : one)) });
  return (
    <Field label={t('source.headers')} hint={t('source.headersHint')}>
      {() => (
        <Flex vertical gap={6}>
          {source.headers.map((one, index) => (
            <div key={index}>
              <Flex gap={6}>
                <Input
                  aria-label={t('source.headerName')}
                  placeholder="Accept"
                  status={wrong(`headers.${index}`) ? 'error' : ''}
                  maxLength={60}
                  value={one.name}
                  onChange={(event) => set(index, { name: event.target.value.trim() })}
                />
                <Input
                  aria-label={t('source.headerValue')}
                  maxLength={400}
                  value={one.value}
                  onChange={(event) => set(index, { value: event.target.value })}
                />
                <Button onClick={() => change({ headers: source.headers.filter((_, at) => at !== index) })}>
                  {t('remove')}
                </Button>
              </Flex>
              {wrong(`headers.${index}`) ? (
                <small style={{ color: 'var(--bad)' }}>{wrong(`headers.${index}`)}</small>
              ) : null}
            </div>
          ))}
          <div>
            <Button
              size="small"
              disabled={source.headers.length >= 20}
              onClick={() => change({ headers: [...source.headers, { name: '', value: '' }] })}
            >
              {t('source.addHeader')}
            </Button>
          </div>
        </Flex>
      )}
    </Field>
  );
}

function DatabaseFields(props: Of<'database'>): ReactNode {
  const t = useText('exchange');
  const { source, onSpec, wrong } = props;
  const change = (some: Partial<typeof source>) => onSpec({ source: { ...source, ...some } });
  return (
    <>
      <Secret {...props} label={t('source.connection')} hint={t('source.connectionHint')} />
      <Field
        label={t('source.statement')}
        required
        error={wrong('statement')}
        hint={t('source.statementHint')}
      >
        {(id) => (
          <Input.TextArea
            id={id}
            rows={5}
            maxLength={4_000}
            className="mono"
            placeholder="select code, name, lon, lat from enterprise"
            value={source.statement}
            onChange={(event) => change({ statement: event.target.value })}
          />
        )}
      </Field>
      <div className="form-row">
        <Timeout
          value={source.timeoutSeconds}
          most={3_600}
          onChange={(timeoutSeconds) => change({ timeoutSeconds })}
        />
      </div>
    </>
  );
}

function Timeout({
  value,
  most,
  onChange,
}: {
  value: number;
  most: number;
  onChange: (seconds: number) => void;
}): ReactNode {
  const t = useText('exchange');
  return (
    <Field label={t('source.timeout')}>
      {(id) => (
        <InputNumber
          id={id}
          min={1}
          max={most}
          precision={0}
          style={{ width: '100%' }}
          value={value}
          onChange={(seconds) => onChange(seconds ?? 1)}
        />
      )}
    </Field>
  );
}

const SECRET_MOST = 8_000;

/** Kept sealed on the server and never shown again; left alone it stays. */
function Secret({
  draft,
  onDraft,
  hasSecret,
  wrong,
  label,
  hint,
  lines = false,
}: StepProps & {
  label: string;
  hint: string;
  /** A private key has lines, which a field for passwords would lose. */
  lines?: boolean;
}): ReactNode {
  const t = useText('exchange');
  return (
    <Field label={label} required={!hasSecret} error={wrong('secret')} hint={hint}>
      {(id) => {
        const control = {
          id,
          autoComplete: 'new-password',
          maxLength: SECRET_MOST,
          placeholder: hasSecret ? t('source.secretKept') : '',
          value: draft.secret ?? '',
          onChange: (event: { target: { value: string } }) =>
            onDraft({ ...draft, secret: event.target.value === '' ? undefined : event.target.value }),
        };
        return lines ? (
          <Input.TextArea rows={3} spellCheck={false} className="mono" style={CONCEALED} {...control} />
        ) : (
          <Input.Password {...control} />
        );
      }}
    </Field>
  );
}

/** Nobody reads it over a shoulder. */
const CONCEALED = { WebkitTextSecurity: 'disc' } as CSSProperties;
