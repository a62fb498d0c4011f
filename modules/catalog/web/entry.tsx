import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  type DataColumn,
  DataTable,
  Figure,
  formatTime,
  Page,
  QueryState,
  useLanguage,
  usePick,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { type EntryDetail, exportDataset, getEntry, getSample, type SampleRow } from '../contract.ts';
import { LineagePicture } from './lineage.tsx';
import { UseChart } from './use-chart.tsx';
import { count, FreshTag, rhythmName, SharingTag, shareOf } from './words.tsx';

/** One data set: what it is, what it is worth, where it comes from, how it is read. */
export default function EntryPage(): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getEntry, { params: { id } });
  const entry = query.data;
  return (
    <Page
      title={entry ? pick(entry.titles.zh, entry.titles.en) : id}
      note={<code>{id}</code>}
      extra={
        entry && (entry.sharing === 'open' || entry.sharing === 'on-request') ? (
          <Link to={`/data/requests?ask=${id}` as string}>
            <Button>{t('entry.ask')}</Button>
          </Link>
        ) : null
      }
    >
      <QueryState query={query}>{entry ? <Entry entry={entry} /> : null}</QueryState>
    </Page>
  );
}

function Entry({ entry }: { entry: EntryDetail }): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const { language } = useLanguage();
  const { figures } = entry;
  const words = (one: { zh: string; en: string }) => pick(one.zh, one.en);
  return (
    <Flex vertical gap={12}>
      <Typography.Paragraph style={{ maxWidth: '80ch', margin: 0 }}>
        {words(entry.abstracts)}
      </Typography.Paragraph>
      <div className="figures">
        <Figure label={t('figure.rows')} value={count(figures?.rows)} />
        <Figure
          label={t('figure.fresh')}
          value={<FreshTag freshness={entry.freshness} />}
          hint={figures?.newest ? formatTime(figures.newest) : undefined}
        />
        <Figure label={t('figure.complete')} value={shareOf(figures?.complete)} />
        <Figure label={t('figure.valid')} value={shareOf(figures?.valid)} />
        <Figure
          label={t('figure.use')}
          value={count(entry.use.rows)}
          hint={t('card.calls', { n: count(entry.use.calls) })}
        />
      </div>
      <Typography.Text type="secondary">
        {figures ? t('figure.at', { at: formatTime(figures.at) }) : t('figure.none')}
      </Typography.Text>
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          items={[
            { key: 'sharing', label: t('facet.sharing'), children: <SharingTag sharing={entry.sharing} /> },
            { key: 'element', label: t('facet.element'), children: t(`element.${entry.element}`) },
            { key: 'module', label: t('facet.module'), children: t(`module.${entry.module}`) },
            { key: 'owner', label: t('entry.owner'), children: words(entry.owner) },
            { key: 'source', label: t('entry.source'), children: words(entry.source) },
            { key: 'rhythm', label: t('entry.rhythm'), children: rhythmName(t, entry.rhythm) },
            {
              key: 'keywords',
              label: t('entry.keywords'),
              children: (
                <Flex gap={4} wrap>
                  {[...entry.keywords.zh, ...entry.keywords.en].map((one) => (
                    <Tag key={one} style={{ margin: 0 }}>
                      {one}
                    </Tag>
                  ))}
                </Flex>
              ),
            },
          ]}
        />
      </Card>
      <Card size="small" title={t('lineage.title')}>
        <LineagePicture lineage={entry.lineage} here={entry.id} />
      </Card>
      <Card size="small" title={t('entry.fields', { n: entry.fields.length })}>
        <DataTable
          name={`${entry.id}-fields`}
          rowKey="name"
          pagination={false}
          dataSource={entry.fields}
          columns={[
            { title: t('field.name'), dataIndex: 'name', render: (name: string) => <code>{name}</code> },
            {
              title: t('field.title'),
              className: 'nowrap',
              value: (row) => words(row.titles),
              render: (_, row) => words(row.titles),
            },
            {
              title: t('field.type'),
              value: (row) => t(`type.${row.type}`),
              render: (_, row) => t(`type.${row.type}`),
            },
            { title: t('field.unit'), dataIndex: 'unit', render: (unit: string | null) => unit ?? '—' },
            {
              title: t('field.note'),
              value: (row) => Object.keys(row.codes ?? {}).join(' '),
              render: (_, row) => (
                <>
                  {row.internal ? <Tag color="orange">{t('field.internal')}</Tag> : null}
                  {Object.entries(row.codes ?? {}).map(([code, name]) => (
                    <Tag key={code}>
                      {code} {words(name)}
                    </Tag>
                  ))}
                </>
              ),
            },
          ]}
        />
      </Card>
      {entry.readable === 'none' ? (
        <Alert type="info" showIcon title={t('entry.closed')} />
      ) : (
        <>
          <Sample entry={entry} />
          <Card size="small" title={t('entry.exports')}>
            <Flex gap={8} wrap>
              {entry.formats.map((format) => (
                <Button
                  key={format}
                  href={urlOf(
                    exportDataset,
                    { id: entry.id },
                    { format, lang: language === 'en' ? 'en' : 'zh' },
                  )}
                >
                  {t(`format.${format}`)}
                </Button>
              ))}
            </Flex>
            <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
              {t('entry.resume')}
            </Typography.Paragraph>
          </Card>
        </>
      )}
      <Card size="small" title={t('use.title')}>
        {entry.days.length > 0 ? (
          <UseChart days={entry.days} />
        ) : (
          <Typography.Text type="secondary">{t('use.none')}</Typography.Text>
        )}
      </Card>
      <Interfaces entry={entry} />
    </Flex>
  );
}

