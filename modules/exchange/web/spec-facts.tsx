import { DataTable, formatPercent, useText } from '@tarim/ui';
import { Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Check, FieldMapping, PipelineSpec } from '../contract.ts';
import { cronText, SeverityTag } from './words.tsx';

/** The settings of one version, to be read. */
export function SpecFacts({
  spec,
  folder = null,
}: {
  spec: PipelineSpec;
  /** Where files are to be put, of a drop folder. */
  folder?: string | null;
}): ReactNode {
  const t = useText('exchange');
  const { source, place } = spec;
  const address =
    source.kind === 'http'
      ? source.url
      : source.kind === 'database'
        ? source.statement
        : source.kind === 'folder'
          ? [folder, source.pattern].filter(Boolean).join(' · ')
          : source.kind === 'sftp'
            ? `${source.user}@${source.host}:${source.port} ${source.path} · ${source.pattern}`
            : null;
  const where =
    place.kind === 'columns'
      ? `${place.x}, ${place.y}`
      : place.kind === 'wkt'
        ? place.column
        : t(`place.${place.kind}`);
  return (
    <>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
        styles={{ label: { whiteSpace: 'nowrap' } }}
        items={[
          { key: 'kind', label: t('source.kind'), children: t(`kind.${source.kind}`) },
          ...(address
            ? [
                {
                  key: 'address',
                  label: t(`address.${source.kind}`),
                  children: <code style={{ overflowWrap: 'anywhere' }}>{address}</code>,
                },
              ]
            : []),
          {
            key: 'format',
            label: t('source.format'),
            children: `${t(`format.${spec.format}`)}${spec.layer ? ` · ${spec.layer}` : ''}`,
          },
          {
            key: 'place',
            label: t('preview.place'),
            children: spec.geometryType
              ? `${t(`geometry.${spec.geometryType}`)} · ${where} · ${spec.crs ?? t('crs.own')}`
              : t('place.none'),
          },
          {
            key: 'mode',
            label: t('write.mode'),
            children: `${t(`mode.${spec.mode}`)}${spec.keys.length > 0 ? ` · ${spec.keys.join(', ')}` : ''}`,
          },
          { key: 'share', label: t('write.share'), children: formatPercent(spec.maxRejectedShare) },
          { key: 'cron', label: t('publish.cron'), children: cronText(t, spec.cron) },
          ...(source.kind === 'upload'
            ? []
            : [
                {
                  key: 'retry',
                  label: t('publish.attempts'),
                  children: t('facts.retry', { n: spec.retry.attempts, s: spec.retry.waitSeconds }),
                },
              ]),
          { key: 'sharing', label: t('publish.sharing'), children: t(`catalog:sharing.${spec.sharing}`) },
          { key: 'element', label: t('publish.element'), children: t(`catalog:element.${spec.element}`) },
        ]}
      />
      <h4 className="section-title">{t('step.mapping')}</h4>
      <DataTable<FieldMapping>
        name={t('step.mapping')}
        exported={false}
        rowKey="name"
        pagination={false}
        dataSource={[...spec.fields]}
        columns={[
          { title: t('field.name'), dataIndex: 'name', render: (name: string) => <code>{name}</code> },
          { title: t('field.title'), value: (row) => row.titleZh },
          { title: t('field.from'), value: (row) => row.from ?? t('field.constantOnly') },
          {
            title: t('field.type'),
            value: (row) => `${t(`catalog:type.${row.type}`)}${row.unit ? ` (${row.unit})` : ''}`,
          },
          {
            title: t('field.more'),
            render: (_, row) => (
              <>
                {row.constant ? (
                  <Tag color="cyan">{t('field.constantIs', { value: row.constant })}</Tag>
                ) : null}
                {row.lookup ? (
                  <Tag color="purple">{t('field.codesN', { n: row.lookup.codes.length })}</Tag>
                ) : null}
                {row.dateFormat ? <Tag>{t(`date.${row.dateFormat}`)}</Tag> : null}
                {row.decimal === ',' ? <Tag>1.234,5</Tag> : null}
                {row.internal ? <Tag color="orange">{t('field.internal')}</Tag> : null}
              </>
            ),
          },
        ]}
      />
      {spec.checks.length > 0 ? (
        <>
          <h4 className="section-title">{t('checks.title')}</h4>
          <DataTable<Check>
            name={t('checks.title')}
            exported={false}
            rowKey={(row) => JSON.stringify(row)}
            pagination={false}
            dataSource={[...spec.checks]}
            columns={[
              { title: t('problem.field'), value: (row) => ('field' in row ? row.field : '—') },
              {
                title: t('checks.kind'),
                value: (row) => [t(`check.${row.kind}`), detailOf(row)].filter(Boolean).join(' '),
              },
              {
                title: t('problem.severity'),
                value: (row) => t(`severity.${row.severity}`),
                render: (_, row) => <SeverityTag severity={row.severity} />,
              },
            ]}
          />
        </>
      ) : null}
    </>
  );
}

function detailOf(check: Check): string {
  if (check.kind === 'range') return `${check.min ?? '−∞'} – ${check.max ?? '∞'}`;
  return check.kind === 'pattern' ? check.pattern : '';
}
