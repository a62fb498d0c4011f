import { Link, useParams } from '@tanstack/react-router';
import { DataTable, FileLinks, formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type ActName,
  actFacts,
  type CaseAct,
  type CaseDetail,
  type Clock,
  getCase,
  MEASURE_ACTS,
} from '../contract.ts';
import { ActDialog } from './act-dialog.tsx';
import { AssessDialog } from './assess-dialog.tsx';
import { CompensationTold } from './compensation.tsx';
import { PrintPapers } from './print-dialog.tsx';
import { ClockTag, Simulated, StateTag, yuan } from './words.tsx';

const LOOK_MS = 60_000;

/** One case: what it is about, how its terms stand, what its data show, what was done and what may be done next. */
export default function CasePage(): ReactNode {
  const t = useText('enforcement');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getCase, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const one = query.data;
  return (
    <Page
      title={one?.number ?? t('menu.cases')}
      note={one ? `${one.party} · ${one.cause}` : ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          {one ? <StateTag state={one.state} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/enforcement/cases' as string}>← {t('menu.cases')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: CaseDetail }): ReactNode {
  const t = useText('enforcement');
  return (
    <Flex vertical gap={16}>
      <Acts one={one} />
      <Clocks clocks={one.clocks} />
      <Card size="small" title={t('case.findings')}>
        {one.findings.length === 0 ? (
          <span className="muted">{t('case.noFindings')}</span>
        ) : (
          <Flex vertical gap={8}>
            {one.findings.map((finding) => (
              <Alert
                key={`${finding.item}${finding.message}`}
                type={finding.when === 'now' ? 'error' : 'warning'}
                showIcon
                title={`${finding.item} ${finding.title} · ${t(`case.${finding.when}`)}`}
                description={finding.message}
              />
            ))}
          </Flex>
        )}
      </Card>
      <Facts one={one} />
      <Evidence one={one} />
      <Card size="small" title={t('case.timeline')}>
        <Timeline
          items={[
            {
              key: 'filed',
              content: (
                <>
                  {one.filedOn} · {t('case.filed', { by: one.filedBy })} <Papers of={one.id} nth={0} />
                </>
              ),
            },
            ...one.steps.map(({ nth, act, by, at, voided }) => ({
              key: String(nth),
              content: (
                <>
                  {voided ? <Tag>{t('case.voided')}</Tag> : null}
                  <b style={voided ? { textDecoration: 'line-through' } : undefined}>{t(`act.${act.act}`)}</b>{' '}
                  {'on' in act ? act.on : `${act.from} – ${act.to}`} · {by}{' '}
                  <span className="muted">{formatTime(at)}</span>
                  <div>
                    {told(act, t)} {voided || act.act === 'void' ? null : <Papers of={one.id} nth={nth} />}
                  </div>
                </>
              ),
            })),
          ]}
        />
      </Card>
    </Flex>
  );
}

function Acts({ one }: { one: CaseDetail }): ReactNode {
  const t = useText('enforcement');
  const [act, setAct] = useState<ActName | null>(null);
  const acts = one.acts as ActName[];
  const chain = acts.filter((name) => !MEASURE_ACTS.has(name));
  const measures = acts.filter((name) => MEASURE_ACTS.has(name));
  return (
    <Card size="small" title={t('case.acts')}>
      {one.acts.length === 0 ? (
        <span className="muted">{t('case.noActs')}</span>
      ) : (
        <Flex vertical gap={12}>
          {[chain, measures]
            .filter((names) => names.length > 0)
            .map((names) => (
              <Flex key={names[0]} gap={8} wrap align="center">
                {names === measures ? <span className="muted">{t('case.measures')}</span> : null}
                {names.map((name) => (
                  <Button key={name} onClick={() => setAct(name)}>
                    {t(`act.${name}`)}
                  </Button>
                ))}
              </Flex>
            ))}
        </Flex>
      )}
      {act === 'assess' ? <AssessDialog of={one} onClose={() => setAct(null)} /> : null}
      {act && act !== 'assess' ? <ActDialog of={one} act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  );
}

function Clocks({ clocks }: { clocks: readonly Clock[] }): ReactNode {
  const t = useText('enforcement');
  return (
    <Card size="small" title={t('case.clocks')}>
      <Flex gap={8} wrap>
        {clocks.map((clock) => (
          <span key={clock.key + clock.due}>
            <ClockTag clock={clock} />
            <small className="muted">
              {clock.source}
              {clock.confidence === 'unverified' ? ` · ${t('unverified')}` : ''}
            </small>
          </span>
        ))}
      </Flex>
    </Card>
  );
}

function Facts({ one }: { one: CaseDetail }): ReactNode {
  const t = useText('enforcement');
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'party', label: t('field.party'), children: one.party },
        ...(one.visit
          ? [
              {
                key: 'visit',
                label: t('field.visit'),
                children: (
                  <Link to={`/inspection/visits?visit=${one.visit.id}` as string}>{one.visit.visitedOn}</Link>
                ),
              },
            ]
          : []),
        ...(one.clue
          ? [
              {
                key: 'clue',
                label: t('menu.clues'),
                children: (
                  <Link to={`/enforcement/clues?clue=${one.clue.id}` as string}>{one.clue.code}</Link>
                ),
              },
            ]
          : []),
        ...(one.lead
          ? [
              {
                key: 'lead',
                label: t('field.lead'),
                children: <Link to={`/supervision/tasks/${one.lead.taskId}` as string}>{one.lead.code}</Link>,
              },
            ]
          : []),
        {
          key: 'code',
          label: t(one.partyFacts.kind === 'organisation' ? 'field.uscc' : 'field.identity'),
          children: one.partyFacts.code || t('case.hidden'),
        },
        { key: 'violation', label: t('field.violation'), children: one.violationTitle },
        {
          key: 'range',
          label: t('field.range'),
          children: one.range
            ? `${yuan(one.range.min)} – ${yuan(one.range.max)} · ${one.range.source}`
            : t('case.noRange'),
        },
        { key: 'time', label: t('field.actTime'), children: `${one.actStart} – ${one.actEnd}` },
        {
          key: 'handlers',
          label: t('field.handlers'),
          children: one.handlers.map(({ name, certificate }) => `${name}（${certificate}）`).join('、'),
        },
        { key: 'facts', label: t('field.facts'), span: 'filled' as const, children: one.facts },
        ...(one.fine !== null ? [{ key: 'fine', label: t('field.fine'), children: yuan(one.fine) }] : []),
        ...(one.lateFine !== null
          ? [
              {
                key: 'late',
                label: t('case.lateFine'),
                children: `${yuan(one.lateFine)} · ${t('case.lateOwed', { amount: yuan(one.lateOwed) })}`,
              },
            ]
          : []),
        ...(one.credit
          ? [
              {
                key: 'credit',
                label: t('case.credit'),
                span: 'filled' as const,
                children: (
                  <>
                    {t('case.creditIs', {
                      grade: t(`credit.${one.credit.grade}`),
                      state: t(`creditState.${one.credit.state}`),
                      on: one.credit.publishedOn,
                      from: one.credit.repairableFrom,
                      to: one.credit.endsOn,
                    })}{' '}
                    <small className="muted">
                      {one.credit.source}
                      {one.credit.confidence === 'official-text' ? '' : ` · ${t('unverified')}`}
                    </small>
                  </>
                ),
              },
            ]
          : []),
        ...(one.compensation
          ? [
              {
                key: 'compensation',
                label: t('case.compensation'),
                span: 'filled' as const,
                children: <CompensationTold of={one.compensation} />,
              },
            ]
          : []),
        ...one.daily.map((round) => ({
          key: `daily-${round.noticedOn}`,
          label: t('case.daily'),
          span: 'filled' as const,
          children: t('case.dailyRound', {
            noticed: round.noticedOn,
            days: round.days,
            amount: yuan(round.amount),
            decided: round.decidedOn ? t('case.dailyDecided', { on: round.decidedOn }) : t('case.dailyOpen'),
          }),
        })),
        ...(one.hearingDue
          ? [
              {
                key: 'hearing',
                label: t('act.hold-hearing'),
                children: <Tag color="gold">{t('case.hearingDue')}</Tag>,
              },
            ]
          : []),
        {
          key: 'documents',
          label: t('case.documents'),
          span: 'filled' as const,
          children: (
            <>
              <div>
                {t('case.volume')} <FormatLinks at={`/api/enforcement/cases/${one.id}/volume`} />{' '}
                <PrintSome one={one} />
              </div>
              {one.documents.map(({ nth, number, voided }) => (
                <div key={number}>
                  {number} {voided ? <Tag>{t('case.voided')}</Tag> : <Papers of={one.id} nth={nth} />}
                </div>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}

/** Some of its papers in one file. */
function PrintSome({ one }: { one: CaseDetail }): ReactNode {
  const t = useText('enforcement');
  const [open, setOpen] = useState(false);
  const papers = [
    { nth: 0, label: `${one.filedOn} ${t('paper.file')}` },
    ...one.steps
      .filter(({ act, voided }) => !voided && act.act !== 'void')
      .map(({ nth, act }) => ({
        nth,
        label: `${'on' in act ? act.on : act.from} ${t(`paper.${act.act}`)}`,
      })),
  ];
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('print.button')}
      </Button>
      {open ? <PrintPapers id={one.id} papers={papers} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The paper of a step; of none: how the case was filed. */
const Papers = ({ of, nth }: { of: number; nth: number }): ReactNode => (
  <FormatLinks at={`/api/enforcement/cases/${of}/papers/${nth}`} />
);

const FormatLinks = ({ at }: { at: string }): ReactNode => (
  <small>
    <a href={`${at}?format=pdf`} target="_blank" rel="noreferrer">
      PDF
    </a>{' '}
    <a href={`${at}?format=docx`}>DOCX</a>
  </small>
);

type EvidenceAct = Extract<CaseAct, { act: 'add-evidence' }>;

function Evidence({ one }: { one: CaseDetail }): ReactNode {
  const t = useText('enforcement');
  const rows = one.steps.flatMap(({ act, nth, voided }) =>
    act.act === 'add-evidence' && !voided ? [{ ...act, nth }] : [],
  );
  return (
    <DataTable<EvidenceAct & { nth: number }>
      name={t('case.evidence')}
      rowKey="nth"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={rows}
      locale={{ emptyText: t('doc.noEvidence') }}
      columns={[
        { title: t('field.evidence'), dataIndex: 'title' },
        { title: t('field.kind'), value: (row) => t(`evidence.${row.kind}`) },
        { title: t('field.collectedOn'), dataIndex: 'on', className: 'nowrap' },
        { title: t('field.proves'), dataIndex: 'proves' },
        {
          title: t('field.files'),
          value: (row) => row.files.map(({ name, sha256 }) => `${name} ${sha256}`).join('、'),
          render: (_, row) => (
            <FileLinks
              files={row.files}
              href={(sha256) => `/api/enforcement/cases/${one.id}/files/${sha256}`}
            />
          ),
        },
      ]}
    />
  );
}

/** What a step says, in one line; its day stands before it. */
const told = (act: CaseAct, t: (key: string) => string): string =>
  actFacts(act, t)
    .map(([label, value]) => `${label}：${value}`)
    .join('；');