function Sample({ entry }: { entry: EntryDetail }): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const query = useRouteQuery(getSample, { params: { id: entry.id } });
  const fields = entry.fields.filter((one) => query.data?.fields.includes(one.name));
  const told = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return '—';
    const code = fields.find((one) => one.name === name)?.codes?.[String(value)];
    if (code) return pick(code.zh, code.en);
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (fields.find((one) => one.name === name)?.type === 'instant') return formatTime(String(value), 'full');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <Card size="small" title={t('entry.sample')}>
      <QueryState query={query}>
        <DataTable
          name={`${entry.id}-sample`}
          exported={false}
          rowKey="id"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={query.data?.rows ?? []}
          columns={fields.map(
            (field): DataColumn<SampleRow> => ({
              key: field.name,
              title: pick(field.titles.zh, field.titles.en),
              value: (row) => told(field.name, row.properties[field.name]),
              render: (_, row) => told(field.name, row.properties[field.name]),
            }),
          )}
        />
      </QueryState>
    </Card>
  );
}

/** Addresses for machines, and how they are called. */
function Interfaces({ entry }: { entry: EntryDetail }): ReactNode {
  const t = useText('catalog');
  const origin = globalThis.location?.origin ?? '';
  const open = entry.sharing === 'open';
  const shared = open || entry.sharing === 'on-request';
  const header = open ? '' : " -H 'Authorization: Bearer tarim_share_…'";
  return (
    <Card size="small" title={t('entry.links')}>
      <DataTable
        name={`${entry.id}-links`}
        exported={false}
        rowKey="href"
        pagination={false}
        dataSource={entry.links}
        columns={[
          { title: t('entry.interface'), render: (_, row) => t(`interface.${row.interface}`) },
          {
            title: t('entry.address'),
            render: (_, row) => (
              <a href={row.href} target="_blank" rel="noreferrer">
                <code style={{ overflowWrap: 'anywhere' }}>{row.href}</code>
              </a>
            ),
          },
        ]}
      />
      {shared ? (
        <Typography.Paragraph copyable style={{ marginTop: 12 }}>
          <code style={{ overflowWrap: 'anywhere' }}>
            {`curl${header} -o ${entry.id}.csv '${origin}/api/catalog/datasets/${entry.id}/export?format=csv'`}
          </code>
        </Typography.Paragraph>
      ) : null}
    </Card>
  );
}
