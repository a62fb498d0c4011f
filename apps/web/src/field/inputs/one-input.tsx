import type { FieldInput, FieldItem } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';
import { ChecklistInput } from './checklist.tsx';
import { DialogueInput } from './dialogue.tsx';
import { MomentInput } from './moment.tsx';
import { OutlineInput } from './outline.tsx';
import { RouteInput } from './route.tsx';
import { RowsInput } from './rows.tsx';
import { SignatureInput } from './signature.tsx';

/** Texts that may be as long as this have room for more than a line. */
const LONG = 300;

/** An input as the module asks for it. */
export function OneInput({
  input,
  item,
  value,
  onChange,
}: {
  input: FieldInput;
  item: FieldItem;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t, n } = useI18n();
  const label = `${n(input.titles)}${input.unit ? ` (${input.unit})` : ''}${input.required ? ' *' : ''}`;
  const choices =
    input.type === 'yes-no'
      ? [
          { value: true as string | boolean, text: t('yes') },
          { value: false as string | boolean, text: t('no') },
        ]
      : (input.options ?? []).map((one) => ({ value: one.value as string | boolean, text: n(one.titles) }));
  switch (input.type) {
    case 'yes-no':
    case 'choice':
      return (
        <fieldset>
          <legend>{label}</legend>
          {choices.map((one) => (
            <label key={String(one.value)} className="choice">
              <input
                type="radio"
                name={input.name}
                checked={value === one.value}
                onChange={() => onChange(one.value)}
              />{' '}
              {one.text}
            </label>
          ))}
        </fieldset>
      );
    case 'text':
      return (
        <label className="field">
          <span>{label}</span>
          <textarea
            rows={(input.maxLength ?? LONG) < LONG ? 1 : 4}
            maxLength={input.maxLength ?? 2_000}
            value={String(value ?? '')}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      );
    case 'number':
      return (
        <label className="field">
          <span>{label}</span>
          <input
            type="number"
            inputMode="decimal"
            step="any"
            min={input.minimum}
            max={input.maximum}
            value={typeof value === 'number' ? value : ''}
            onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
          />
        </label>
      );
    case 'moment':
      return <MomentInput label={label} value={value} onChange={onChange} />;
    case 'outline':
      return <OutlineInput label={label} item={item} value={value} onChange={onChange} />;
    case 'route':
      return <RouteInput label={label} value={value} onChange={onChange} />;
    case 'checklist':
      return <ChecklistInput label={label} input={input} value={value} onChange={onChange} />;
    case 'dialogue':
      return <DialogueInput label={label} value={value} onChange={onChange} />;
    case 'rows':
      return <RowsInput label={label} input={input} value={value} onChange={onChange} />;
    case 'signature':
      return <SignatureInput label={label} value={value} onChange={onChange} />;
  }
}
