import { urlOf } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { Button, DatePicker, Flex, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { EXCHANGE_FORMATS, exportHours } from '../contract.ts';

const BEIJING = '+08:00';
const instant = (day: Dayjs): string => `${day.format('YYYY-MM-DD')}T00:00:00${BEIJING}`;

/** Whole days of the stations shown, in the forms that others read. */
export function ExportDialog({
  unit,
  station,
  onClose,
}: {
  unit?: string | undefined;
  station?: number | undefined;
  onClose: () => void;
}): ReactNode {
  const t = useText('radnet');
  const [days, setDays] = useState<[Dayjs, Dayjs]>([dayjs().subtract(6, 'day'), dayjs()]);
  const span = { from: instant(days[0]), to: instant(days[1].add(1, 'day')), unit, station };
  return (
    <Modal open title={t('export.title')} footer={null} onCancel={onClose}>
      <p className="muted">{t('export.note')}</p>
      <Flex vertical gap={12}>
        <DatePicker.RangePicker
          aria-label={t('export.days')}
          allowClear={false}
          value={days}
          onChange={(chosen) => {
            if (chosen?.[0] && chosen[1]) setDays([chosen[0], chosen[1]]);
          }}
        />
        <Flex gap={8} wrap>
          {EXCHANGE_FORMATS.map((format) => (
            <Button key={format} href={urlOf(exportHours, undefined, { format, ...span })}>
              {t(`export.${format}`)}
            </Button>
          ))}
        </Flex>
      </Flex>
    </Modal>
  );
}
