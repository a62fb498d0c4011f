import { useNavigate } from '@tanstack/react-router';
import { usePick, useRouteMutation, useText } from '@tarim/ui';
import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type FileRef, type PipelineRow, startRun } from '../contract.ts';
import { FileDrop } from './file-drop.tsx';

/** Brings a file and runs the pipeline on it. */
export function RunDialog({ row, onClose }: { row: PipelineRow; onClose: () => void }): ReactNode {
  const t = useText('exchange');
  const pick = usePick();
  const navigate = useNavigate();
  const [file, setFile] = useState<FileRef | null>(null);
  const start = useRouteMutation(startRun, {
    onSuccess: ({ id }) => {
      onClose();
      void navigate({ to: `/exchange/runs/${id}` as string });
    },
  });
  return (
    <Modal
      open
      title={`${t('run.now')} · ${pick(row.titleZh, row.titleEn)}`}
      okText={t('run.begin')}
      okButtonProps={{ disabled: file === null }}
      confirmLoading={start.isPending}
      onCancel={onClose}
      onOk={() => file && start.mutate({ params: { id: row.id }, body: { file } })}
    >
      <FileDrop file={file} onFile={setFile} />
    </Modal>
  );
}
