import { useLocation } from '@tanstack/react-router';
import { DataTable, formatTime, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Menu, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { FLAG_NAMES, listTables, type RuleTable, type TableVersion } from '../contract.ts';
import { TableEditor } from './table-editor.tsx';
import { ConfidenceTag } from './words.tsx';

/** Tables of rules: the national original and the versions beside it, each with its day, its source and how sure it is. */
export default function TablesPage(): ReactNode {
  const t = useText('quality');
  const list = useRouteQuery(listTables);
  const asked = new URLSearchParams(useLocation().searchStr).get('table');
  const [key, setKey] = useState<string>(asked ?? 'gas-substitution');
  const table = list.data?.tables.find((one) => one.key === key);
  return (
    <Page title={t('tables.title')} note={t('tables.note')}>
      <QueryState query={list}>
        <div
          className="grid"
          style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))' }}
        >
          <Menu
            className="card"
            style={{ padding: 6, maxWidth: 420 }}
            selectedKeys={[key]}
            onClick={(event) => setKey(event.key)}
            items={(list.data?.tables ?? []).map((one) => ({
              key: one.key,
              label: (
                <>
                  {one.title} {one.versions.length > 1 ? <Tag color="blue">{one.versions.length}</Tag> : null}
                </>
              ),
              title: one.title,
            }))}
          />
          <div style={{ gridColumn: 'span 3 / auto' }}>
            {table ? <OneTable key={table.key} table={table} /> : null}
          </div>
        </div>
      </QueryState>
    </Page>
  );
}

function OneTable({ table }: { table: RuleTable }): ReactNode {
  const t = useText('quality');
  const mayEdit = useMay('quality.rules', '/');
  const inForce = table.versions.find((one) => one.inForce) ?? table.versions.at(-1)!;
  const [chosen, setChosen] = useState(inForce.version);
  const [edit, setEdit] = useState(false);
  const version = table.versions.find((one) => one.version === chosen) ?? inForce;
  return (
    <div className="card">
      <h4>
        {table.title} · {table.standard} {table.clause}
      </h4>
      <div className="filters">
        {table.versions.length > 1 ? (
          <Segmented
            aria-label={t('tables.versions')}
            value={version.version}
            onChange={setChosen}
            options={table.versions.map((one) => ({
              value: one.version,
              label: one.id === null ? t('tables.original') : t('tables.from', { day: one.effectiveFrom }),
            }))}
          />
        ) : null}
        {version.inForce ? <Tag color="green">{t('tables.inForce')}</Tag> : null}
        <ConfidenceTag confidence={version.confidence} />
        {mayEdit ? (
          <Button type="primary" onClick={() => setEdit(true)}>
            {t('tables.new')}
          </Button>
        ) : null}
      </div>
      {version.id === null && version.confidence !== 'official-text' ? (
        <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('tables.unverified')} />
      ) : null}
      <p className="muted">
        {t('tables.source')}：{version.source}
        {version.reason ? ` · ${t('reason')}：${version.reason}` : ''}
        {version.by ? ` · ${version.by}` : ''}
        {version.at ? ` ${formatTime(version.at, 'full').slice(0, 16)}` : ''}
      </p>
      <Rows version={version} name={`${table.key} ${version.version}`} />
      {edit ? <TableEditor table={table} from={version} onClose={() => setEdit(false)} /> : null}
    </div>
  );
}

function Rows({ version, name }: { version: TableVersion; name: string }): ReactNode {
  const t = useText('quality');
  const rows = version.rows.map((row, index) => ({ ...row, '#': index }));
  const columns = Object.keys(version.rows[0] ?? {});
  return (
    <DataTable<Record<string, string | number>>
      name={name}
      rowKey="#"
      pagination={false}
      stack={false}
      scroll={{ x: columns.length * 110 }}
      dataSource={rows}
      columns={columns.map((column) => ({
        title: t(`column.${column}`),
        value: (row) => row[column]!,
        ...(column === 'source' ? { width: 320 } : {}),
        render: (_, row) => <Value column={column} value={row[column]!} />,
      }))}
    />
  );
}

/** Words that the rules know are told in the reader's language. */
function Value({ column, value }: { column: string; value: string | number }): ReactNode {
  const t = useText('quality');
  if (column === 'effect') return t(`effect.${value}`);
  if (column === 'confidence') return <ConfidenceTag confidence={String(value)} />;
  if (column === 'flag' && (FLAG_NAMES as readonly unknown[]).includes(value)) return t(`flag.${value}`);
  if (column === 'situation') return t(`situation.${value}`);
  if (column === 'kind' && (value === 'production' || value === 'equipment')) return t(`markKind.${value}`);
  if (value === 100_000 || value === 1_000_000) return '∞';
  return String(value);
}
