import { formatNumber, useText } from '@tarim/ui';
import type { StatusInput } from '../contract.ts';

export interface InputLine {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

const GROUPS = ['indices', 'habitat', 'stress', 'emissions'] as const;
/** Groups whose words stand under another name. */
const WORDS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  indices: 'index',
  habitat: 'habitat',
  stress: 'pressure',
  emissions: 'load',
};

/** What was given, line by line, in words. */
export function useInputLines(): (input: StatusInput) => InputLine[] {
  const t = useText('ecology');
  return (input) => {
    const line = (key: string, label: string, value: number) => ({
      key,
      label,
      text: formatNumber(value, 4),
    });
    const single = Object.entries(input).flatMap(([key, value]) =>
      typeof value === 'number' ? [line(key, t(`figure.${key}`), value)] : [],
    );
    const grouped = GROUPS.flatMap((group) =>
      Object.entries(input[group] ?? {}).map(([key, value]) =>
        line(`${group}.${key}`, t(`${WORDS[group]}.${key}`), value),
      ),
    );
    const event = input.event
      ? [{ key: 'event', label: t('figure.event'), text: t(`event.${input.event}`) }]
      : [];
    return [...single, ...event, ...grouped];
  };
}
