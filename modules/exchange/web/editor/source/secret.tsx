import { useText } from '@tarim/ui';
import { Input } from 'antd';
import type { CSSProperties, ReactNode } from 'react';
import { Field } from '../field.tsx';
import type { StepProps } from '../parts.ts';

const SECRET_MOST = 8_000;

/** Kept sealed on the server and never shown again; left alone it stays. */
export function Secret({
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
