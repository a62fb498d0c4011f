import { type DataColumn, DataTable, useText } from '@tarim/ui';
import { Alert, AutoComplete, Button, Empty, Select, Skeleton, Tag } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { GEOMETRY_TYPES, type PlaceMapping, type Preview } from '../../contract.ts';
import { Field } from './field.tsx';
import { type StepProps, sourceNames } from './parts.ts';
import { Problems } from './problem-list.tsx';

const Shapes = lazy(() => import('./shapes.tsx'));

/** Reference systems that come up here; any other EPSG code or well-known text may be typed. */
const SYSTEMS = [
  { value: 'EPSG:4490', key: 'crs.cgcs' },
  { value: 'EPSG:4326', key: 'crs.wgs' },
  { value: 'GCJ-02', key: 'crs.gcj' },
  { value: 'BD-09', key: 'crs.bd' },
  { value: 'EPSG:3857', key: 'crs.mercator' },
] as const;
/** Central meridians of the three-degree zones of the region: EPSG 4534 is that of 75° E. */
const ZONES = [75, 78, 81, 84, 87, 90, 93, 96] as const;
const FIRST_ZONE = { meridian: 75, epsg: 4534 };
const PLACES = ['none', 'source', 'columns', 'wkt'] as const satisfies readonly PlaceMapping['kind'][];

/** What stands in the source: fields, types, first rows, and where they lie. */
export function PreviewStep({
  onRead,
  reading,
  failed,
  canRead,
  ...props
}: StepProps & {
  onRead: () => void;
  reading: boolean;
  failed: Error | null;
  /** There is something to read: a file was brought, or the source is fetched. */
  canRead: boolean;
}): ReactNode {
  const t = useText('exchange');
  const { preview } = props;
  return (
    <>
      <PlaceFields {...props} />
      <div className="filters">
        <Button type={preview ? 'default' : 'primary'} loading={reading} disabled={!canRead} onClick={onRead}>
          {t(preview ? 'preview.again' : 'preview.read')}
        </Button>
        <span className="muted">{t(canRead ? 'preview.hint' : 'preview.needFile')}</span>
      </div>
      {failed ? <Alert type="error" showIcon style={{ marginBottom: 12 }} title={failed.message} /> : null}
      {preview ? (
        <Found preview={preview} />
      ) : reading ? (
        <Skeleton active />
      ) : (
        <Empty description={t('preview.none')} />
      )}
    </>
  );
}

function PlaceFields({ draft, onSpec, wrong, preview, fixed, ...props }: StepProps): ReactNode {
  const t = useText('exchange');
  const { crs = null, place, geometryType, layer = null } = draft.spec;
  const names = sourceNames({ draft, preview, ...props }).map((value) => ({ value, label: value }));
  const systems = [
    ...SYSTEMS.map(({ value, key }) => ({ value: value as string, label: t(key) })),
    ...ZONES.map((meridian) => ({
      value: `EPSG:${FIRST_ZONE.epsg + (meridian - FIRST_ZONE.meridian) / 3}`,
      meridian,
    })).map(({ value, meridian }) => ({ value, label: t('crs.zone', { value, meridian }) })),
  ];
  const setPlace = (kind: PlaceMapping['kind']) => {
    const next: PlaceMapping =
      kind === 'columns' ? { kind, x: '', y: '' } : kind === 'wkt' ? { kind, column: '' } : { kind };
    onSpec({
      place: next,
      ...(fixed
        ? {}
        : {
            geometryType: kind === 'none' ? null : kind === 'columns' ? 'Point' : (geometryType ?? 'Point'),
          }),
    });
  };
  return (
    <div className="form-row">
      {(preview?.layers.length ?? 0) > 1 ? (
        <Field label={t('preview.layer')} hint={t('preview.layerHint')}>
          {(id) => (
            <Select
              id={id}
              value={layer ?? preview!.layer}
              onChange={(chosen) => onSpec({ layer: chosen })}
              options={preview!.layers.map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
      ) : null}
      <Field label={t('preview.place')} error={wrong('place')}>
        {(id) => (
          <Select
            id={id}
            value={place.kind}
            onChange={setPlace}
            options={PLACES.map((value) => ({ value, label: t(`place.${value}`) }))}
          />
        )}
      </Field>
      {place.kind === 'columns'
        ? (['x', 'y'] as const).map((axis) => (
            <Field key={axis} label={t(`place.${axis}`)} required>
              {(id) => (
                <Select
                  id={id}
                  showSearch
                  value={place[axis] || undefined}
                  onChange={(chosen) => onSpec({ place: { ...place, [axis]: chosen } })}
                  options={names}
                />
              )}
            </Field>
          ))
        : null}
      {place.kind === 'wkt' ? (
        <Field label={t('place.column')} required>
          {(id) => (
            <Select
              id={id}
              showSearch
              value={place.column || undefined}
              onChange={(column) => onSpec({ place: { kind: 'wkt', column } })}
              options={names}
            />
          )}
        </Field>
      ) : null}
      {place.kind === 'none' ? null : (
        <>
          <Field
            label={t('preview.geometry')}
            error={wrong('geometryType')}
            hint={fixed ? t('fixed.geometry') : undefined}
          >
            {(id) => (
              <Select
                id={id}
                disabled={fixed}
                value={geometryType}
                onChange={(chosen) => onSpec({ geometryType: chosen })}
                options={GEOMETRY_TYPES.map((value) => ({ value, label: t(`geometry.${value}`) }))}
              />
            )}
          </Field>
          <Field label={t('preview.crs')} hint={t('preview.crsHint')}>
            {(id) => (
              <AutoComplete
                id={id}
                allowClear
                placeholder={t('crs.own')}
                value={crs ?? ''}
                onChange={(typed: string | undefined) => onSpec({ crs: typed?.trim() || null })}
                options={systems}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}

type PreviewRow = Preview['rows'][number];

function Found({ preview }: { preview: Preview }): ReactNode {
  const t = useText('exchange');
  // A table of cells knows texts only; what they seem to be is in the proposal.
  const guessed = new Map(preview.proposal.fields.map((one) => [one.from, one.type]));
  const columns: DataColumn<PreviewRow>[] = [
    { key: 'line', title: t('problem.line'), dataIndex: 'line', className: 'cell-nowrap' },
    ...preview.fields.map(
      ({ name, type }): DataColumn<PreviewRow> => ({
        key: name,
        title: (
          <>
            {name} <Tag>{t(`catalog:type.${guessed.get(name) ?? type}`)}</Tag>
          </>
        ),
        render: (_, row) => row.values[name] ?? <span className="muted">—</span>,
      }),
    ),
  ];
  return (
    <>
      <div className="filters" data-testid="exchange-found">
        <Tag color="blue">{preview.format}</Tag>
        <span>
          {t(preview.more ? 'preview.lookedMore' : 'preview.looked', {
            n: preview.looked,
            fields: preview.fields.length,
          })}
        </span>
      </div>
      <Problems problems={preview.problems} />
      {preview.shapes.length > 0 ? (
        <Suspense fallback={<Skeleton active />}>
          <Shapes shapes={preview.shapes} />
          <p className="muted">{t('preview.shapes', { n: preview.shapes.length })}</p>
        </Suspense>
      ) : null}
      <h4>{t('preview.rows', { n: preview.rows.length })}</h4>
      <DataTable<PreviewRow>
        name={t('preview.title')}
        exported={false}
        sortable={false}
        stack={false}
        rowKey="line"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        dataSource={[...preview.rows]}
        columns={columns}
      />
    </>
  );
}
