import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { useState } from 'react';
import { downloadText } from '../../api/download';
import { errorStatus } from '../../api/errorStatus';
import { useTranslation } from '../../translation';
import styles from './blocks.module.css';
import { errorMessage } from './PanelState';

/** A file for the browser. */
export interface TextFile {
  name: string;
  content: string;
  mediaType: string;
}

/** Downloads a file, and says why when that fails. */
export function DownloadButton(props: {
  children: string;
  /** What the file holds, for a reader who may not view it. */
  subject: string;
  load(): Promise<TextFile>;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const download = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { name, content, mediaType } = await props.load();
      downloadText(name, content, mediaType);
    } catch (error) {
      setProblem(
        errorStatus(error as Error) === 403
          ? t('download.forbidden', { subject: props.subject })
          : t('download.failed', { reason: errorMessage(error as Error) }),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.download}>
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line aria-hidden />}
        isPending={busy}
        onPress={download}
      >
        {props.children}
      </Button>
      {problem && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}
