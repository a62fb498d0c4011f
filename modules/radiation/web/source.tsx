import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Card, Descriptions, Flex, Tag, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { getSource, type SourceAct, type SourceDetail } from '../contract.ts';
import { Back } from './back.tsx';
import { Clocks } from './clocks.tsx';
import { CodeCard } from './code-card.tsx';
import { DecayChart } from './decay-chart.tsx';
import { SourceActs } from './source-acts.tsx';
import { SourceTerminalCard } from './source-terminal.tsx';
import { activityText, Basis, CategoryTag, figureText, Simulated, StateTag } from './words.tsx';

/** One source: what it is today, how it decays, what runs, what was done and may be done, and its card. */
export default function SourcePage(): ReactNode {
  const t = useText('radiation');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getSource, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one ? `${t('source.title')} ${one.code ?? (one.label || `#${one.id}`)}` : t('menu.sources')}
      note={one ? `${one.nuclide} · ${one.unitName}` : ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          {one ? <StateTag state={one.state} /> : null}
          {one?.away ? <Tag color="blue">{t('source.away')}</Tag> : null}
        </>
      }
    >
      <Back to="/radiation/sources" title={t('menu.sources')} />
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: SourceDetail }): ReactNode {
  const t = useText('radiation');
  return (
    <Flex vertical gap={16}>
      <SourceActs one={one} />
      <Facts one={one} />
      {one.problems.length > 0 ? (
        <Card size="small" title={t('source.problems')}>
          <Flex vertical gap={6}>
            {one.problems.map(({ code, message }) => (
              <Alert key={`${code}${message}`} type="warning" showIcon title={message} description={code} />
            ))}
          </Flex>
        </Card>
      ) : null}
      {one.curve.length > 0 ? (
        <Card size="small" title={t('source.decay')}>
          <DecayChart one={one} />
        </Card>
      ) : null}
      <Card size="small" title={t('unit.clocks')}>
        <Clocks clocks={one.clocks} />
      </Card>
      {one.code ? <SourceTerminalCard code={one.code} /> : null}
      <CodeCard one={one} />
      <Card size="small" title={t('source.steps')}>
        <Timeline
          items={one.steps.toReversed().map(({ nth, act, by, at }) => ({
            key: nth,
            content: (
              <>
                <b>{t(`sourceAct.${act.act}`)}</b> {act.on} ·{' '}
                {[act.document, more(act, t)].filter(Boolean).join(' · ')}
                <div className="muted">
                  {by} · {formatTime(at)}
                </div>
              </>
            ),
          }))}
        />
      </Card>
    </Flex>
  );
}

function more(act: SourceAct, t: ReturnType<typeof useText>): string {
  switch (act.act) {
    case 'hold':
      return t(`origin.${act.origin}`);
    case 'apply-transfer':
    case 'return':
    case 'store':
      return t('source.at', { to: act.to });
    case 'file':
      return t(`filing.${act.of}`);
    case 'file-away':
      return `${act.place} ${act.from}–${act.to}`;
    case 'lose':
      return t(`how.${act.how}`);
    case 'correct':
      return Object.keys(act.after)
        .map((field) => `${t(`field.${field}`)} ${act.before[field] ?? '—'} → ${act.after[field] ?? '—'}`)
        .join('；');
    default:
      return '';
  }
}

function Facts({ one }: { one: SourceDetail }): ReactNode {
  const t = useText('radiation');
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  const { codeParts, today, transfer } = one;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('unit', <Link to={`/radiation/units/${one.unitId}` as string}>{one.unitName}</Link>),
        item(
          'code',
          <>
            {one.code ?? `— ${one.noCode}`}{' '}
            {codeParts && codeParts.unknown.length > 0 ? (
              <Tag color="gold">{t('source.codeUnknown')}</Tag>
            ) : null}
          </>,
        ),
        item('label', one.label || '—'),
        item('nuclide', one.nuclide),
        item('activity', activityText(one.activityBq)),
        item('measuredOn', one.measuredOn ?? '—'),
        item('category', one.category ?? '—'),
        item('halfLife', figureText(today.halfLifeDays)),
        { key: 'now', label: t('source.today'), children: activityText(today.activityBq) },
        item('categoryToday', <CategoryTag category={today.category} />),
        item('ratio', figureText(today.ratio)),
        item(
          'basis',
          today.rules.map((rule) => (
            <div key={rule.standard}>
              <Basis source={rule.standard} confidence={rule.confidence} />
            </div>
          )),
        ),
        item('use', one.use || '—'),
        item('place', one.place || '—'),
        ...(transfer
          ? [
              {
                key: 'transfer',
                label: t('sourceAct.apply-transfer'),
                children: `${t('source.transfer', { to: transfer.to })} ${
                  transfer.endsOn ? t('source.transferEnds', { on: transfer.endsOn }) : ''
                }`,
              },
            ]
          : []),
      ]}
    />
  );
}
