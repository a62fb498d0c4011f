import type { Static } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { Button, Input, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  type listTemplates,
  PLACEHOLDERS,
  type TemplateContent,
  type TemplateItem,
  type Words,
} from '../contract.ts';

type SectionInfo = Static<NonNullable<typeof listTemplates.response>>['sections'][number];
const EMPTY: Words = { zh: '', en: '' };

/** Order, switches and texts of a template. */
export function TemplateEditor({
  content,
  sections,
  readOnly,
  onChange,
}: {
  content: TemplateContent;
  sections: readonly SectionInfo[];
  readOnly: boolean;
  onChange: (content: TemplateContent) => void;
}): ReactNode {
  const t = useText('reporting');
  const items = content.items;
  const set = (next: TemplateItem[]) => onChange({ ...content, items: next });
  const replace = (at: number, item: TemplateItem) =>
    set(items.map((one, index) => (index === at ? item : one)));
  const move = (at: number, by: number) => {
    const next = [...items];
    const [item] = next.splice(at, 1);
    next.splice(at + by, 0, item!);
    set(next);
  };
  const absent = sections.filter(({ id }) => !items.some((one) => one.type === 'section' && one.id === id));
  return (
    <div className="card">
      <h4>{t('template.editor')}</h4>
      <WordsField
        label={t('template.reportTitle')}
        value={content.title}
        readOnly={readOnly}
        onChange={(title) => onChange({ ...content, title })}
      />
      <p className="muted">
        {t('template.placeholders')}{' '}
        {PLACEHOLDERS.map((name) => (
          <Tag key={name} className="mono">{`{{${name}}}`}</Tag>
        ))}
      </p>
      <ul className="steps">
        {items.map((item, at) => (
          <li key={item.type === 'section' ? item.id : `text-${at}`}>
            <div style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
              <Switch
                size="small"
                aria-label={t('template.on')}
                disabled={readOnly}
                checked={item.on}
                onChange={(on) => replace(at, { ...item, on })}
              />
              <b style={{ flex: 1, minWidth: 140 }}>
                {item.type === 'section'
                  ? (sections.find(({ id }) => id === item.id)?.title ?? item.id)
                  : t('template.text')}
              </b>
              {readOnly ? null : (
                <span className="button-row">
                  <Button
                    size="small"
                    disabled={at === 0}
                    aria-label={t('template.up')}
                    title={t('template.up')}
                    onClick={() => move(at, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    disabled={at === items.length - 1}
                    aria-label={t('template.down')}
                    title={t('template.down')}
                    onClick={() => move(at, 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    size="small"
                    danger
                    disabled={items.length === 1}
                    onClick={() => set(items.filter((_, index) => index !== at))}
                  >
                    {t('template.remove')}
                  </Button>
                </span>
              )}
            </div>
            {item.type === 'section' ? (
              <small className="muted">{sections.find(({ id }) => id === item.id)?.about}</small>
            ) : (
              <>
                <WordsField
                  label={t('template.heading')}
                  value={item.heading}
                  readOnly={readOnly}
                  onChange={(heading) => replace(at, { ...item, heading })}
                />
                <WordsField
                  label={t('template.text')}
                  value={item.text}
                  readOnly={readOnly}
                  rows={4}
                  onChange={(text) => replace(at, { ...item, text })}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <div className="filters" style={{ marginTop: 12 }}>
          <Button onClick={() => set([...items, { type: 'text', on: true, heading: EMPTY, text: EMPTY }])}>
            {t('template.addText')}
          </Button>
          {absent.map((one) => (
            <Button
              key={one.id}
              type="dashed"
              onClick={() => set([...items, { type: 'section', id: one.id, on: true }])}
            >
              + {one.title}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function WordsField({
  label,
  value,
  readOnly,
  rows,
  onChange,
}: {
  label: string;
  value: Words;
  readOnly: boolean;
  rows?: number;
  onChange: (words: Words) => void;
}): ReactNode {
  const t = useText('reporting');
  return (
    <div style={{ display: 'grid', gap: 6, margin: '8px 0' }}>
      <small className="muted">{label}</small>
      {(['zh', 'en'] as const).map((language) => {
        const common = {
          value: value[language],
          readOnly,
          maxLength: rows ? 4_000 : 100,
          'aria-label': `${label} ${t(`template.${language}`)}`,
          placeholder: t(`template.${language}`),
          onChange: (event: { target: { value: string } }) =>
            onChange({ ...value, [language]: event.target.value }),
        };
        return rows ? (
          <Input.TextArea key={language} rows={rows} {...common} />
        ) : (
          <Input key={language} {...common} />
        );
      })}
    </div>
  );
}
