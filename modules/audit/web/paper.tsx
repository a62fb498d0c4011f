import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Input, InputNumber, Popconfirm, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Answers, getPaper, type PaperDetail, savePaper, signPaper } from '../contract.ts';
import { Fatals, Items } from './paper-tables.tsx';
import { PaperTag, Simulated, scoreText } from './words.tsx';

/** 评查底稿: what data show of each item, what the auditor judges, and the score with its steps. */
export default function PaperPage(): ReactNode {
  const t = useText('audit');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getPaper, { params: { id: Number(id) } });
  const paper = query.data;
  return (
    <Page
      title={paper ? t('paper.title', { number: paper.caseNumber }) : t('menu.rounds')}
      note={paper ? `${paper.party} · ${paper.cause}` : ''}
      extra={
        <>
          <Simulated when={paper?.simulated ?? false} />
          {paper ? <PaperTag state={paper.state} /> : null}
        </>
      }
    >
      {paper ? (
        <Flex gap={16} wrap>
          <Link to={`/audit/rounds/${paper.roundId}` as string}>← {paper.roundTitle}</Link>
          <Link to={`/enforcement/cases/${paper.caseId}` as string}>{t('paper.openCase')}</Link>
        </Flex>
      ) : null}
      <QueryState query={query}>
        {paper ? <Content key={`${paper.id} ${paper.state}`} paper={paper} /> : null}
      </QueryState>
    </Page>
  );
}

function Content({ paper }: { paper: PaperDetail }): ReactNode {
  const t = useText('audit');
  const [answers, setAnswers] = useState<Answers>(paper.answers);
  const fill = paper.mayFill;
  const change = (more: Partial<Answers>) => setAnswers((now) => ({ ...now, ...more }));
  return (
    <Flex vertical gap={16} style={{ marginTop: 12 }}>
      {paper.involved && paper.state === 'open' ? (
        <Alert type="warning" showIcon title={t('paper.involved')} />
      ) : null}
      {paper.scored ? null : <Alert type="info" showIcon title={t('paper.notScored')} />}
      <Result paper={paper} />
      {fill ? <Acts paper={paper} answers={answers} onChange={change} /> : null}
      {paper.scored ? (
        <Card size="small" title={t('paper.items')}>
          <Items paper={paper} answers={answers.items} fill={fill} onChange={(items) => change({ items })} />
        </Card>
      ) : null}
      <Card size="small" title={t('paper.fatals')}>
        <Fatals paper={paper} answers={answers.fatal} fill={fill} onChange={(fatal) => change({ fatal })} />
      </Card>
      <Deductions answers={answers} fill={fill} onChange={change} />
      <Card size="small" title={t('paper.steps')}>
        <Timeline
          items={paper.steps.map(({ nth, act, on, by }) => ({
            key: String(nth),
            content: `${nth} ${t(`act.${act}`)} · ${on} · ${by}`,
          }))}
        />
      </Card>
    </Flex>
  );
}

function Result({ paper }: { paper: PaperDetail }): ReactNode {
  const t = useText('audit');
  const { result } = paper;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        {
          key: 's',
          label: t('paper.result'),
          children:
            result.score === null ? (
              <span className="muted">{paper.scored ? t('paper.noScore') : '—'}</span>
            ) : (
              <b>{scoreText(result.score)}</b>
            ),
        },
        { key: 'f', label: t('field.fatal'), children: result.fatal.join('、') || '—' },
        ...result.steps.map(({ of, formula, result: value }) => ({
          key: of,
          label: t(`score.${of}`),
          children: `${formula} = ${value ?? '—'}`,
        })),
        { key: 'src', label: t('field.why'), children: `${t(`why.${paper.why}`)} · ${result.source}` },
        ...(paper.signedAt
          ? [
              {
                key: 'by',
                label: t('field.signedBy'),
                children: `${paper.signedBy} · ${formatTime(paper.signedAt)}`,
              },
            ]
          : []),
      ]}
    />
  );
}

function Acts({
  paper,
  answers,
  onChange,
}: {
  paper: PaperDetail;
  answers: Answers;
  onChange: (more: Partial<Answers>) => void;
}): ReactNode {
  const t = useText('audit');
  const save = useRouteMutation(savePaper, { success: t('paper.saved') });
  const sign = useRouteMutation(signPaper, { success: t('paper.signed') });
  const params = { id: paper.id };
  const confirmKnown = () =>
    onChange({
      items: answers.items.map((one) => ({
        ...one,
        confirmed: one.confirmed || !one.applies || one.earned !== null,
      })),
      fatal: answers.fatal.map((one) => ({ ...one, confirmed: one.confirmed || one.found !== null })),
    });
  const clearRest = () =>
    onChange({
      fatal: answers.fatal.map((one) =>
        one.found === null ? { ...one, found: false, confirmed: true } : one,
      ),
    });
  return (
    <Flex vertical gap={8}>
      <span className="muted">{t('paper.hint')}</span>
      <Flex gap={8} wrap>
        <Button onClick={confirmKnown}>{t('paper.confirmKnown')}</Button>
        <Button onClick={clearRest}>{t('paper.clearRest')}</Button>
        <Button
          type="primary"
          loading={save.isPending}
          onClick={() => save.mutate({ params, body: answers })}
        >
          {t('paper.save')}
        </Button>
        <Popconfirm
          title={t('paper.signSure')}
          okText={t('paper.sign')}
          onConfirm={() =>
            save.mutate({ params, body: answers }, { onSuccess: () => sign.mutate({ params, body: {} }) })
          }
        >
          <Button loading={sign.isPending}>{t('paper.sign')}</Button>
        </Popconfirm>
      </Flex>
    </Flex>
  );
}

const MOST = 10;

function Deductions({
  answers,
  fill,
  onChange,
}: {
  answers: Answers;
  fill: boolean;
  onChange: (more: Partial<Answers>) => void;
}): ReactNode {
  const t = useText('audit');
  const field = (name: 'documentDeduction' | 'recordDeduction', label: string) => (
    <Flex gap={8} align="center">
      {label}
      <InputNumber
        aria-label={label}
        min={0}
        max={MOST}
        step={0.5}
        disabled={!fill}
        value={answers[name]}
        onChange={(value) => onChange({ [name]: value ?? 0 })}
      />
    </Flex>
  );
  return (
    <Card size="small" title={t('paper.deductions')}>
      <Flex gap={16} wrap>
        {field('documentDeduction', t('paper.document'))}
        {field('recordDeduction', t('paper.record'))}
        <Input
          aria-label={`${t('paper.deductions')} ${t('field.note')}`}
          placeholder={t('field.note')}
          style={{ maxWidth: 400 }}
          maxLength={500}
          disabled={!fill}
          value={answers.deductionNote}
          onChange={(event) => onChange({ deductionNote: event.target.value })}
        />
      </Flex>
    </Card>
  );
}
