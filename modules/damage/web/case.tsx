import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ActName, type Clock, type DamageAct, type DamageDetail, getDamageCase } from '../contract.ts';
import { ActDialog } from './act-dialog.tsx';
import { ACT_FIELDS, type Field, labelOf } from './act-fields.ts';
import { Amounts } from './amounts.tsx';
import { ClockTag, Simulated, StateTag, Unverified, yuan } from './words.tsx';

const LOOK_MS = 60_000;

/** One case: how its terms stand, what it comes to, what was done and what may be done next. */
export default function CasePage(): ReactNode {
  const t = useText('damage');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getDamageCase, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const one = query.data;
  return (
    <Page
      title={one?.number ?? t('menu.cases')}
      note={one ? `${one.party} · ${one.title}` : ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          {one ? <StateTag state={one.state} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/damage/cases' as string}>← {t('menu.cases')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: DamageDetail }): ReactNode {
  const t = useText('damage');
  return (
    <Flex vertical gap={16}>
      <Acts one={one} />
      {one.unconfirmed ? <Alert type="warning" showIcon title={t('case.unconfirmed')} /> : null}
      <Clocks clocks={one.clocks} />
      <Facts one={one} />
      <Amounts one={one} />
      <Card size="small" title={t('case.timeline')}>
        <Timeline
          items={[
            { key: 'opened', content: `${one.foundOn} · ${t('case.opened', { by: one.openedBy })}` },
            ...one.steps.map(({ nth, act, by, at }) => ({
              key: String(nth),
              content: (
                <>
                  <b>{t(`act.${act.act}`)}</b> {act.on} · {by} <span className="muted">{formatTime(at)}</span>
                  <div>{told(act, t)}</div>
                </>
              ),
            })),
          ]}
        />
      </Card>
    </Flex>
  );
}

function Acts({ one }: { one: DamageDetail }): ReactNode {
  const t = useText('damage');
  const [act, setAct] = useState<ActName | null>(null);
  return (
    <Card size="small" title={t('case.acts')}>
      {one.acts.length === 0 ? (
        <span className="muted">{t('case.noActs')}</span>
      ) : (
        <Flex gap={8} wrap>
          {(one.acts as ActName[]).map((name) => (
            <Button key={name} onClick={() => setAct(name)}>
              {t(`act.${name}`)}
            </Button>
          ))}
        </Flex>
      )}
      {act ? <ActDialog of={one} act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  );
}

function Clocks({ clocks }: { clocks: readonly Clock[] }): ReactNode {
  const t = useText('damage');
  if (clocks.length === 0) return null;
  return (
    <Card size="small" title={t('case.clocks')}>
      <Flex gap={8} wrap>
        {clocks.map((clock) => (
          <span key={clock.key + clock.due}>
            <ClockTag clock={clock} />
            <small className="muted">
              {/^(negotiation|court)$/.test(clock.source) ? t(`clockSource.${clock.source}`) : clock.source}{' '}
              <Unverified confidence={clock.confidence} />
            </small>
          </span>
        ))}
      </Flex>
      <p className="muted">{t('case.clockNote')}</p>
    </Card>
  );
}

function Facts({ one }: { one: DamageDetail }): ReactNode {
  const t = useText('damage');
  const file = (kind: string, format: string) =>
    `/api/damage/cases/${one.id}/documents/${kind}?format=${format}`;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'party', label: t('field.party'), children: one.party },
        {
          key: 'code',
          label: t(one.partyFacts.kind === 'organisation' ? 'field.uscc' : 'field.identity'),
          children: one.partyFacts.code || t('case.hidden'),
        },
        { key: 'source', label: t('field.source'), children: t(`source.${one.source}`) },
        ...(one.penalty
          ? [
              {
                key: 'penalty',
                label: t('field.penalty'),
                children: (
                  <Link to={`/enforcement/cases/${one.penalty.id}` as string}>{one.penalty.number}</Link>
                ),
              },
            ]
          : []),
        { key: 'facts', label: t('field.facts'), span: 'filled' as const, children: one.facts },
        {
          key: 'meetings',
          label: t('act.meet'),
          children: (
            <>
              {t('case.meetings', { held: one.meetings.held, most: one.meetings.most })}{' '}
              <Unverified confidence={one.meetings.confidence} />
            </>
          ),
        },
        ...(one.repeats > 0
          ? [{ key: 'repeats', label: t('field.repeat'), children: t('case.repeats', { n: one.repeats }) }]
          : []),
        {
          key: 'published',
          label: t('case.published'),
          children: one.published.map((what) => t(`what.${what}`)).join('、') || '—',
        },
        {
          key: 'documents',
          label: t('case.documents'),
          span: 'filled' as const,
          children:
            one.documents.length === 0
              ? '—'
              : one.documents.map(({ kind, number }) => (
                  <div key={number}>
                    {number}{' '}
                    <a href={file(kind, 'pdf')} target="_blank" rel="noreferrer">
                      PDF
                    </a>{' '}
                    <a href={file(kind, 'docx')}>DOCX</a>
                  </div>
                )),
        },
      ]}
    />
  );
}

/** What a step says, in one line; its day stands before it. */
function told(act: DamageAct, t: (key: string) => string): string {
  return ACT_FIELDS[act.act]
    .filter(({ name }) => name !== 'on')
    .flatMap((field) => {
      const shown = shownOf(field, (act as Record<string, unknown>)[field.name], t);
      return shown === '' ? [] : [`${t(labelOf(act.act, field))}：${shown}`];
    })
    .join('；');
}

function shownOf(field: Field, value: unknown, t: (key: string) => string): string {
  if (value === null || value === undefined) return '';
  switch (field.as) {
    case 'yuan':
      return yuan(value as number);
    case 'yes':
      return t(value ? 'yes' : 'no');
    case 'one':
      return t(`${field.words}.${value as string}`);
    case 'items':
      return (value as { item: string; amount: number }[])
        .map(({ item, amount }) => `${t(`item.${item}`)} ${yuan(amount)}`)
        .join('、');
    case 'parts':
      return (value as { due: string; amount: number }[])
        .map(({ due, amount }) => `${due} ${yuan(amount)}`)
        .join('、');
    case 'estimate':
      return t('estimated');
    default:
      return String(value);
  }
}
