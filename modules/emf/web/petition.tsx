import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getPetition,
  type PetitionAct,
  type PetitionActName,
  type PetitionDetail,
  percentWords,
  petitionReport,
} from '../contract.ts';
import { PetitionActDialog } from './petition-act-dialog.tsx';
import { Light, PetitionTag, Simulated, Unverified, VerdictTag } from './words.tsx';

/** One complaint: its steps, terms, the measurement, and others of its site. Who complained is not kept. */
export default function PetitionPage(): ReactNode {
  const t = useText('emf');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getPetition, { params: { id: Number(id) } });
  const one = query.data as PetitionDetail | undefined;
  return (
    <Page
      title={one?.number ?? t('menu.petitions')}
      note={one ? `${one.place} · ${one.receivedOn}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <PetitionTag state={one.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/emf/petitions' as string}>← {t('menu.petitions')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: PetitionDetail }): ReactNode {
  const t = useText('emf');
  const [act, setAct] = useState<PetitionActName | null>(null);
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap>
        {one.acts.map((name) => (
          <Button key={name} onClick={() => setAct(name as PetitionActName)}>
            {t(`act.${name}`)}
          </Button>
        ))}
        {one.measurement
          ? (['pdf', 'docx'] as const).map((format) => (
              <Button key={format} href={urlOf(petitionReport, { id: one.id }, { format })}>
                {t('petition.report', { format: format.toUpperCase() })}
              </Button>
            ))
          : null}
      </Flex>
      <Facts one={one} />
      <Card size="small" title={t('petition.clocks')}>
        {one.clocks.map(({ key, due, light, source, confidence }) => (
          <div key={key}>
            {t(`clock.${key}`)} {due} <Light light={light} /> <span className="muted">{source}</span>{' '}
            <Unverified confidence={confidence} />
          </div>
        ))}
      </Card>
      {one.sameSite.length > 0 ? (
        <Card size="small" title={t('petition.sameSite')}>
          {one.sameSite.map(({ id, number, state }) => (
            <div key={id}>
              <Link to={`/emf/petitions/${id}` as string}>{number}</Link> ({id}) <PetitionTag state={state} />
            </div>
          ))}
        </Card>
      ) : null}
      <Card size="small" title={t('petition.steps')}>
        <Timeline
          items={one.steps.map(({ nth, act: step, by, at }) => ({
            key: String(nth),
            content: (
              <>
                <b>{t(`act.${step.act}`)}</b> {step.on} · {by} <span className="muted">{formatTime(at)}</span>
                <div>{told(step as PetitionAct, t)}</div>
              </>
            ),
          }))}
        />
      </Card>
      {act ? <PetitionActDialog of={one} act={act} onClose={() => setAct(null)} /> : null}
    </Flex>
  );
}

function Facts({ one }: { one: PetitionDetail }): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('unit', unitName(one.unitPath, 'line')),
        item('level', unitName(one.levelPath, 'line')),
        item('nth', one.nth),
        item(
          'facility',
          one.facilityId ? (
            <Link to={`/emf/facilities/${one.facilityId}` as string}>{one.facilityName}</Link>
          ) : (
            '—'
          ),
        ),
        item('asked', one.asked),
        item('complaintNumber', one.complaintNumber ?? '—'),
        ...(one.measurement
          ? [
              item(
                'percent',
                <Link to={`/emf/measurements/${one.measurement.id}` as string}>
                  <VerdictTag verdict={one.measurement.verdict} />{' '}
                  {percentWords(one.measurement.percent, one.measurement.upperBound)}
                </Link>,
              ),
            ]
          : []),
        ...(one.rated === null
          ? []
          : [
              {
                key: 'rated',
                label: t('petition.rated'),
                children: t(one.rated ? 'petition.satisfied' : 'petition.unsatisfied'),
              },
            ]),
        ...(one.mergedInto
          ? [
              {
                key: 'merged',
                label: t('petition.merged'),
                children: (
                  <Link to={`/emf/petitions/${one.mergedInto.id}` as string}>{one.mergedInto.number}</Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** What a step says, in one line. */
function told(act: PetitionAct, t: (key: string) => string): string {
  switch (act.act) {
    case 'dispatch':
      return act.to;
    case 'appoint':
      return [formatTime(act.at), act.note].filter(Boolean).join(' · ');
    case 'measure':
      return String(act.measurementId);
    case 'report':
      return `${act.number} · ${act.summary}`;
    case 'reply':
      return act.text;
    case 'revisit': {
      const word = act.satisfied === null ? 'unreached' : act.satisfied ? 'satisfied' : 'unsatisfied';
      return [t(`petition.${word}`), act.note].filter(Boolean).join(' · ');
    }
    case 'archive':
      return act.note;
    case 'merge':
      return `${act.into} · ${act.reason}`;
  }
}
