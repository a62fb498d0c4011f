import { DataTable, Page, QueryState, useName, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Popconfirm, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type BaseMapSetting, listBaseMapSettings, removeBaseMap } from '../contract.ts';
import { BaseMapForm } from './base-map-form.tsx';

/** 底图设置: what lies below the layers of the map, besides the region pack's own. */
export default function BaseMapsPage(): ReactNode {
  const t = useText('onemap');
  const n = useName();
  const list = useRouteQuery(listBaseMapSettings);
  const remove = useRouteMutation(removeBaseMap, { success: t('baseMaps.removed') });
  const [editing, setEditing] = useState<BaseMapSetting | 'new' | null>(null);
  const rows = list.data?.baseMaps ?? [];
  return (
    <Page
      title={t('menu.baseMaps')}
      note={t('baseMaps.about')}
      extra={
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('baseMaps.add')}
        </Button>
      }
    >
      <QueryState query={list}>
        <DataTable<BaseMapSetting>
          name={t('menu.baseMaps')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 860 }}
          locale={{ emptyText: t('baseMaps.none') }}
          dataSource={rows}
          columns={[
            { title: t('baseMaps.position'), value: (row) => row.position, render: (_, row) => row.position },
            {
              title: t('baseMaps.name'),
              value: (row) => n(row.names),
              render: (_, row) => (
                <>
                  {n(row.names)}{' '}
                  {row.coordinates === 'GCJ-02' ? <Tag color="orange">{t('base.offsetShort')}</Tag> : null}
                  {row.defaultFor === 'none' ? null : (
                    <Tag color="blue">{t(`baseMaps.defaultFor.${row.defaultFor}`)}</Tag>
                  )}
                </>
              ),
            },
            {
              title: t('baseMaps.kind'),
              value: (row) => t(`baseMaps.kind.${row.kind}`),
              render: (_, row) => t(`baseMaps.kind.${row.kind}`),
            },
            {
              title: t('baseMaps.servers'),
              value: (row) => row.origins.join(' '),
              render: (_, row) => (
                <span className="mono">
                  {row.origins[0] ?? '—'}
                  {row.origins.length > 1 ? ` +${row.origins.length - 1}` : ''}
                </span>
              ),
            },
            {
              title: t('baseMaps.zooms'),
              value: (row) => `${row.minZoom}–${row.maxZoom}`,
              render: (_, row) => `${row.minZoom}–${row.maxZoom}`,
            },
            {
              title: t('baseMaps.audience'),
              value: (row) => t(`baseMaps.audience.${row.audience}`),
              render: (_, row) => t(`baseMaps.audience.${row.audience}`),
            },
            {
              title: t('baseMaps.key'),
              value: (row) => (row.hasKey ? t('baseMaps.keyKept') : '—'),
              render: (_, row) => (row.hasKey ? t('baseMaps.keyKept') : '—'),
            },
            {
              title: t('baseMaps.enabled'),
              value: (row) => t(row.enabled ? 'yes' : 'no'),
              render: (_, row) => (
                <Tag color={row.enabled ? 'green' : undefined}>{t(row.enabled ? 'yes' : 'no')}</Tag>
              ),
            },
            {
              title: t('baseMaps.actions'),
              render: (_, row) => (
                <span className="nowrap">
                  <Button size="small" type="link" onClick={() => setEditing(row)}>
                    {t('baseMaps.edit')}
                  </Button>
                  <Popconfirm
                    title={t('baseMaps.removeSure', { name: n(row.names) })}
                    onConfirm={() => remove.mutate({ params: { id: row.id } })}
                  >
                    <Button size="small" type="link" danger>
                      {t('baseMaps.remove')}
                    </Button>
                  </Popconfirm>
                </span>
              ),
            },
          ]}
        />
      </QueryState>
      {editing ? (
        <BaseMapForm
          of={editing === 'new' ? null : editing}
          position={rows.length}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  );
}
