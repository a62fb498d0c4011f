import { Checkbox, Input, Segmented, Select } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { UnitSelect } from '../unit-select.tsx';
import type { Filter } from './filters.ts';
import type { Filtered } from './use-filters.ts';

/** Fields of the filters in the order of their names; `/` leads to the search field. More fields follow as children. */
export function FilterBar({
  of,
  children,
}: {
  readonly of: Filtered;
  readonly children?: ReactNode;
}): ReactNode {
  const bar = useRef<HTMLDivElement>(null);
  useSlash(() => bar.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus());
  const shown = Object.entries(of.filters).filter(([, filter]) => filter.control !== 'brought');
  if (shown.length === 0 && !children) return null;
  return (
    <div className="filters" ref={bar}>
      {shown.map(([key, filter]) => (
        <Field
          key={key}
          filter={filter}
          value={of.values[key] as string | undefined}
          onChange={(value) => of.set({ [key]: value })}
        />
      ))}
      {children}
    </div>
  );
}

interface FieldProps {
  readonly filter: Filter<unknown>;
  readonly value: string | boolean | undefined;
  readonly onChange: (value: string | boolean | undefined) => void;
}

function Field({ filter, value, onChange }: FieldProps): ReactNode {
  const { control, label, hint = label, width, clearable = false, options = [] } = filter;
  // Shows at once what was chosen; the address follows a moment later.
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  const choose = (next: string | boolean | undefined) => {
    setShown(next);
    onChange(next);
  };
  if (control === 'flag')
    return (
      <Checkbox checked={shown === true} onChange={({ target }) => choose(target.checked || undefined)}>
        {label}
      </Checkbox>
    );
  const text = typeof shown === 'string' ? shown : undefined;
  const common = { 'aria-label': label, style: width === undefined ? undefined : { width } };
  if (control === 'text')
    return (
      <Input.Search
        {...common}
        allowClear
        aria-keyshortcuts="/"
        placeholder={hint}
        value={text ?? ''}
        onChange={({ target }) => setShown(target.value)}
        onSearch={choose}
      />
    );
  if (control === 'day' || control === 'month')
    return (
      <Input
        {...common}
        type={control === 'day' ? 'date' : 'month'}
        allowClear={clearable && control === 'day'}
        value={text ?? ''}
        min={filter.min}
        max={filter.max}
        onChange={({ target }) => {
          setShown(target.value);
          // A year of less than four digits is still being typed.
          if (/^2\d{3}/.test(target.value) || (clearable && target.value === '')) onChange(target.value);
        }}
      />
    );
  if (control === 'unit')
    return <UnitSelect {...common} allowClear placeholder={hint} value={text} onChange={choose} />;
  if (control === 'segments')
    return <Segmented<string> {...common} value={text ?? ''} onChange={choose} options={[...options]} />;
  return (
    <Select<string>
      {...common}
      allowClear={clearable}
      placeholder={hint}
      value={text}
      onChange={choose}
      options={[...options]}
    />
  );
}

/** `/` of the page; not while somebody types, and not behind a dialog. */
function useSlash(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return;
      if (target.closest('[role=dialog]')) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
