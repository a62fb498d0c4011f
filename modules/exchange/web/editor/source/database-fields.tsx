import { useText } from '@tarim/ui';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';
import type { Of } from './of.ts';
import { Secret } from './secret.tsx';
import { Timeout } from './timeout.tsx';

/** One reading statement on another database. */
export function DatabaseFields(props: Of<'database'>): ReactNode {
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
