import { Link, useNavigate, useParams } from '@tanstack/react-router';
import {
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { ColouredMap } from '@tarim/ui/map';
import { Alert, Button, Card, DatePicker, Descriptions, Flex, Form, Modal, Popconfirm } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useMemo, useState } from 'react';
import { type CalendarJob, decideJob, getJob, listTerminals, returnJob } from '../contract.ts';
import { gravest, MAP_COLOURS, PHASE_COLOURS, PhaseTag, Simulated } from './words.tsx';

const NONE: readonly never[] = [];

/** One filed job: where, when, with which sources and people, where these are now, and what it collides with. */
export default function JobPage(): ReactNode {
  const t = useText('tracking');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getJob, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one?.job.name ?? t('jobs.title')}
      note={one ? `${one.job.owner} · ${one.job.filing || '—'}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.job.simulated} />
            <PhaseTag phase={one.job.phase} />
            <Acts one={one} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/tracking/calendar' as string}>← {t('menu.calendar')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Acts({ one: { job } }: { one: CalendarJob }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [returning, setReturning] = useState(false);
  const decide = useRouteMutation(decideJob, { success: t('saved') });
  if (!may('tracking.manage', job.unitPath)) return null;
  const open = job.phase === 'underway' || job.phase === 'overdue';
  const decisions =
    job.state === 'filed'
      ? (['approved', 'refused'] as const)
      : job.phase === 'approved' || job.phase === 'underway'
        ? (['withdrawn'] as const)
        : [];
  return (
    <>
      {decisions.map((decision) => (
        <Popconfirm
          key={decision}
          title={t(`decide.${decision}Sure`)}
          okText={t(`decide.${decision}`)}
          onConfirm={() => decide.mutate({ params: { id: job.id }, body: { decision, note: '' } })}
        >
          <Button loading={decide.isPending}>{t(`decide.${decision}`)}</Button>
        </Popconfirm>
      ))}
      {open ? (
        <Button type="primary" onClick={() => setReturning(true)}>
          {t('job.return')}
        </Button>
      ) : null}
      {returning ? <ReturnDialog id={job.id} onClose={() => setReturning(false)} /> : null}
    </>
  );
}

function ReturnDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('tracking');
  const [form] = Form.useForm<{ at: Dayjs }>();
  const back = useRouteMutation(returnJob, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('job.return')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={back.isPending}
    >
      <Form
        form={form}
        name="return"
        layout="vertical"
        initialValues={{ at: dayjs() }}
        onFinish={({ at }) => back.mutate({ params: { id }, body: { at: at.toISOString() } })}
      >
        <Form.Item
          name="at"
          label={t('field.returnedAt')}
          extra={t('job.returnHint')}
          rules={[{ required: true }]}
        >
          <DatePicker showTime style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Content({ one: { job, conflicts } }: { one: CalendarJob }): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const terminals = useRouteQuery(listTerminals, {}).data?.terminals;
  const nameOf = (id: number): string => terminals?.find((one) => one.id === id)?.name ?? `#${id}`;
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  const areas = useMemo(
    () => [{ id: 'job', geometry: job.geometry as never, colour: PHASE_COLOURS[job.phase] }],
    [job],
  );
  const points = useMemo(
    () =>
      (terminals ?? []).flatMap((one) =>
        one.lon === null || one.lat === null || !job.terminals.includes(one.id)
          ? []
          : [
              {
                id: one.id,
                lon: one.lon,
                lat: one.lat,
                colour: MAP_COLOURS[gravest(one)],
                title: `${one.name} · ${formatTime(one.sampledAt)}`,
              },
            ],
      ),
    [job, terminals],
  );
  return (
    <Flex vertical gap={16}>
      {conflicts.length > 0 ? (
        <Card size="small" title={t('calendar.conflicts')}>
          <Flex vertical gap={6}>
            {conflicts.map((other) => (
              <Alert
                key={other.jobId}
                type="warning"
                showIcon
                title={<Link to={`/tracking/jobs/${other.jobId}` as string}>{other.name}</Link>}
                description={[...other.terminals.map(nameOf), ...other.people].join('、')}
              />
            ))}
          </Flex>
        </Card>
      ) : null}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          item('unit', unitName(job.unitPath)),
          item('window', `${formatTime(job.startsAt)} – ${formatTime(job.endsAt)}`),
          item(
            'terminals',
            <Flex gap={8} wrap>
              {job.terminals.map((id) => (
                <Link key={id} to={`/tracking/terminals/${id}` as string}>
                  {nameOf(id)}
                </Link>
              ))}
            </Flex>,
          ),
          item('team', job.team.join('、') || '—'),
          item('decidedBy', job.decidedBy ? `${job.decidedBy} · ${formatTime(job.decidedAt)}` : '—'),
          item('returnedAt', job.returnedAt ? `${formatTime(job.returnedAt)} · ${job.returnedBy}` : '—'),
        ]}
      />
      <ColouredMap
        areas={areas}
        points={points}
        legend={NONE}
        height={320}
        nearest={14}
        onPoint={(id) => void navigate({ to: `/tracking/terminals/${id}` as string })}
      />
    </Flex>
  );
}
