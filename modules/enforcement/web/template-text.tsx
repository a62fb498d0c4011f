import { useText } from '@tarim/ui';
import { Button, Flex, Input, Tag, Typography } from 'antd';
import { type ComponentRef, type ReactNode, useRef } from 'react';
import type { TemplateFault } from '../contract.ts';
import { differenceOf } from './difference.ts';

const COLOUR = { same: undefined, gone: '#fbe3e4', new: '#dff3e4' } as const;

/** A text of a template: its placeholders to be put in where the cursor stands, its faults, what it was delivered as. */
export function TemplateText({
  name,
  value,
  onChange,
  placeholders,
  faults,
  active,
  onActive,
  delivered,
  note,
  extra,
  disabled,
  most,
}: {
  name: string;
  value: string;
  onChange: (text: string) => void;
  /** Names that may be used. */
  placeholders: readonly string[];
  faults: readonly TemplateFault[];
  /** It is the one that is worked on: only that one shows its placeholders. */
  active: boolean;
  onActive: () => void;
  /** Absent: it is the office's own. */
  delivered?: string;
  note?: ReactNode;
  extra?: ReactNode;
  disabled: boolean;
  most: number;
}): ReactNode {
  const t = useText('enforcement');
  const area = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const changed = delivered !== undefined && delivered !== value;
  const insert = (placeholder: string) => {
    const field = area.current?.resizableTextArea?.textArea;
    const [from, to] = [field?.selectionStart ?? value.length, field?.selectionEnd ?? value.length];
    const put = `{{${placeholder}}}`;
    onChange(value.slice(0, from) + put + value.slice(to));
    // After the new text is there, the cursor stands behind what was put in.
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + put.length, from + put.length);
    });
  };
  return (
    <fieldset aria-label={name} onFocus={onActive} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 4 }}>
        <span>{name}</span>
        {changed ? <Tag color="blue">{t('template.changed')}</Tag> : null}
        {note}
        {changed && !disabled ? (
          <Button size="small" type="link" onClick={() => onChange(delivered)}>
            {t('template.reset')}
          </Button>
        ) : null}
        {extra}
      </Flex>
      <Input.TextArea
        ref={area}
        aria-label={name}
        aria-invalid={faults.length > 0}
        status={faults.length > 0 ? 'error' : ''}
        autoSize={{ minRows: 1, maxRows: 12 }}
        maxLength={most}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      {active && !disabled && placeholders.length > 0 ? (
        <Flex gap={4} wrap style={{ marginTop: 4 }}>
          {placeholders.map((one) => (
            <Button
              key={one}
              size="small"
              aria-label={t('template.insert', { name: t(`placeholder.${one}`) })}
              onClick={() => insert(one)}
            >
              {t(`placeholder.${one}`)} <code>{`{{${one}}}`}</code>
            </Button>
          ))}
        </Flex>
      ) : null}
      {faults.map(({ why, names }) => (
        <Typography.Text key={why} type="danger" role="alert" style={{ display: 'block' }}>
          {t(`templateFault.${why}`, { names: names.join('、') })}
        </Typography.Text>
      ))}
      {changed ? (
        <figure
          aria-label={`${t('template.difference')}：${name}`}
          style={{ margin: '4px 0 0', padding: '2px 8px', overflowWrap: 'anywhere', fontSize: 13 }}
        >
          {differenceOf(delivered, value).map(({ text, is }, at) => {
            const Mark = is === 'gone' ? 'del' : is === 'new' ? 'ins' : 'span';
            return (
              <Mark key={at} style={{ background: COLOUR[is] }}>
                {text}
              </Mark>
            );
          })}
        </figure>
      ) : null}
    </fieldset>
  );
}
