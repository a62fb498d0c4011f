import { Link } from '@tanstack/react-router';
import { formatTime, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Drawer, Flex, Form, Input, Modal, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type Clue,
  type ClueReport,
  type ClueStep,
  listClues,
  type TriageAct,
  triageClue,
} from '../contract.ts';
import { ClockTag, ClueTag, Simulated } from './words.tsx';

/** One clue: what was told of it and by whom, what was done, and what may be done now. */
export function ClueDrawer({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('enforcement');
  const query = useRouteQuery(listClues, { query: { id } });
  const clue = query.data?.clues[0];
  return (
    <Drawer
      open
      size={620}
      title={clue ? `${clue.code} · ${clue.object}` : t('menu.clues')}
      onClose={onClose}
      extra={<Simulated when={clue?.simulated ?? false} />}
    >
      <QueryState query={query}>{clue ? <Whole clue={clue} /> : null}</QueryState>
    </Drawer>
  );
}

function Whole({ clue }: { clue: Clue }): ReactNode {
  const t = useText('enforcement');
  return (
    <>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <ClueTag state={clue.state} />
        <ClockTag clock={clue.clock} />
        {clue.earlier > 0 ? <Tag color="volcano">{t('clues.earlier', { n: clue.earlier })}</Tag> : null}
        {clue.caseId === null ? null : (
          <Link to={`/enforcement/cases/${clue.caseId}` as string}>{t('clues.case')}</Link>
        )}
      </Flex>
      <Triage clue={clue} />
      <h4>{t('clues.reports')}</h4>
      {clue.reports.map((one) => (
        <Report key={one.id} report={one} />
      ))}
      {clue.steps.length > 0 ? (
        <>
          <h4>{t('clues.steps')}</h4>
          <Timeline items={clue.steps.map((one) => ({ children: <Step step={one} /> }))} />
        </>
      ) : null}
    </>
  );
}

function Report({ report }: { report: ClueReport }): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const { ref, taskId } = report;
  return (
    <Card
      size="small"
      style={{ marginBottom: 10 }}
      title={`${t(`clueSource.${report.source}`)} · ${report.on}`}
    >
      <strong>{report.suspected}</strong>
      {report.facts && report.facts !== report.suspected ? <p>{report.facts}</p> : null}
      <Flex gap={12} className="muted">
        <span>{report.by}</span>
        {taskId === null ? null : (
          <Link to={`/supervision/tasks/${taskId}` as string}>{t('clues.task')}</Link>
        )}
        {ref?.kind === 'visit' ? (
          <Link to={`/inspection/visits?visit=${ref.id}` as string}>{t('clues.visit')}</Link>
        ) : null}
        {ref?.kind === 'complaint' && may('complaint.read') ? (
          <Link to={`/complaint/files/${ref.id}` as string}>{t('clues.complaint')}</Link>
        ) : null}
      </Flex>
    </Card>
  );
}

function Step({ step }: { step: ClueStep }): ReactNode {
  const t = useText('enforcement');
  const to =
    step.ref === null
      ? null
      : step.act === 'file'
        ? `/enforcement/cases/${step.ref}`
        : `/inspection/visits?visit=${step.ref}`;
  return (
    <>
      <strong>{to ? <Link to={to}>{t(`clueAct.${step.act}`)}</Link> : t(`clueAct.${step.act}`)}</strong>{' '}
      {step.text}
      <div className="muted">
        {step.by} · {formatTime(step.at, 'full')}
      </div>
    </>
  );
}

/** What may be done: a visit, a case, or an end with its reason. */
function Triage({ clue }: { clue: Clue }): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const [act, setAct] = useState<TriageAct['act'] | null>(null);
  if (clue.state !== 'open' && clue.state !== 'inspecting') return null;
  const { unitPath } = clue;
  const told = clue.reports.at(-1);
  const plan = new URLSearchParams({
    plan: '1',
    clue: String(clue.id),
    enterprise: clue.object,
    why: `${clue.code} ${told?.suspected ?? ''}`.trim(),
  });
  const handles = may('enforcement.handle', unitPath);
  return (
    <Flex gap={8} wrap style={{ marginBottom: 16 }}>
      {clue.enterpriseId !== null && may('inspection.manage', unitPath) ? (
        <Link to={`/inspection/visits?${plan}` as string}>
          <Button>{t('clues.plan')}</Button>
        </Link>
      ) : null}
      {handles ? (
        <Link to={`/enforcement/cases?clue=${clue.id}` as string}>
          <Button type="primary">{t('clues.file')}</Button>
        </Link>
      ) : null}
      {handles ? <Button onClick={() => setAct('not-file')}>{t('clueAct.not-file')}</Button> : null}
      {handles ? <Button onClick={() => setAct('transfer')}>{t('clueAct.transfer')}</Button> : null}
      {may('enforcement.decide', unitPath) && !clue.steps.some((one) => one.act === 'extend') ? (
        <Button onClick={() => setAct('extend')}>{t('clueAct.extend')}</Button>
      ) : null}
      {act ? <TriageDialog id={clue.id} act={act} onClose={() => setAct(null)} /> : null}
    </Flex>
  );
}

function TriageDialog({
  id,
  act,
  onClose,
}: {
  id: number;
  act: TriageAct['act'];
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const [form] = Form.useForm<{ text: string }>();
  const send = useRouteMutation(triageClue, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t(`clueAct.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t(`clueNeeds.${act}`)}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ text }) => send.mutate({ params: { id }, body: { act, text } })}
      >
        <Form.Item name="text" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={act === 'extend' ? 400 : 1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
