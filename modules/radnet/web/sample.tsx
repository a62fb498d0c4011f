import { Link, useParams } from '@tanstack/react-router';
import { DataTable, formatTime, Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getSample,
  type SampleAct,
  type SampleActName,
  type SampleDetail,
  type SampleResult,
} from '../contract.ts';
import { SampleActDialog } from './sample-act-dialog.tsx';
import { Result, SampleTag } from './sample-words.tsx';
import { Simulated } from './words.tsx';

/** One sample: what was done with it, its results, and what may be done next. */
export default function SamplePage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getSample, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one?.number ?? t('menu.samples')}
      note={one ? `${t(`medium.${one.medium}`)} · ${one.place}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <SampleTag state={one.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/radnet/samples' as string}>← {t('menu.samples')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: SampleDetail }): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const [act, setAct] = useState<SampleActName | null>(null);
  return (
    <Flex vertical gap={16}>
      {one.acts.length > 0 ? (
        <Flex gap={8} wrap>
          {one.acts.map((name) => (
            <Button key={name} onClick={() => setAct(name)}>
              {t(`act.${name}`)}
            </Button>
          ))}
        </Flex>
      ) : null}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
          { key: 'plannedOn', label: t('field.plannedOn'), children: `${one.plannedOn} · ${one.by}` },
          { key: 'indicators', label: t('field.indicators'), children: one.indicators.join('、') },
          {
            key: 'position',
            label: t('field.position'),
            children: one.lon === null || one.lat === null ? '—' : `${one.lon}, ${one.lat}`,
          },
        ]}
      />
      <Card size="small" title={t('sample.results')}>
        <p className="muted">{t('sample.resultsNote')}</p>
        <DataTable<SampleResult>
          name={one.number}
          rowKey="indicator"
          pagination={false}
          dataSource={one.results as SampleResult[]}
          columns={[
            { title: t('field.indicators'), dataIndex: 'indicator' },
            {
              title: t('field.result'),
              value: (row) => (row.below ? t('result.below') : row.value),
              render: (_, row) => <Result of={row} />,
            },
            { title: t('field.uncertainty'), value: (row) => row.uncertainty },
            { title: t('field.detectionLimit'), value: (row) => row.detectionLimit },
            { title: t('field.dimension'), dataIndex: 'unit' },
          ]}
        />
      </Card>
      <Card size="small" title={t('sample.steps')}>
        <Timeline
          items={one.steps.map(({ nth, act: step, by, at }) => ({
            key: String(nth),
            content: (
              <>
                <b>{t(`act.${step.act}`)}</b> {step.on} · {by} <span className="muted">{formatTime(at)}</span>
                <div>{told(step, t)}</div>
              </>
            ),
          }))}
        />
      </Card>
      {act ? <SampleActDialog of={one} act={act} onClose={() => setAct(null)} /> : null}
    </Flex>
  );
}

/** What a step says, in one line. */
function told(act: SampleAct, t: (key: string) => string): string {
  switch (act.act) {
    case 'collect':
      return [act.collector, act.barcode, act.amount, act.note].filter(Boolean).join(' · ');
    case 'measure':
      return [act.laboratory, act.method, act.instrument].join(' · ');
    case 'review':
      return `${t(act.pass ? 'review.pass' : 'review.back')} · ${act.opinion}`;
    case 'cancel':
      return act.reason;
    case 'publish':
      return '';
  }
}
