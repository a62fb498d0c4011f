import { useText } from '@tarim/ui';
import { Input, Switch } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';
import type { StepProps } from '../parts.ts';
import type { Of } from './of.ts';

/** 投放目录 on the server. */
export function FolderFields(props: Of<'folder'>): ReactNode {
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
export function DropFields({
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
