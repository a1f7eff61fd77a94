import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import styles from './blocks.module.css';
import { type TextFile, useDownload } from './useDownload';

/** Downloads a file, and says why when that fails. */
export function DownloadButton(props: {
  children: string;
  /** What the file holds, for a reader who may not view it. */
  subject: string;
  load(): Promise<TextFile>;
}) {
  const { isBusy, problem, download } = useDownload(props.subject);
  return (
    <span className={styles.download}>
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line aria-hidden />}
        isPending={isBusy}
        onPress={() => download(props.load)}
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
