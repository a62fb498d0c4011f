import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type CampaignAct,
  type CampaignDetail,
  campaignReport,
  exportCampaign,
  getCampaign,
} from '../contract.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { Members } from './members.tsx';
import { Objects } from './objects.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { ProgressBars } from './progress-bars.tsx';
import { StepDialog } from './step-dialog.tsx';
import { Simulated, StateTag } from './words.tsx';

/** One campaign: plan, participants, progress, objects with results, steps. */
export default function CampaignPage(): ReactNode {
  const t = useText('campaign');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getCampaign, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one?.title ?? t('menu.campaigns')}
      note={one ? `${t(`kind.${one.kind}`)} · ${one.leadName}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <StateTag state={one.state} />
            <Actions one={one} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/campaign/campaigns' as string}>← {t('menu.campaigns')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Actions({ one }: { one: CampaignDetail }): ReactNode {
  const t = useText('campaign');
  const [open, setOpen] = useState<CampaignAct | 'change' | 'assign' | null>(null);
  const close = () => setOpen(null);
  const assigns = one.mayPlan && (one.state === 'draft' || one.state === 'issued');
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <Button
          key={format}
          href={urlOf(campaignReport, { id: one.id }, { format })}
          target="_blank"
          rel="noreferrer"
        >
          {t('campaign.report', { format: format.toUpperCase() })}
        </Button>
      ))}
      {one.mayPlan && one.state === 'draft' ? (
        <Button onClick={() => setOpen('change')}>{t('plan.change')}</Button>
      ) : null}
      {assigns ? <Button onClick={() => setOpen('assign')}>{t('plan.assign')}</Button> : null}
      {one.acts.map((act) => (
        <Button
          key={act}
          danger={act === 'cancel'}
          type={act === 'cancel' ? 'default' : 'primary'}
          onClick={() => setOpen(act)}
        >
          {t(`act.${act}`)}
        </Button>
      ))}
      {open === 'change' ? <PlanDialog plan={one} onClose={close} /> : null}
      {open === 'assign' ? <AssignDialog one={one} onClose={close} /> : null}
      {open !== null && open !== 'change' && open !== 'assign' ? (
        <StepDialog one={one} act={open} onClose={close} />
      ) : null}
    </>
  );
}

function Content({ one }: { one: CampaignDetail }): ReactNode {
  const t = useText('campaign');
  return (
    <Flex vertical gap={16}>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'p', label: t('field.period'), children: `${one.from} – ${one.to}` },
          { key: 'd', label: t('field.departments'), children: one.departments.join('、') || '—' },
          { key: 'g', label: t('field.goals'), children: one.goals, span: 'filled' },
          {
            key: 'i',
            label: t('field.items'),
            span: 'filled',
            children: one.items.map((item, i) => `${i + 1}. ${item}`).join('　'),
          },
        ]}
      />
      <Card size="small" title={t('progress.title')}>
        <ProgressBars one={one} />
      </Card>
      <Card size="small" title={t('member.title')}>
        <Members one={one} />
      </Card>
      <Card
        size="small"
        title={t('objects.title')}
        extra={(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            size="small"
            style={{ marginInlineStart: 8 }}
            href={urlOf(exportCampaign, { id: one.id }, { format })}
          >
            {t('campaign.export', { format: format.toUpperCase() })}
          </Button>
        ))}
      >
        <Objects one={one} />
      </Card>
      <Card size="small" title={t('step.history')}>
        <Timeline
          items={[
            { key: 0, content: `${t('state.draft')} · ${formatTime(one.at)} · ${one.by}` },
            ...one.steps.map((step) => ({
              key: step.nth,
              content: (
                <>
                  <b>{t(`act.${step.act}`)}</b> {formatTime(step.at)} · {step.by}
                  <div style={{ whiteSpace: 'pre-wrap' }}>{step.note}</div>
                </>
              ),
            })),
          ]}
        />
      </Card>
    </Flex>
  );
}
