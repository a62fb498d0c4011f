import { Link } from '@tanstack/react-router';
import { useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { CommandFigures, CommandView } from '../contract.ts';

const DAY_MS = 86_400_000;

/** Each figure with the list that it counts. */
const LISTS: readonly { figure: keyof CommandFigures; path: string; query: string; bad?: true }[] = [
  { figure: 'planned', path: '/inspection/visits', query: 'turn=planned' },
  { figure: 'underWay', path: '/inspection/visits', query: 'turn=under-way' },
  { figure: 'done', path: '/inspection/visits', query: 'turn=done' },
  { figure: 'late', path: '/inspection/visits', query: 'turn=late', bad: true },
  { figure: 'undated', path: '/inspection/visits', query: 'turn=undated' },
  { figure: 'tasks', path: '/supervision/tasks', query: '' },
  { figure: 'lateTasks', path: '/supervision/tasks', query: 'light=red', bad: true },
  { figure: 'redCases', path: '/enforcement/cases', query: 'due=red', bad: true },
  { figure: 'newClues', path: '/enforcement/clues', query: 'since=' },
  { figure: 'waitingClues', path: '/enforcement/clues', query: '' },
  { figure: 'openOrders', path: '/enforcement/cases', query: 'due=order' },
];

/** 今日数字: a click leads to what is counted, of the same unit. */
export function CommandNumbers({ view }: { view: CommandView }): ReactNode {
  const t = useText('enforcement');
  const since = new Date(Date.parse(view.at) - DAY_MS).toISOString();
  const unit = view.unit === null || view.unit === '/' ? '' : `unit=${view.unit}`;
  return (
    <nav className="command-numbers" aria-label={t('command.numbers')}>
      {LISTS.map(({ figure, path, query, bad }) => {
        const asked = [query === 'since=' ? `since=${since}` : query, unit].filter(Boolean).join('&');
        const value = view.figures[figure];
        return (
          <Link
            key={figure}
            to={`${path}${asked ? `?${asked}` : ''}` as string}
            className={bad && value > 0 ? 'bad' : ''}
          >
            <b>{value}</b>
            <span>{t(`command.figure.${figure}`)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
