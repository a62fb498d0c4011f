import { useText } from '@tarim/ui';
import { Button, Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import { OFFERED, type TemplateFault } from '../contract.ts';
import { TemplateText } from './template-text.tsx';

/** Own paragraphs, or lines of signature: put in, changed, taken away. */
export function TemplateLines({
  where,
  lines,
  onChange,
  faults,
  active,
  onActive,
  disabled,
  line,
}: {
  where: 'before' | 'after' | 'signature';
  lines: readonly string[];
  onChange: (lines: string[]) => void;
  faults: readonly TemplateFault[];
  active: string;
  onActive: (where: string) => void;
  disabled: boolean;
  /** One line, not a paragraph. */
  line: boolean;
}): ReactNode {
  const t = useText('enforcement');
  const title = t(`template.${where}`);
  const most = line ? 200 : 4_000;
  const whole = faults.filter((one) => one.where === where);
  return (
    <Card size="small" title={title}>
      <Flex vertical gap={12}>
        {lines.map((text, i) => {
          const place = `${where}.${i}`;
          return (
            <TemplateText
              key={i}
              name={`${title} ${i + 1}`}
              value={text}
              onChange={(now) => onChange(lines.map((one, at) => (at === i ? now : one)))}
              placeholders={OFFERED}
              faults={[...faults.filter((one) => one.where === place), ...(i === 0 ? whole : [])]}
              active={active === place}
              onActive={() => onActive(place)}
              disabled={disabled}
              most={most}
              extra={
                disabled ? null : (
                  <Button
                    size="small"
                    aria-label={`${t('template.remove')}：${title} ${i + 1}`}
                    onClick={() => onChange(lines.filter((_, at) => at !== i))}
                  >
                    {t('template.remove')}
                  </Button>
                )
              }
            />
          );
        })}
        {lines.length === 0 && whole.length > 0 ? (
          <span role="alert">{t(`templateFault.${whole[0]!.why}`, { names: '' })}</span>
        ) : null}
        {disabled || lines.length >= 10 ? null : (
          <Button
            aria-label={`${t(line ? 'template.addLine' : 'template.add')}：${title}`}
            onClick={() => onChange([...lines, ''])}
          >
            {t(line ? 'template.addLine' : 'template.add')}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
