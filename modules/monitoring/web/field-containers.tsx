import { useText } from '@tarim/ui';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { CONTAINER_KINDS, type ContainerKind, type SamplingInput, type Task } from '../contract.ts';

type Containers = SamplingInput['containers'];

/** Bottles of a sampling, each with the code on its label, what it is for and what keeps it. */
export function FieldContainers({
  task,
  items,
  containers,
  onChange,
}: {
  task: Task;
  items: readonly string[];
  containers: Containers;
  onChange: (containers: Containers) => void;
}): ReactNode {
  const t = useText('monitoring');
  const change = (index: number, more: Partial<Containers[number]>) =>
    onChange(containers.map((one, at) => (at === index ? { ...one, ...more } : one)));
  const add = (kind: ContainerKind) => {
    const codes = new Set(containers.map((one) => one.code));
    let number = containers.length + 1;
    while (codes.has(codeOf(task, number))) number++;
    const rest = items.filter(
      (item) => !containers.some((one) => one.kind === 'sample' && one.items.includes(item)),
    );
    onChange([
      ...containers,
      { code: codeOf(task, number), kind, items: kind === 'sample' && rest.length > 0 ? rest : [...items] },
    ]);
  };
  return (
    <div className="card">
      <h4>{t('task.containers')}</h4>
      {containers.map((one, index) => (
        <div
          key={index}
          style={{ borderBottom: '1px dashed var(--line)', paddingBottom: 10, marginBottom: 10 }}
        >
          <div className="button-row">
            <Input
              size="large"
              aria-label={t('container.code')}
              value={one.code}
              onChange={(event) => change(index, { code: event.target.value.toUpperCase() })}
            />
            <Button
              size="large"
              style={{ flex: '0 0 auto' }}
              onClick={() => onChange(containers.filter((_, at) => at !== index))}
            >
              {t('line.remove')}
            </Button>
          </div>
          <Select<ContainerKind>
            size="large"
            style={{ width: '100%', margin: '8px 0' }}
            aria-label={t('result.kind')}
            value={one.kind}
            onChange={(kind) => change(index, { kind })}
            options={CONTAINER_KINDS.map((value) => ({ value, label: t(`container.${value}`) }))}
          />
          <Select
            mode="multiple"
            size="large"
            style={{ width: '100%' }}
            aria-label={t('line.items')}
            value={one.items}
            onChange={(chosen: string[]) => change(index, { items: chosen })}
            options={items.map((value) => ({ value, label: value }))}
          />
          <Input
            size="large"
            style={{ marginTop: 8 }}
            maxLength={60}
            placeholder={t('container.preservative')}
            aria-label={t('container.preservative')}
            value={one.preservative}
            onChange={(event) => change(index, { preservative: event.target.value })}
          />
        </div>
      ))}
      <div className="filters" style={{ marginBottom: 0 }}>
        {CONTAINER_KINDS.map((kind) => (
          <Button key={kind} onClick={() => add(kind)} disabled={items.length === 0}>
            + {t(`container.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

const codeOf = ({ code }: Task, number: number) => `${code}-${String(number).padStart(2, '0')}`;
