import { Link } from '@tanstack/react-router';
import { formatTime, useMay, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { CommandView } from '../contract.ts';
import { PROGRESS_COLOUR, type Target } from './command-targets.ts';
import { ClockTag } from './words.tsx';

/** Card of what was clicked: what it is, how it stands, where one goes on. */
export function CommandCard({
  view,
  target,
  onClose,
}: {
  view: CommandView;
  target: Target;
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const unitName = useUnitName();
  return (
    <Card
      size="small"
      className="command-card"
      title={target.title}
      extra={
        <Button type="text" size="small" aria-label={t('command.close')} onClick={onClose}>
          ✕
        </Button>
      }
    >
      <div className="muted">{unitName(target.unitPath, 'line')}</div>
      <Content view={view} target={target} />
    </Card>
  );
}

function Content({ view, target: { layer, id } }: { view: CommandView; target: Target }): ReactNode {
  const t = useText('enforcement');
  switch (layer) {
    case 'visit':
    case 'team': {
      const visit = view.visits.find((one) => one.id === id);
      if (!visit) return null;
      const planned = !['done', 'sealed'].includes(visit.progress);
      return (
        <>
          <div>
            <Tag color={PROGRESS_COLOUR[visit.progress]}>{t(`progress.${visit.progress}`)}</Tag>
            {visit.appointment
              ? `${formatTime(visit.appointment.from)}–${formatTime(visit.appointment.to, 'clock')}`
              : t('command.noHours')}
          </div>
          <div>{visit.team.join('、') || t('command.noTeam')}</div>
          {visit.last ? <div>{t('command.lastAt', { at: formatTime(visit.last.at) })}</div> : null}
          <div className="muted">{visit.why}</div>
          <Ways
            to={`/inspection/visits?visit=${id}`}
            suggest={planned ? `/inspection/visits?arrange=${id}` : null}
            unitPath={visit.unitPath}
          />
        </>
      );
    }
    case 'task': {
      const task = view.tasks.find((one) => one.id === id);
      if (!task) return null;
      return (
        <>
          <div>
            <Tag>{t(`command.severity.${task.severity}`)}</Tag>
            {t('command.due', { at: formatTime(task.dueAt), light: t(`light.${task.light}`) })}
          </div>
          <Ways
            to={`/supervision/tasks/${id}`}
            suggest={planFor('task', id, task.subject, task.code)}
            unitPath={task.unitPath}
          />
        </>
      );
    }
    case 'clue': {
      const clue = view.clues.find((one) => one.id === id);
      if (!clue) return null;
      return (
        <>
          <div>{clue.suspected}</div>
          <ClockTag clock={clue.clock} />
          <Ways
            to={`/enforcement/clues?clue=${id}`}
            suggest={planFor('clue', id, clue.object, clue.suspected)}
            unitPath={clue.unitPath}
          />
        </>
      );
    }
    case 'case': {
      const one = view.cases.find((row) => row.id === id);
      if (!one) return null;
      return (
        <>
          <div>{one.cause}</div>
          {one.next ? <ClockTag clock={one.next} /> : null}
          <Ways to={`/enforcement/cases/${id}`} suggest={null} unitPath={one.unitPath} />
        </>
      );
    }
  }
}

/** A visit is planned where visits are: with what it is for, its enterprise and its reason. */
const planFor = (kind: 'task' | 'clue', id: number, enterprise: string, why: string): string =>
  `/inspection/visits?${new URLSearchParams({ plan: '1', [kind]: String(id), enterprise, why })}`;

function Ways({
  to,
  suggest,
  unitPath,
}: {
  to: string;
  suggest: string | null;
  unitPath: string;
}): ReactNode {
  const t = useText('enforcement');
  const may = useMay('inspection.manage', unitPath);
  return (
    <Flex gap={12} style={{ marginTop: 6 }}>
      <Link to={to as string}>{t('command.open')}</Link>
      {may && suggest ? <Link to={suggest as string}>{t('command.suggest')}</Link> : null}
    </Flex>
  );
}
