import { useQuery } from '@tanstack/react-query';
import { call } from '@tarim/platform/contract';
import { UnitSelect, useText, useUnits } from '@tarim/ui';
import { Alert, Input, Segmented } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { previewTemplate, type ReportKind, type ReportLanguage, type TemplateContent } from '../contract.ts';
import { fieldOf, languageOptions, lastPeriod } from './words.tsx';

const PAUSE_MS = 400;

/** How the texts read for a unit and a period, as they are typed. Chapters from data stand as what they will show. */
export function TemplatePreview({
  kind,
  content,
}: {
  kind: ReportKind;
  content: TemplateContent;
}): ReactNode {
  const t = useText('reporting');
  const units = useUnits();
  const [unit, setUnit] = useState<string | undefined>();
  const [periods, setPeriods] = useState<Partial<Record<ReportKind, string>>>({});
  const [language, setLanguage] = useState<ReportLanguage>('zh-CN');
  const period = periods[kind] || lastPeriod(kind);
  const unitPath = unit ?? units[0]?.path;
  const body = useSettled({ content, unitPath: unitPath ?? '/', period, language, kind });
  const query = useQuery({
    queryKey: [`${previewTemplate.id}`, body],
    queryFn: ({ signal }) => {
      const { kind: of, ...rest } = body;
      return call(previewTemplate, { params: { kind: of }, body: rest, signal });
    },
    enabled: unitPath !== undefined,
    placeholderData: (before) => before,
    retry: false,
  });
  const shown = query.data;
  return (
    <div className="card" style={{ position: 'sticky', top: 8 }}>
      <h4>{t('template.preview')}</h4>
      <div className="filters">
        <UnitSelect aria-label={t('field.unit')} value={unitPath} onChange={setUnit} style={{ width: 240 }} />
        <Input
          type={fieldOf(kind)}
          aria-label={t('field.period')}
          style={{ width: 160 }}
          value={period}
          onChange={(event) => setPeriods((all) => ({ ...all, [kind]: event.target.value }))}
        />
        <Segmented<ReportLanguage>
          aria-label={t('field.language')}
          value={language}
          onChange={setLanguage}
          options={languageOptions(t)}
        />
      </div>
      {query.error ? <Alert type="warning" showIcon title={query.error.message} /> : null}
      {shown && shown.unknown.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('template.unknown', { names: shown.unknown.map((name) => `{{${name}}}`).join(' ') })}
        />
      ) : null}
      {shown ? (
        <article style={{ padding: '8px 4px' }} lang={language}>
          <h3 style={{ textAlign: 'center', margin: '8px 0 2px', color: 'var(--teal)' }}>{shown.title}</h3>
          <p className="muted" style={{ textAlign: 'center', marginTop: 0 }}>
            {shown.subtitle}
          </p>
          {shown.items.map((item, at) => (
            <section key={`${item.section}${at}`}>
              {item.heading ? <h4 style={{ color: 'var(--teal)' }}>{item.heading}</h4> : null}
              <p
                className={item.section ? 'muted' : undefined}
                style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
              >
                {item.section ? `[${item.text}]` : item.text}
              </p>
            </section>
          ))}
        </article>
      ) : null}
    </div>
  );
}

/** A value that has not changed for a moment: nothing is asked for while somebody types. */
function useSettled<V>(value: V): V {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as V), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return settled;
}
