import { Link, useParams } from '@tanstack/react-router';
import {
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { getTerminal, issueKey, type TerminalDetail } from '../contract.ts';
import { Commands } from './commands.tsx';
import { OutageDialog } from './outage-dialog.tsx';
import { TerminalDialog } from './terminal-form.tsx';
import { Track } from './track.tsx';
import { activityText, SeverityTag, Simulated } from './words.tsx';

const REFRESH_MS = 20_000;

/** One terminal: its source, what it says, its trail with the dose, and what of it was refused. */
export default function TerminalPage(): ReactNode {
  const t = useText('tracking');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getTerminal, { params: { id: Number(id) } }, { refetchMs: REFRESH_MS });
  const one = query.data;
  return (
    <Page
      title={one?.name ?? t('menu.map')}
      note={one ? `${one.owner} · ${one.nuclide} · ${t('field.category')} ${one.categoryNow}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <Actions one={one} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/tracking/terminals' as string}>← {t('menu.map')}</Link>
      </p>
      <QueryState query={query}>
        {one ? (
          <Flex vertical gap={16}>
            <Alarms one={one} />
            <Ledger one={one} />
            <Facts one={one} />
            <Track id={one.id} background={one.background} expected={one.expectedNow} />
            {one.protocol === 'jt808' ? <Commands one={one} /> : null}
            <Refused one={one} />
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Actions({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [open, setOpen] = useState<'change' | 'outage' | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const issue = useRouteMutation(issueKey, { onSuccess: (answer) => setKey(answer.key) });
  if (!may('tracking.manage', one.unitPath)) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('outage')}>{t('outage.announce')}</Button>
      {one.protocol !== 'jt808' ? (
        <Button loading={issue.isPending} onClick={() => issue.mutate({ params: { id: one.id } })}>
          {t(one.keyed ? 'key.renew' : 'key.issue')}
        </Button>
      ) : null}
      <Button type="primary" onClick={() => setOpen('change')}>
        {t('terminals.change')}
      </Button>
      {key ? (
        <Alert
          type="warning"
          title={t('key.once')}
          description={<code>{key}</code>}
          closable={{ onClose: () => setKey(null) }}
        />
      ) : null}
      {open === 'change' ? <TerminalDialog one={one} onClose={close} /> : null}
      {open === 'outage' ? <OutageDialog id={one.id} onClose={close} /> : null}
    </>
  );
}

function Alarms({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  if (one.alarms.length === 0) return null;
  return (
    <Alert
      type={one.alarms.some((alarm) => alarm.severity === 'critical') ? 'error' : 'warning'}
      title={t('terminal.open')}
      description={
        <Flex gap={12} wrap>
          {one.alarms.map((alarm) => (
            <Link key={alarm.id} to={`/tracking/alarms/${alarm.id}` as string}>
              {t(`kind.${alarm.kind}`)} <SeverityTag severity={alarm.severity} />
            </Link>
          ))}
        </Flex>
      }
    />
  );
}

/** What the ledger of sources says of the source on this terminal; that it has none is an answer, too. */
function Ledger({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  const { ledger, sourceCode } = one;
  if (one.inLedger === 'closed') return null;
  if (sourceCode === '') return <Alert type="info" title={t('ledger.noCode')} />;
  if (!ledger) return <Alert type="error" showIcon title={t('ledger.none', { code: sourceCode })} />;
  const link = (
    <Link to={`/radiation/sources/${ledger.sourceId}` as string}>
      {t('ledger.source', { code: sourceCode, unit: ledger.unitName })}
    </Link>
  );
  if (ledger.mismatches.length === 0) return <Alert type="success" showIcon title={link} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={link}
      description={
        <ul>
          {ledger.mismatches.map(({ field, terminal, ledger: other }) => (
            <li key={field}>
              {t(`mismatch.${field}`)}：
              {t('ledger.differs', {
                terminal: field === 'state' ? t(`ledgerState.${terminal}`) : terminal,
                ledger: field === 'state' ? t(`ledgerState.${other}`) : other,
              })}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Facts({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  const item = (key: string, label: string, children: ReactNode) => ({ key, label, children });
  const { counts } = one;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2, xl: 3 }}
      items={[
        item('n', t('field.number'), one.number),
        item('p', t('field.protocol'), t(`protocol.${one.protocol}`)),
        item('u', t('field.unit'), unitName(one.unitPath)),
        item('a', t('field.activityNow'), activityText(one.activityNow)),
        item('r', t('field.risk'), `${formatNumber(one.risk, 3)} (${t(`confidence.${one.riskConfidence}`)})`),
        item('e', t('field.expectedNow'), `${formatNumber(one.expectedNow, 2)} µSv/h`),
        item(
          'b',
          t('field.baseline'),
          one.baseline === null
            ? '—'
            : `${formatNumber(one.baseline, 2)} µSv/h · ${formatTime(one.baselineAt, 'date')}`,
        ),
        item('g', t('field.background'), `${formatNumber(one.background, 2)} µSv/h`),
        item('c0', t('field.sourceCode'), one.sourceCode || '—'),
        item('s', t('field.sourceRef'), one.sourceRef || '—'),
        item('d', t('field.rate'), `${formatNumber(one.rate, 2)} µSv/h`),
        item('i', t('field.stowed'), one.stowed === null ? '—' : t(one.stowed ? 'stowed.in' : 'stowed.out')),
        item('v', t('field.battery'), one.battery === null ? '—' : `${formatNumber(one.battery, 0)}%`),
        item(
          't',
          t('field.sampledAt'),
          `${formatTime(one.sampledAt, 'full')} / ${formatTime(one.receivedAt, 'full')}`,
        ),
        item(
          'k',
          t('terminal.drift'),
          counts.driftSeconds === null ? '—' : `${formatNumber(counts.driftSeconds, 0)} s`,
        ),
        item(
          'c',
          t('terminal.counts'),
          t('terminal.countsText', {
            fixes: counts.fixes,
            duplicates: counts.duplicates,
            late: counts.late,
            clock: counts.clockWrong,
            gaps: counts.gaps,
          }),
        ),
      ]}
    />
  );
}

function Refused({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  if (one.refusals.length + one.outages.length === 0) return null;
  return (
    <Card title={t('terminal.notes')}>
      <ul>
        {one.outages.map((outage) => (
          <li key={outage.id}>
            {t('outage.text', {
              from: formatTime(outage.from),
              until: formatTime(outage.until),
              reason: outage.reason,
              by: outage.by,
            })}
          </li>
        ))}
        {one.refusals.map((refusal) => (
          <li key={`${refusal.day}${refusal.code}`}>
            {refusal.day} {refusal.code} × {refusal.count} · {formatTime(refusal.lastAt)} · {refusal.remote}
          </li>
        ))}
      </ul>
    </Card>
  );
}
