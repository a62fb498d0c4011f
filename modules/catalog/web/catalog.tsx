import { Link } from '@tanstack/react-router';
import { formatTime, Page, QueryState, usePick, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Empty, Flex, Input, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { type EntryRow, getDcat, listEntries } from '../contract.ts';
import { count, FreshTag, Marked, rhythmName, SharingTag } from './words.tsx';

const FACETS = ['element', 'sharing', 'module'] as const;
type Facet = (typeof FACETS)[number];

/** The catalogue: words in two languages, facets, and what each data set is worth. */
export default function CatalogPage(): ReactNode {
  const t = useText('catalog');
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<Partial<Record<Facet, string>>>({});
  const list = useRouteQuery(listEntries, { query: { q: q.trim() || undefined, ...chosen } });
  const facets = list.data?.facets;
  const nameOf = (facet: Facet, value: string) => t(`${facet}.${value}`);
  return (
    <Page
      title={t('catalog.title')}
      note={t('catalog.note')}
      extra={
        <Button href={getDcat.path} target="_blank">
          {t('catalog.dcat')}
        </Button>
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          aria-label={t('catalog.search')}
          placeholder={t('catalog.search')}
          onSearch={setQ}
          style={{ width: 420, maxWidth: '100%' }}
        />
      </div>
      {FACETS.map((facet) => (
        <Flex key={facet} gap={4} wrap align="center" style={{ marginBottom: 6 }}>
          <Typography.Text type="secondary" style={{ minWidth: 64 }}>
            {t(`facet.${facet}`)}
          </Typography.Text>
          {(facets?.[facet] ?? []).map((one) => (
            <Tag.CheckableTag
              key={one.value}
              checked={chosen[facet] === one.value}
              onChange={(checked) => setChosen({ ...chosen, [facet]: checked ? one.value : undefined })}
            >
              {nameOf(facet, one.value)} {one.count}
            </Tag.CheckableTag>
          ))}
        </Flex>
      ))}
      <QueryState query={list}>
        {list.data?.entries.length === 0 ? <Empty description={t('catalog.none')} /> : null}
        <div
          style={{
            display: 'grid',
            gap: 12,
            marginTop: 8,
            gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
          }}
        >
          {list.data?.entries.map((one) => (
            <EntryCard key={one.id} entry={one} />
          ))}
        </div>
      </QueryState>
    </Page>
  );
}

function EntryCard({ entry }: { entry: EntryRow }): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const { figures, found } = entry;
  return (
    <Card size="small">
      <Flex justify="space-between" gap={8} align="flex-start">
        <Link to={`/data/catalog/${entry.id}` as string} style={{ fontSize: 16, fontWeight: 600 }}>
          <Marked text={pick(entry.titles.zh, entry.titles.en)} found={found} />
        </Link>
        <SharingTag sharing={entry.sharing} />
      </Flex>
      <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: '6px 0' }}>
        <Marked text={pick(entry.abstracts.zh, entry.abstracts.en)} found={found} />
      </Typography.Paragraph>
      <Flex gap={4} wrap>
        {(pick('zh', 'en') === 'zh' ? entry.keywords.zh : entry.keywords.en).slice(0, 5).map((word) => (
          <Tag key={word}>
            <Marked text={word} found={found} />
          </Tag>
        ))}
      </Flex>
      <Flex gap={12} wrap align="center" style={{ marginTop: 8 }} className="muted">
        <FreshTag freshness={entry.freshness} />
        <span>{t('card.rows', { n: count(figures?.rows) })}</span>
        {entry.rhythm === 'irregular' ? null : <span>{rhythmName(t, entry.rhythm)}</span>}
        {figures?.newest ? <span>{t('card.newest', { at: formatTime(figures.newest) })}</span> : null}
        <span>{t('card.calls', { n: count(entry.use.calls) })}</span>
      </Flex>
    </Card>
  );
}
