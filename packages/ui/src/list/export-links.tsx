import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import type { FileFormat } from '../table-file.ts';

/** Downloads of the server's own export, which holds the whole filter. */
export function ExportLinks({ href }: { readonly href: (format: FileFormat) => string }): ReactNode {
  const t = useText('ui');
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button key={format} href={href(format)}>
      {t('table.export', { format: format.toUpperCase() })}
    </Button>
  ));
}
