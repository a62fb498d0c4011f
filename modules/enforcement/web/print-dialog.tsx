import { urlOf } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { Button, Checkbox, Flex, Modal, Progress, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { DOCUMENT_KINDS, MOST_PRINTED_CASES, MOST_PRINTED_PAPERS, printPapers } from '../contract.ts';
import { type MadeFile, useMadeFile } from './made-file.tsx';

const KB = 1_024;
const size = (bytes: number): string => `${Math.ceil(bytes / KB).toLocaleString('en')} KB`;

/** 批量打印 of many cases: which papers of them, in one file. */
export function PrintCases({ ids, onClose }: { ids: readonly number[]; onClose: () => void }): ReactNode {
  const t = useText('enforcement');
  const [papers, setPapers] = useState<string>('numbered');
  return (
    <Dialog n={ids.length} query={{ cases: ids.join(), papers }} onClose={onClose}>
      <Select
        aria-label={t('print.scope')}
        style={{ width: '100%' }}
        value={papers}
        onChange={setPapers}
        options={['numbered', 'all', ...DOCUMENT_KINDS].map((value) => ({
          value,
          label: t(`print.${value}`),
        }))}
      />
    </Dialog>
  );
}

/** 批量打印 of papers of one case. */
export function PrintPapers({
  id,
  papers,
  onClose,
}: {
  id: number;
  papers: readonly { readonly nth: number; readonly label: string }[];
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const [chosen, setChosen] = useState<number[]>(papers.map(({ nth }) => nth));
  return (
    <Dialog n={chosen.length} query={{ cases: String(id), nths: chosen.join() }} onClose={onClose}>
      <Checkbox
        checked={chosen.length === papers.length}
        indeterminate={chosen.length > 0 && chosen.length < papers.length}
        onChange={({ target }) => setChosen(target.checked ? papers.map(({ nth }) => nth) : [])}
      >
        {t('print.all')}
      </Checkbox>
      <Checkbox.Group
        aria-label={t('print.pick')}
        style={{ flexDirection: 'column', maxHeight: 320, overflow: 'auto', flexWrap: 'nowrap' }}
        value={chosen}
        onChange={setChosen}
        options={papers.map(({ nth, label }) => ({ value: nth, label }))}
      />
    </Dialog>
  );
}

function Dialog({
  n,
  query,
  onClose,
  children,
}: {
  n: number;
  query: object;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const t = useText('enforcement');
  const { made, busy, seconds, make } = useMadeFile();
  return (
    <Modal open title={t('print.button')} footer={null} onCancel={onClose}>
      <Flex vertical gap={12}>
        {children}
        <small className="muted">
          {t('print.most', { cases: MOST_PRINTED_CASES, papers: MOST_PRINTED_PAPERS })}
        </small>
        <Flex gap={8} wrap>
          {(['pdf', 'docx'] as const).map((format) => (
            <Button
              key={format}
              type={format === 'pdf' ? 'primary' : 'default'}
              disabled={n === 0 || busy !== null}
              onClick={() => void make(format, urlOf(printPapers, {}, { ...query, format }))}
            >
              {t('print.make', { format: format.toUpperCase() })}
            </Button>
          ))}
        </Flex>
        <div aria-live="polite">
          {busy ? (
            <>
              {t('print.making', { n, seconds })}
              <Progress percent={100} status="active" showInfo={false} aria-hidden />
            </>
          ) : null}
          {made ? <Ready made={made} /> : null}
        </div>
      </Flex>
    </Modal>
  );
}

function Ready({ made: { url, format, bytes } }: { made: MadeFile }): ReactNode {
  const t = useText('enforcement');
  return (
    <>
      {t('print.ready')}{' '}
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        {...(format === 'docx' ? { download: 'papers.docx' } : {})}
      >
        {t('print.open', { format: format.toUpperCase(), size: size(bytes) })}
      </a>
    </>
  );
}
