import { Link, useParams } from '@tanstack/react-router';
import {
  formatTime,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { actOnLegacyPoint, getLegacyPoint, type LegacyAct, type LegacyDetail } from '../contract.ts';
import { StepDialog, type StepField } from './step-dialog.tsx';
import { dose, Simulated } from './words.tsx';

const NOTE: StepField = { name: 'note', as: 'area' };
const GAMMA: StepField = { name: 'gamma', as: 'number' };
const LOOK: StepField = { name: 'nextLook', as: 'day' };
const DOCUMENT: StepField = { name: 'document', as: 'text' };
const FIELDS: Readonly<Record<LegacyAct['act'], readonly StepField[]>> = {
  survey: [GAMMA, { name: 'radon', as: 'number', optional: true }, NOTE],
  plan: [DOCUMENT, NOTE],
  treat: [NOTE],
  accept: [DOCUMENT, { name: 'landUse', as: 'area' }, LOOK],
  look: [GAMMA, NOTE, LOOK],
};

/** One legacy point: what was found and done there, and when it is looked at next. */
export default function LegacyPage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getLegacyPoint, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one?.name ?? t('uranium.legacy')}
      note={one ? t(`legacyKind.${one.kind}`) : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <Tag color="blue">{t(`legacy.${one.state}`)}</Tag>
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/radnet/uranium' as string}>← {t('menu.uranium')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: LegacyDetail }): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const [act, setAct] = useState<LegacyAct['act'] | null>(null);
  const save = useRouteMutation(actOnLegacyPoint, { success: t('saved'), onSuccess: () => setAct(null) });
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap>
        {(one.acts as LegacyAct['act'][]).map((name) => (
          <Button key={name} onClick={() => setAct(name)}>
            {t(`legacyAct.${name}`)}
          </Button>
        ))}
      </Flex>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
          { key: 'position', label: t('field.position'), children: `${one.lon}, ${one.lat}` },
          { key: 'gamma', label: t('field.gamma'), children: dose(one.gamma) },
          {
            key: 'next',
            label: t('field.nextLook'),
            children: (
              <>
                {one.nextLook ?? '—'} {one.overdue ? <Tag color="red">{t('legacy.overdue')}</Tag> : null}
              </>
            ),
          },
          { key: 'landUse', label: t('field.landUse'), span: 'filled', children: one.landUse ?? '—' },
        ]}
      />
      <Card size="small" title={t('sample.steps')}>
        <Timeline
          items={one.steps.map(({ nth, act: step, by, at }) => ({
            key: String(nth),
            content: (
              <>
                <b>{t(`legacyAct.${step.act}`)}</b> {step.on} · {by}{' '}
                <span className="muted">{formatTime(at)}</span>
                <div>{told(step)}</div>
              </>
            ),
          }))}
        />
      </Card>
      {act ? (
        <StepDialog
          title={t(`legacyAct.${act}`)}
          fields={FIELDS[act]}
          pending={save.isPending}
          onSave={(values) => save.mutate({ params: { id: one.id }, body: { act, ...values } })}
          onClose={() => setAct(null)}
        />
      ) : null}
    </Flex>
  );
}

function told(step: LegacyAct): string {
  const said: string[] = [];
  if ('gamma' in step) said.push(dose(step.gamma));
  if ('radon' in step && step.radon !== null) said.push(`Rn ${step.radon} Bq/(m²·s)`);
  if ('document' in step) said.push(step.document);
  if ('landUse' in step) said.push(step.landUse);
  if ('note' in step) said.push(step.note);
  if ('nextLook' in step) said.push(step.nextLook);
  return said.join(' · ');
}
