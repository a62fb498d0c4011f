import {
  DataTable,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  type Text,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Checkbox, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DispatchMatch, type DispatchRule, listDispatchRules } from '../contract.ts';
import { Bodies } from './bodies.tsx';
import { RuleForm } from './rule-form.tsx';
import { RulePreview } from './rule-preview.tsx';
import { causeName } from './words.tsx';

/** Dispatch rules as data: what goes to whom, until when; versions, a preview, and the bodies' names and signs. */
export default function RulesPage(): ReactNode {
  const t = useText('supervision');
  const mayChange = useMay('supervision.configure', '/');
  const [past, setPast] = useState(false);
  const [edited, setEdited] = useState<DispatchRule | 'new' | null>(null);
  const query = useRouteQuery(listDispatchRules);
  const all = query.data?.rules ?? [];
  const rows = past ? all : all.filter((one) => one.effectiveTo === null);
  return (
    <Page
      title={t('rules.title')}
      note={t('rules.note')}
      extra={
        mayChange ? (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('rules.new')}
          </Button>
        ) : null
      }
    >
      <Tabs
        items={[
          {
            key: 'rules',
            label: t('rules.tab'),
            children: (
              <>
                <div className="filters">
                  <Checkbox checked={past} onChange={(event) => setPast(event.target.checked)}>
                    {t('rules.past')}
                  </Checkbox>
                </div>
                <QueryState query={query}>
                  <RuleTable rows={rows} onEdit={mayChange ? setEdited : null} />
                </QueryState>
                <h4 className="section-title">{t('preview.title')}</h4>
                <RulePreview />
              </>
            ),
          },
          { key: 'bodies', label: t('bodies.tab'), children: <Bodies /> },
        ]}
      />
      {edited !== null ? (
        <RuleForm
          rule={edited === 'new' ? null : edited}
          sort={Math.max(0, ...all.map((one) => one.sort)) + 10}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Page>
  );
}

function RuleTable({
  rows,
  onEdit,
}: {
  rows: readonly DispatchRule[];
  onEdit: ((rule: DispatchRule) => void) | null;
}): ReactNode {
  const t = useText('supervision');
  const unitName = useUnitName();
  const term = ({ length, unit }: { length: number; unit: string }) => `${length} ${t(`unit.${unit}`)}`;
  return (
    <DataTable<DispatchRule>
      name={t('rules.title')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1_080 }}
      dataSource={rows as DispatchRule[]}
      columns={[
        { title: t('rules.sort'), dataIndex: 'sort' },
        {
          title: t('rules.name'),
          value: (row) => row.name,
          render: (_, row) => (
            <>
              {row.name} <small className="muted">{t('rules.version', { n: row.version })}</small>
              <div>
                {row.effectiveTo ? (
                  <Tag>{t('rules.replaced', { time: formatTime(row.effectiveTo) })}</Tag>
                ) : row.enabled ? (
                  <Tag color="green">{t('rules.on')}</Tag>
                ) : (
                  <Tag>{t('rules.off')}</Tag>
                )}
                {row.order.dispatch ? null : <Tag color="gold">{t('rules.noTask')}</Tag>}
              </div>
            </>
          ),
        },
        {
          title: t('rules.match'),
          value: (row) => matchText(t, row.match, unitName).join('; '),
          render: (_, row) => matchText(t, row.match, unitName).map((line) => <div key={line}>{line}</div>),
        },
        {
          title: t('rules.body'),
          value: (row) =>
            `${t(`level.${row.order.regionLevel}`)} / ${t(`corpsLevel.${row.order.corpsLevel}`)}`,
          render: (_, row) => (
            <>
              {t(`level.${row.order.regionLevel}`)} / {t(`corpsLevel.${row.order.corpsLevel}`)}
              <br />
              <small className="muted">
                {t(`role.${row.order.role}`)} · {t(`verification.${row.order.verification}`)}
              </small>
            </>
          ),
        },
        {
          title: t('rules.deadlines'),
          value: (row) => term(row.order.deadlines.warning),
          render: (_, row) =>
            (['critical', 'warning', 'info'] as const).map((one) => (
              <div key={one} style={{ whiteSpace: 'nowrap' }}>
                {t(`severity.${one}`)} {term(row.order.deadlines[one])}
              </div>
            )),
        },
        {
          title: t('rules.since'),
          value: (row) => instant(row.effectiveFrom),
          render: (_, row) => (
            <>
              {formatTime(row.effectiveFrom, 'date')}
              <br />
              <small className="muted">
                {row.changedBy === null && row.reason === 'factory'
                  ? t('rules.factory')
                  : `${row.changedBy ?? ''} ${row.reason ?? ''}`}
              </small>
              {row.source === null ? null : (
                <div style={{ maxWidth: 220, whiteSpace: 'normal' }}>
                  <small className="muted">{row.source}</small>{' '}
                  {row.confidence === 'unverified' ? (
                    <Tag color="warning">{t('rules.unverified')}</Tag>
                  ) : null}
                </div>
              )}
            </>
          ),
        },
        {
          title: '',
          render: (_, row) =>
            onEdit && row.effectiveTo === null ? (
              <Button size="small" onClick={() => onEdit(row)}>
                {t('rules.edit')}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}

/** What a rule asks for, a line a condition. */
function matchText(t: Text, match: DispatchMatch, unitName: (path: string) => string): string[] {
  const line = (label: string, words: readonly string[]) =>
    words.length === 0 ? [] : [`${t(label)}：${words.join('、')}`];
  const lines = [
    ...line(
      'field.source',
      match.sources.map((one) => t(`source.${one}`)),
    ),
    ...line(
      'field.cause',
      match.causes.map((one) => causeName(t, one)),
    ),
    ...line(
      'field.severity',
      match.severities.map((one) => t(`severity.${one}`)),
    ),
    ...line(
      'rules.pointKinds',
      match.pointKinds.map((one) => t(POINT_KIND_TITLES[one]?.title ?? one)),
    ),
    ...line('field.factor', match.codes),
    ...line('rules.controlLevels', match.controlLevels),
    ...line(
      'field.unit',
      match.units.map((one) => unitName(one)),
    ),
    ...(match.minRatio === null ? [] : [`${t('rules.minRatio')} ${match.minRatio}`]),
    ...(match.minHours == null ? [] : [`${t('rules.minHours')} ${match.minHours}`]),
  ];
  return lines.length === 0 ? [t('rules.everything')] : lines;
}
