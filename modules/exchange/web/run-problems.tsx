import { type Static, urlOf } from '@tarim/platform/contract';
import { DataTable, formatNumber, useLanguage, useText } from '@tarim/ui';
import { App, Button, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type FieldMapping, type getRun, type Run, runProblems } from '../contract.ts';
import { ENDED, fieldText, SeverityTag } from './words.tsx';

type Answer = Static<NonNullable<typeof getRun.response>>;
type Problem = Answer['problems'][number];

/** Rows that stayed out or came in with a mark: how many for each reason, then each with its line. */
export function RunProblems({
  run,
  codes,
  problems,
  fields,
}: {
  run: Run;
  /** Of the version that ran. */
  fields: readonly FieldMapping[];
  codes: Answer['codes'];
  problems: Answer['problems'];
}): ReactNode {
  const t = useText('exchange');
  const english = useLanguage().language === 'en';
  const all = codes.reduce((sum, one) => sum + one.n, 0);
  if (problems.length === 0)
    return ENDED.has(run.state) && run.read > 0 ? (
      <p className="muted" style={{ marginTop: 14 }}>
        {t('problem.none')}
      </p>
    ) : null;
  return (
    <section aria-label={t('problem.title')}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <h4 className="section-title">{t('problem.title')}</h4>
        <Download id={run.id} />
      </Flex>
      <Flex gap={4} wrap style={{ marginBottom: 8 }}>
        {codes.map((one) => (
          <Tag key={`${one.code} ${one.field} ${one.severity}`} style={{ whiteSpace: 'normal' }}>
            {one.field === null ? one.message : `${fieldText(fields, one.field, english)}: ${one.message}`} ×{' '}
            {formatNumber(one.n)}
          </Tag>
        ))}
      </Flex>
      {all > problems.length ? (
        <p className="muted">{t('problem.first', { n: problems.length, all })}</p>
      ) : null}
      <DataTable<Problem>
        name={t('problem.title')}
        exported={false}
        rowKey={(row) => `${row.line} ${row.field} ${row.code} ${row.message}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...problems]}
        columns={[
          { title: t('problem.line'), value: (row) => row.line },
          { title: t('problem.field'), value: (row) => fieldText(fields, row.field, english) },
          {
            title: t('problem.severity'),
            value: (row) => t(`severity.${row.severity}`),
            render: (_, row) => <SeverityTag severity={row.severity} />,
          },
          { title: t('problem.reason'), value: (row) => row.message },
          {
            title: t('problem.excerpt'),
            render: (_, row) => <span className="cell-detail">{excerptText(row.excerpt)}</span>,
          },
        ]}
      />
    </section>
  );
}

/** `编码=01 名称=甲`; what was cut off in the middle stays as it came. */
function excerptText(excerpt: string): string {
  try {
    return Object.entries(JSON.parse(excerpt) as Record<string, unknown>)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
      .join(' ');
  } catch {
    return excerpt;
  }
}

/** Fetched instead of linked: the file comes in the language of the page, not in the browser's. */
function Download({ id }: { id: number }): ReactNode {
  const t = useText('exchange');
  const { language } = useLanguage();
  const { notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const answer = await fetch(urlOf(runProblems, { id }), { headers: { 'accept-language': language } });
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `run-${id}-problems.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      notification.error({ title: t('problem.failed'), description: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void save()}>
      {t('problem.download')}
    </Button>
  );
}
