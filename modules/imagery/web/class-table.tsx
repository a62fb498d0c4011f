import { DataTable, formatNumber, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Collapse, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type ClassOrigin,
  type LegendClass,
  listClassTables,
  listSceneClasses,
  MOST_CLASSES,
  type SceneDetail,
} from '../contract.ts';
import { ClassEditor } from './class-editor.tsx';
import { inHectares, useClassName } from './class-names.ts';
import { hectares, percent, taken } from './words.tsx';

/** The legend of a thematic raster with area and share of each class, where its names come from, and their versions. */
export function ClassTable({ detail }: { detail: SceneDetail }): ReactNode {
  const t = useText('imagery');
  const originText = useOrigin();
  const [editing, setEditing] = useState(false);
  const { classes: told, scene } = detail;
  if (!told) return null;
  const { classes, table, problems, left, area } = told;
  return (
    <>
      <Flex justify="space-between" align="baseline" wrap gap={8}>
        <h4 className="section-title">{t('classes.title')}</h4>
        {scene.mine ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('classes.edit')}
          </Button>
        ) : null}
      </Flex>
      {table ? (
        <p className="muted" style={{ marginTop: 0 }}>
          {t('classes.version', { version: table.version })} · {originText(table.origin)} ·{' '}
          {[table.byName, taken(table.at)].filter(Boolean).join(' · ')}
        </p>
      ) : (
        <Alert type="info" showIcon style={{ marginBottom: 10 }} title={t('classes.none')} />
      )}
      {problems.map((one) => (
        <Alert
          key={one.code}
          // Published tables name classes of the whole world: that some are not here is no fault.
          type={one.code === 'IMAGERY_CLASS_ABSENT' ? 'info' : 'warning'}
          showIcon
          style={{ marginBottom: 10 }}
          title={one.message}
          description={one.code}
        />
      ))}
      <Areas classes={classes} />
      <p className="muted">
        {t('classes.total', { area: hectares(area) })}
        {left > 0 ? ` · ${t('classes.left', { n: left })}` : ''}
        {classes.length > MOST_CLASSES ? ` · ${t('classes.drawn')}` : ''}
        {` · ${t('classes.cog')}`}
      </p>
      {table ? <Versions id={scene.id} version={table.version} /> : null}
      {editing ? <ClassEditor id={scene.id} told={told} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function Areas({ classes }: { classes: readonly LegendClass[] }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const most = Math.max(...classes.map(({ share }) => share), 1e-9);
  return (
    <DataTable<LegendClass>
      name={t('classes.title')}
      stack={false}
      rowKey="value"
      pagination={classes.length > 30 ? { pageSize: 30 } : false}
      scroll={{ x: 560 }}
      dataSource={classes as LegendClass[]}
      columns={[
        { title: t('classes.value'), value: (row) => row.value, align: 'right', width: 80 },
        {
          title: t('classes.name'),
          value: (row) => nameOf(row),
          render: (_, row) => (
            <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
              <Swatch colour={row.colour} />
              <span className={row.named ? undefined : 'muted'}>{nameOf(row)}</span>
            </span>
          ),
        },
        {
          title: t('classes.area'),
          align: 'right',
          value: (row) => inHectares(row.area),
          render: (_, row) => formatNumber(inHectares(row.area), 2),
        },
        {
          title: t('classes.share'),
          value: (row) => Math.round(row.share * 1e6) / 1e6,
          render: (_, row) => (
            <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <span
                aria-hidden
                style={{
                  width: 90,
                  height: 8,
                  borderRadius: 4,
                  background: `linear-gradient(to right, ${row.colour} ${(100 * row.share) / most}%, #edf1f1 0)`,
                  border: '1px solid #d5dddd',
                  flex: 'none',
                }}
              />
              {percent(row.share)}
            </span>
          ),
        },
        {
          title: t('classes.cells'),
          align: 'right',
          value: (row) => row.cells,
          render: (_, row) => formatNumber(row.cells, 0),
        },
        { title: t('classes.colour'), hidden: true, value: (row) => row.colour },
      ]}
    />
  );
}

export const Swatch = ({ colour }: { colour: string }): ReactNode => (
  <i
    aria-hidden
    style={{
      width: 16,
      height: 16,
      borderRadius: 4,
      background: colour,
      border: '1px solid rgba(0, 0, 0, 0.2)',
      flex: 'none',
    }}
  />
);

function useOrigin(): (origin: ClassOrigin) => string {
  const t = useText('imagery');
  const nameOf = useClassName();
  const tables = useRouteQuery(listClassTables, {});
  return ({ kind, name }) => {
    const prepared = kind === 'prepared' ? tables.data?.tables.find((one) => one.id === name) : undefined;
    return t(`classes.origin.${kind}`, { name: prepared ? nameOf(prepared) : (name ?? '') });
  };
}

/** Earlier tables: what a legend said on a day can be looked up. */
function Versions({ id, version }: { id: number; version: number }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const originText = useOrigin();
  const [open, setOpen] = useState(false);
  const query = useRouteQuery(listSceneClasses, { params: { id } }, { enabled: open });
  if (version < 2) return null;
  return (
    <Collapse
      size="small"
      onChange={(keys) => setOpen(keys.length > 0)}
      items={[
        {
          key: 'versions',
          label: t('classes.history'),
          children: query.data?.versions.map((one) => (
            <div key={one.version} style={{ marginBottom: 10 }}>
              <strong>{t('classes.version', { version: one.version })}</strong>{' '}
              <span className="muted">
                {originText(one.origin)} · {[one.byName, taken(one.at)].filter(Boolean).join(' · ')}
              </span>
              <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
                {one.entries.map((entry) => (
                  <span key={entry.value} style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}>
                    {entry.colour ? <Swatch colour={entry.colour} /> : null}
                    {entry.value} {nameOf(entry)}
                  </span>
                ))}
              </div>
            </div>
          )),
        },
      ]}
    />
  );
}
