import { useLocation, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useSession,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  getTemplate,
  listTemplates,
  TEMPLATE_KINDS,
  type TemplateKind,
  type TemplateListed,
} from '../contract.ts';
import { TemplateEditor } from './template-editor.tsx';
import { versionTold } from './template-versions.tsx';

/** 文书格式: each kind of paper with the template that holds for a unit; one of them opened. */
export default function TemplatesPage(): ReactNode {
  const t = useText('enforcement');
  const { grants } = useSession();
  const { searchStr } = useLocation();
  const navigate = useNavigate();
  const asked = new URLSearchParams(searchStr);
  const kind = TEMPLATE_KINDS.find((one) => one === asked.get('kind')) ?? null;
  const first = (action: string) => grants.find((one) => one.action === action)?.unitPaths[0];
  const unit = asked.get('unit') ?? first('enforcement.decide') ?? '/';
  const go = (to: { unit?: string; kind?: TemplateKind | null }) => {
    const next = { unit, kind, ...to };
    const search = new URLSearchParams({ unit: next.unit, ...(next.kind ? { kind: next.kind } : {}) });
    void navigate({ to: `/enforcement/templates?${search}` as string });
  };
  return (
    <Page
      title={t('menu.templates')}
      note={t('template.note')}
      extra={kind ? <Button onClick={() => go({ kind: null })}>← {t('template.back')}</Button> : null}
    >
      <div className="filters">
        <UnitSelect
          everywhere
          aria-label={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={(path) => go({ unit: path ?? '/' })}
        />
      </div>
      {kind ? (
        <One key={`${kind} ${unit}`} kind={kind} unit={unit} />
      ) : (
        <Kinds unit={unit} onOpen={(one) => go({ kind: one })} />
      )}
    </Page>
  );
}

function One({ kind, unit }: { kind: TemplateKind; unit: string }): ReactNode {
  const query = useRouteQuery(getTemplate, { params: { kind }, query: { unit } });
  // What is kept of the page before is of another paper.
  const detail = query.isPlaceholderData ? undefined : query.data;
  return (
    <QueryState query={query}>
      {detail ? (
        <>
          <h4>{detail.form.name}</h4>
          <TemplateEditor unit={unit} detail={detail} />
        </>
      ) : null}
    </QueryState>
  );
}

function Kinds({ unit, onOpen }: { unit: string; onOpen: (kind: TemplateKind) => void }): ReactNode {
  const t = useText('enforcement');
  const unitName = useUnitName();
  const mine = useMay()('enforcement.decide', unit);
  const query = useRouteQuery(listTemplates, { query: { unit } });
  return (
    <QueryState query={query}>
      <DataTable<TemplateListed>
        name={t('menu.templates')}
        rowKey="kind"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={(query.data?.kinds ?? []) as TemplateListed[]}
        columns={[
          {
            title: t('template.kind'),
            value: (row) => row.name,
            render: (_, row) => (
              <Button type="link" style={{ padding: 0 }} onClick={() => onOpen(row.kind)}>
                {row.name}
              </Button>
            ),
          },
          {
            title: t('template.holding'),
            value: ({ holding }) => (holding ? versionTold(holding, t) : t('template.delivered')),
            render: (_, { holding }) => (
              <Tag color={holding?.state === 'own' ? 'blue' : 'default'}>
                {holding ? versionTold(holding, t) : t('template.delivered')}
              </Tag>
            ),
          },
          { title: t('template.unit'), value: ({ holding }) => (holding ? unitName(holding.unitPath) : '') },
          {
            title: t('template.by'),
            value: ({ holding }) => (holding ? `${holding.by} ${instant(holding.at)}` : ''),
            render: (_, { holding }) => (holding ? `${holding.by} ${formatTime(holding.at)}` : ''),
          },
          {
            title: '',
            render: (_, row) => (
              <Button
                size="small"
                aria-label={`${t(mine ? 'template.edit' : 'template.view')}：${row.name}`}
                onClick={() => onOpen(row.kind)}
              >
                {t(mine ? 'template.edit' : 'template.view')}
              </Button>
            ),
          },
        ]}
      />
    </QueryState>
  );
}
