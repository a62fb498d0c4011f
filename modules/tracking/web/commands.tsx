import {
  formatNumber,
  formatTime,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Card, Flex, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  askTerminal,
  COMMAND_KINDS,
  type Command,
  type CommandInput,
  type CommandKind,
  type CommandState,
  listCommands,
  type TerminalDetail,
} from '../contract.ts';
import { CommandDialog } from './command-dialog.tsx';

const REFRESH_MS = 5_000;
const COLOURS: Readonly<Record<CommandState, string>> = {
  waiting: 'default',
  sent: 'processing',
  answered: 'success',
  expired: 'warning',
};

/** 下行指令: what was asked of a terminal, by whom and why, and what came of it. */
export function Commands({ one }: { one: TerminalDetail }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const query = useRouteQuery(listCommands, { params: { id: one.id } }, { refetchMs: REFRESH_MS });
  const [kind, setKind] = useState<CommandKind | null>(null);
  const ask = useRouteMutation(askTerminal, { success: t('saved'), onSuccess: () => setKind(null) });
  const commands = query.data?.commands ?? [];
  const isOpen = (other: CommandKind): boolean =>
    commands.some((command) => command.kind === other && ['waiting', 'sent'].includes(command.state));
  return (
    <Card
      title={t('command.title')}
      extra={
        may('tracking.manage', one.unitPath) && one.active ? (
          <Flex gap={8} wrap>
            {COMMAND_KINDS.map((other) => (
              <Button key={other} disabled={isOpen(other)} onClick={() => setKind(other)}>
                {t(`command.${other}`)}
              </Button>
            ))}
          </Flex>
        ) : null
      }
    >
      <QueryState query={query}>
        <Table<Command>
          rowKey="id"
          size="small"
          dataSource={commands}
          locale={{ emptyText: t('command.none') }}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('command.what'), render: (_, command) => <What command={command} /> },
            {
              title: t('command.asked'),
              render: (_, command) => `${formatTime(command.at, 'full')} · ${command.by} · ${command.reason}`,
            },
            { title: t('command.state'), render: (_, command) => <State command={command} /> },
            { title: t('command.answer'), render: (_, command) => <Answer command={command} /> },
          ]}
        />
      </QueryState>
      {kind ? (
        <CommandDialog
          kind={kind}
          one={one}
          pending={ask.isPending}
          onClose={() => setKind(null)}
          onAsk={(body: CommandInput) => ask.mutate({ params: { id: one.id }, body })}
        />
      ) : null}
    </Card>
  );
}

function What({ command: { kind, intervals } }: { command: Command }): ReactNode {
  const t = useText('tracking');
  if (!intervals) return t(`command.${kind}`);
  const { moving = '—', parked = '—', emergency = '—' } = intervals;
  return (
    <>
      {t('command.interval')}
      <div className="muted">{t('command.intervalsText', { moving, parked, emergency })}</div>
    </>
  );
}

function State({ command: { state, expiresAt, sends } }: { command: Command }): ReactNode {
  const t = useText('tracking');
  const open = state === 'waiting' || state === 'sent';
  return (
    <>
      <Tag color={COLOURS[state]}>{t(`commandState.${state}`)}</Tag>
      <span className="muted">
        {open ? t('command.until', { at: formatTime(expiresAt) }) : ''}
        {sends > 1 ? ` ${t('command.sends', { count: sends })}` : ''}
      </span>
    </>
  );
}

function Answer({ command }: { command: Command }): ReactNode {
  const t = useText('tracking');
  const { result, answeredAt, answer, lsn } = command;
  if (result === null) return '—';
  const place = answer?.position;
  const known = ['0', '1', '2', '3'].includes(String(result));
  return (
    <>
      {known ? t(`commandResult.${result}`) : result} · {formatTime(answeredAt, 'full')}
      {lsn === null ? '' : ` · ${t('command.frame', { lsn })}`}
      {place ? (
        <div>
          {place.lat === null || place.lon === null
            ? t('command.unplaced', { at: formatTime(place.at, 'full') })
            : t('command.positionText', {
                lat: formatNumber(place.lat, 5),
                lon: formatNumber(place.lon, 5),
                at: formatTime(place.at, 'full'),
              })}
        </div>
      ) : null}
      {answer?.parameters?.map((one) => (
        <div key={one.id} className="muted">
          {one.id} {one.name ?? ''} {one.value ?? one.raw}
        </div>
      ))}
    </>
  );
}
