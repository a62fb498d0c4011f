import { useRouteMutation, useText } from '@tarim/ui';
import { Checkbox, Input, InputNumber, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type KindOfPlan, type OutletPart, type PlanTask, setPlans } from '../contract.ts';
import { ConfidenceTag, today } from './words.tsx';

/** The plan of an outlet as a whole: kinds that fit its medium, each with its period and first day. */
export function PlanForm({
  outlet,
  kinds,
  tasks,
  onClose,
}: {
  outlet: OutletPart;
  kinds: readonly KindOfPlan[];
  tasks: readonly PlanTask[];
  onClose: () => void;
}): ReactNode {
  const t = useText('operation');
  const medium = outlet.kind === 'outlet-water' ? 'water' : 'gas';
  const fitting = kinds.filter((one) => one.medium === 'all' || one.medium === medium);
  const [rows, setRows] = useState(() =>
    fitting.map((kind) => {
      const task = tasks.find((one) => one.kind === kind.key);
      return {
        kind,
        on: task !== undefined,
        days: task?.days ?? kind.days,
        startOn: task?.startOn ?? today(),
      };
    }),
  );
  const save = useRouteMutation(setPlans, { success: t('saved'), onSuccess: onClose });
  const change = (key: string, part: Partial<(typeof rows)[number]>) =>
    setRows(rows.map((row) => (row.kind.key === key ? { ...row, ...part } : row)));
  return (
    <Modal
      open
      width={760}
      title={`${t('plan.edit')} · ${outlet.name}`}
      onCancel={onClose}
      confirmLoading={save.isPending}
      onOk={() =>
        save.mutate({
          params: { id: outlet.id },
          body: {
            plans: rows
              .filter((row) => row.on)
              .map(({ kind, days, startOn }) => ({ kind: kind.key, days, startOn })),
          },
        })
      }
    >
      {rows.map(({ kind, on, days, startOn }) => (
        <div key={kind.key} className="filters" style={{ marginBottom: 6 }}>
          <Checkbox
            checked={on}
            onChange={(event) => change(kind.key, { on: event.target.checked })}
            style={{ minWidth: 260 }}
          >
            {kind.name} <ConfidenceTag confidence={kind.confidence} />
          </Checkbox>
          <InputNumber
            aria-label={`${kind.name} ${t('tasks.days')}`}
            disabled={!on}
            min={1}
            max={1000}
            value={days}
            onChange={(value) => change(kind.key, { days: value ?? kind.days })}
          />
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={`${kind.name} ${t('plan.startOn')}`}
            disabled={!on}
            value={startOn}
            onChange={(event) => event.target.value && change(kind.key, { startOn: event.target.value })}
          />
        </div>
      ))}
    </Modal>
  );
}
