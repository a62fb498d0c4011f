import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type AccidentDetail,
  accidentForm,
  accidentReport,
  getAccident,
  settleAccident,
} from '../contract.ts';
import { AccidentFormDialog } from './accident-form.tsx';
import { ClockTag } from './clock.tsx';
import { EndDialog } from './end-dialog.tsx';
import { activityText, Simulated } from './words.tsx';

const REFRESH_MS = 30_000;

/** One accident: its clock of two hours, its grade with the rules that hold, its initial report. */
export default function AccidentPage(): ReactNode {
  const t = useText('tracking');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getAccident, { params: { id: Number(id) } }, { refetchMs: REFRESH_MS });
  const one = query.data;
  return (
    <Page
      title={one ? t('accident.title', { name: one.terminalName }) : t('menu.accidents')}
      note={one ? `${one.owner} · ${t(`event.${one.facts.event}`)}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <ClockTag one={one} />
            <Actions one={one} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/tracking/accidents' as string}>← {t('menu.accidents')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Actions({ one }: { one: AccidentDetail }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [open, setOpen] = useState<'form' | 'end' | null>(null);
  const report = useRouteMutation(settleAccident, { success: t('saved') });
  const handles = one.state !== 'ended' && may('tracking.handle', one.unitPath);
  const close = () => setOpen(null);
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <Button
          key={format}
          href={urlOf(accidentForm, { id: one.id }, { format })}
          target="_blank"
          rel="noreferrer"
        >
          {t('accident.form', { format: format.toUpperCase() })}
        </Button>
      ))}
      <Button href={urlOf(accidentReport, { id: one.id })}>{t('accident.report')}</Button>
      {handles ? <Button onClick={() => setOpen('form')}>{t('accident.fill')}</Button> : null}
      {handles && one.state === 'open' ? (
        <Button
          type="primary"
          loading={report.isPending}
          onClick={() => report.mutate({ params: { id: one.id }, body: { act: 'reported', note: '' } })}
        >
          {t('accident.reported')}
        </Button>
      ) : null}
      {handles ? (
        <Button danger onClick={() => setOpen('end')}>
          {t('accident.end')}
        </Button>
      ) : null}
      {open === 'form' ? <AccidentFormDialog one={one} onClose={close} /> : null}
      {open === 'end' ? <EndDialog id={one.id} onClose={close} /> : null}
    </>
  );
}

function Content({ one }: { one: AccidentDetail }): ReactNode {
  const t = useText('tracking');
  const item = (key: string, label: string, children: ReactNode) => ({ key, label, children });
  const shown = (value: string | number | boolean | null): ReactNode =>
    value === null || value === false
      ? '—'
      : value === true
        ? '√'
        : typeof value === 'number' && value >= 1e6
          ? activityText(value)
          : String(value);
  return (
    <Flex vertical gap={16}>
      <Alert
        type={one.level !== null && one.level <= 2 ? 'error' : 'warning'}
        title={t('accident.grade', { grade: one.grade ?? '—' })}
        description={
          <>
            {one.matched.map((rule) => (
              <div key={rule.zh}>
                {rule.grade}：{rule.zh}（{rule.of}）
              </div>
            ))}
            <div className="muted">
              {t('accident.gradeNote', {
                source: one.gradeSource,
                confidence: t(`confidence.${one.gradeConfidence}`),
              })}
            </div>
          </>
        }
      />
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          item('f', t('field.foundAt'), formatTime(one.foundAt, 'full')),
          item('d', t('field.dueAt'), `${formatTime(one.dueAt, 'full')} (${one.clockSource})`),
          item('r', t('accident.reportedAt'), formatTime(one.reportedAt, 'full')),
          item('c', t('field.category'), one.category ?? '—'),
          item('a', t('field.activity'), activityText(one.activity)),
          item('n', t('accident.activityThen'), activityText(one.activityThen)),
          item(
            'l',
            t('menu.alarms'),
            one.alarmId === null ? (
              '—'
            ) : (
              <Link to={`/tracking/alarms/${one.alarmId}` as string}>#{one.alarmId}</Link>
            ),
          ),
          item(
            'e',
            t('accident.ended'),
            one.endedAt ? `${formatTime(one.endedAt, 'full')} ${one.endReason ?? ''}` : '—',
          ),
        ]}
      />
      {one.form.map((part) => (
        <Card key={part.key} size="small" title={part.title}>
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            items={Object.entries(part.values).map(([name, value]) => item(name, name, shown(value)))}
          />
        </Card>
      ))}
    </Flex>
  );
}
