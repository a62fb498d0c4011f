import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatPercent,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Popconfirm, Typography } from 'antd';
import type { ReactNode } from 'react';
import { drawRound, getRound, type PaperSummary, type Ranked, type RoundDetail } from '../contract.ts';
import { FaultBars } from './fault-bars.tsx';
import { Opinions } from './opinions.tsx';
import { PaperTag, RoundTag, Simulated, scoreText } from './words.tsx';

/** One round: how it was sampled, its papers, the ranking of the units, and what was said to them. */
export default function RoundPage(): ReactNode {
  const t = useText('audit');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getRound, { params: { id: Number(id) } });
  const round = query.data;
  return (
    <Page
      title={round?.title ?? t('menu.rounds')}
      note={round ? `${round.number} · ${round.unitName}` : ''}
      extra={
        <>
          <Simulated when={round?.simulated ?? false} />
          {round ? <RoundTag state={round.state} /> : null}
          {round ? <Draw round={round} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/audit/rounds' as string}>← {t('menu.rounds')}</Link>
      </p>
      <QueryState query={query}>{round ? <Content round={round} /> : null}</QueryState>
    </Page>
  );
}

function Draw({ round }: { round: RoundDetail }): ReactNode {
  const t = useText('audit');
  const may = useMay();
  const draw = useRouteMutation(drawRound, { success: t('round.drawn') });
  if (round.state !== 'prepared' || !may('audit.plan', round.unitPath)) return null;
  return (
    <Popconfirm
      title={t('round.drawSure')}
      okText={t('round.draw')}
      onConfirm={() => draw.mutate({ params: { id: round.id }, body: {} })}
    >
      <Button type="primary" loading={draw.isPending}>
        {t('round.draw')}
      </Button>
    </Popconfirm>
  );
}

function Content({ round }: { round: RoundDetail }): ReactNode {
  const t = useText('audit');
  return (
    <Flex vertical gap={16}>
      <Facts round={round} />
      <Card size="small" title={t('round.ranking')}>
        <Ranking rows={round.ranking} />
      </Card>
      <Card size="small" title={t('round.faults')}>
        {round.faults.length === 0 ? (
          <span className="muted">{t('round.noFaults')}</span>
        ) : (
          <FaultBars faults={round.faults} />
        )}
      </Card>
      <Card size="small" title={t('round.sample')}>
        <Sample rows={round.sample} />
      </Card>
      <Opinions round={round} />
    </Flex>
  );
}

function Facts({ round }: { round: RoundDetail }): ReactNode {
  const t = useText('audit');
  const code = (text: string | null) =>
    text ? (
      <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
        {text}
      </Typography.Text>
    ) : (
      <span className="muted">{t('round.sealed')}</span>
    );
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'p', label: t('field.period'), children: `${round.from} – ${round.to}` },
        {
          key: 'u',
          label: t('field.audited'),
          children: round.audited.map(({ name }) => name).join('、'),
        },
        {
          key: 'r',
          label: t('round.rule'),
          children: t('round.ruleText', {
            rate: formatPercent(round.rate),
            deviation: formatPercent(round.deviation),
          }),
        },
        {
          key: 'n',
          label: t('field.signed'),
          children: `${round.signed} / ${round.papers} · ${t('field.pool')} ${round.pool}`,
        },
        { key: 'c', label: t('round.commitment'), children: code(round.commitment) },
        { key: 's', label: t('round.seed'), children: code(round.seed) },
        { key: 'h', label: t('round.hash'), children: round.hash ? code(round.hash) : '—' },
        { key: 'b', label: t('roundState.prepared'), children: `${formatTime(round.at)} · ${round.by}` },
      ]}
    />
  );
}

function Ranking({ rows }: { rows: readonly Ranked[] }): ReactNode {
  const t = useText('audit');
  const done = ({ rectified }: Ranked) =>
    t(`rectified.${rectified === null ? 'none' : rectified ? 'yes' : 'no'}`);
  return (
    <DataTable<Ranked>
      name={t('round.ranking')}
      rowKey="path"
      pagination={false}
      scroll={{ x: 700 }}
      dataSource={rows as Ranked[]}
      columns={[
        { title: t('field.place'), value: (row) => row.place ?? '—', align: 'right' },
        { title: t('field.audited'), dataIndex: 'name' },
        {
          title: t('field.mean'),
          value: (row) => row.mean ?? '—',
          render: (_, row) => scoreText(row.mean),
          align: 'right',
        },
        { title: t('field.pool'), dataIndex: 'pool', align: 'right' },
        { title: t('field.papers'), dataIndex: 'papers', align: 'right' },
        { title: t('field.signed'), dataIndex: 'signed', align: 'right' },
        { title: t('field.fatalFiles'), dataIndex: 'fatalFiles', align: 'right' },
        { title: t('field.rectified'), value: done },
      ]}
    />
  );
}

function Sample({ rows }: { rows: readonly PaperSummary[] }): ReactNode {
  const t = useText('audit');
  return (
    <DataTable<PaperSummary>
      name={t('round.sample')}
      rowKey="id"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      dataSource={rows as PaperSummary[]}
      locale={{ emptyText: t('round.notYet') }}
      columns={[
        {
          title: t('field.case'),
          value: (row) => row.caseNumber,
          render: (_, row) => <Link to={`/audit/papers/${row.id}` as string}>{row.caseNumber}</Link>,
        },
        { title: t('field.audited'), dataIndex: 'auditedName' },
        { title: t('field.party'), dataIndex: 'party' },
        { title: t('field.cause'), dataIndex: 'cause' },
        { title: t('field.why'), value: (row) => t(`why.${row.why}`) },
        {
          title: t('field.state'),
          value: (row) => t(`paperState.${row.state}`),
          render: (_, row) => <PaperTag state={row.state} />,
        },
        {
          title: t('field.score'),
          value: (row) => row.score ?? '—',
          render: (_, row) => scoreText(row.score),
          align: 'right',
        },
        { title: t('field.fatal'), value: (row) => row.fatal.join('、') || '—' },
        { title: t('field.signedBy'), value: (row) => row.signedBy ?? '—' },
      ]}
    />
  );
}
