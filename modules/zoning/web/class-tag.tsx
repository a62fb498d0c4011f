import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Unit } from '../contract.ts';
import { CLASS_COLOURS } from './colours.ts';

/** The class of a unit beside its colour on the map: words in the yellow of the general class cannot be read. */
export function ClassTag({ of }: { of: Unit['class'] }): ReactNode {
  const t = useText('zoning');
  return (
    <Tag>
      <span
        aria-hidden
        style={{
          display: 'inline-block',
          width: 10,
          height: 10,
          borderRadius: 2,
          marginInlineEnd: 5,
          background: CLASS_COLOURS[of],
        }}
      />
      {t(`class.${of}`)}
    </Tag>
  );
}
