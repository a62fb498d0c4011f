import { useText } from '@tarim/ui';
import { Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';
import { DropFields } from './drop-fields.tsx';
import type { Of } from './of.ts';
import { Secret } from './secret.tsx';
import { Timeout } from './timeout.tsx';

/** 投放目录（SFTP） on another's server. */
export function SftpFields(props: Of<'sftp'>): ReactNode {
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
