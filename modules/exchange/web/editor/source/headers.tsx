import { useText } from '@tarim/ui';
import { Button, Flex, Input } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';
import type { Of } from './of.ts';

/** Headers that are sent with every request; what must stay secret has its own field. */
export function Headers({
  source,
  change,
  wrong,
}: Pick<Of<'http'>, 'source' | 'wrong'> & {
  change: (some: Partial<Of<'http'>['source']>) => void;
}): ReactNode {
  const t = useText('exchange');
  const set = (index: number, some: { name?: string; value?: string }) =>
    change({ headers: source.headers.map((one, at) => (at === index ? { ...one, ...some } : one)) });
  return (
    <Field label={t('source.headers')} hint={t('source.headersHint')}>
      {() => (
        <Flex vertical gap={6}>
          {source.headers.map((one, index) => (
            <div key={index}>
              <Flex gap={6}>
                <Input
                  aria-label={t('source.headerName')}
                  placeholder="Accept"
                  status={wrong(`headers.${index}`) ? 'error' : ''}
                  maxLength={60}
                  value={one.name}
                  onChange={(event) => set(index, { name: event.target.value.trim() })}
                />
                <Input
                  aria-label={t('source.headerValue')}
                  maxLength={400}
                  value={one.value}
                  onChange={(event) => set(index, { value: event.target.value })}
                />
                <Button onClick={() => change({ headers: source.headers.filter((_, at) => at !== index) })}>
                  {t('remove')}
                </Button>
              </Flex>
              {wrong(`headers.${index}`) ? (
                <small style={{ color: 'var(--bad)' }}>{wrong(`headers.${index}`)}</small>
              ) : null}
            </div>
          ))}
          <div>
            <Button
              size="small"
              disabled={source.headers.length >= 20}
              onClick={() => change({ headers: [...source.headers, { name: '', value: '' }] })}
            >
              {t('source.addHeader')}
            </Button>
          </div>
        </Flex>
      )}
    </Field>
  );
}
