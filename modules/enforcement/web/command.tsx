import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { LIVE_TASKS } from '@tarim/supervision/contract';
import {
  formatTime,
  LiveHint,
  Page,
  QueryState,
  UnitSelect,
  useLive,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, ConfigProvider, Segmented } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { COMMAND, type CommandView, getCommand } from '../contract.ts';
import { CommandCard } from './command-card.tsx';
import { Feed, TodayList, UnitLoads } from './command-lists.tsx';
import { CommandMap } from './command-map.tsx';
import { CommandNumbers } from './command-numbers.tsx';
import { targetsOf } from './command-targets.ts';
import { Simulated } from './words.tsx';
import './command.css';

const LOOK_MS = 30_000;

/** 指挥视图: today's enforcement of the units that one commands, on one screen. */
export default function CommandPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const client = useQueryClient();
  const { searchStr } = useLocation();
  const [unit, setUnit] = useState<string | undefined>(
    new URLSearchParams(searchStr).get('unit') ?? undefined,
  );
  const query = useRouteQuery(getCommand, { query: { unit } }, { refetchMs: LOOK_MS });
  const connected = useLive(
    may('supervision.read') ? [LIVE_TASKS] : [],
    () => void client.invalidateQueries({ queryKey: [getCommand.id] }),
  );
  const box = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const changed = () => setWhole(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  const view = query.data;
  return (
    <div className="command" ref={box}>
      <Page
        title={t('menu.command')}
        note={view ? t('command.at', { at: formatTime(view.at, 'full') }) : null}
        extra={
          <>
            <Simulated when={view?.visits.some(({ simulated }) => simulated) ?? false} />
            {/* On the whole screen only what lies in the box is seen: the list of units opens there. */}
            <ConfigProvider getPopupContainer={() => box.current ?? document.body}>
              <UnitSelect
                allowClear
                aria-label={t('field.unit')}
                placeholder={t('field.unit')}
                style={{ width: 240 }}
                may={(path) => may(COMMAND, path)}
                value={unit}
                onChange={setUnit}
              />
            </ConfigProvider>
            <Button
              onClick={() => void (whole ? document.exitFullscreen() : box.current?.requestFullscreen?.())}
            >
              {t(whole ? 'command.leaveWhole' : 'command.whole')}
            </Button>
          </>
        }
      >
        <LiveHint connected={connected} />
        <QueryState query={query}>{view ? <Screen view={view} /> : null}</QueryState>
      </Page>
    </div>
  );
}

function Screen({ view }: { view: CommandView }): ReactNode {
  const t = useText('enforcement');
  const unitName = useUnitName();
  const [opened, setOpened] = useState<string | null>(null);
  const [list, setList] = useState<'today' | 'news'>('today');
  const targets = useMemo(() => targetsOf(view, t), [view, t]);
  const open = useCallback((key: string) => setOpened(key), []);
  const target = targets.find(({ key }) => key === opened);
  return (
    <div className="command-grid">
      <div className="command-left">
        {view.more ? <Alert type="info" showIcon title={t('command.more')} /> : null}
        <CommandMap targets={targets} onOpen={open}>
          {target ? <CommandCard view={view} target={target} onClose={() => setOpened(null)} /> : null}
        </CommandMap>
        <section className="card command-load" aria-label={t('command.loads')}>
          <UnitLoads units={view.units} nameOf={unitName} />
        </section>
      </div>
      <div className="command-right">
        <CommandNumbers view={view} />
        <Segmented
          block
          value={list}
          onChange={setList}
          options={(['today', 'news'] as const).map((one) => ({
            value: one,
            label: t(`command.list.${one}`),
          }))}
        />
        <section className="card command-list" aria-label={t(`command.list.${list}`)}>
          {list === 'today' ? <TodayList view={view} onOpen={open} /> : <Feed happenings={view.happenings} />}
        </section>
      </div>
    </div>
  );
}
