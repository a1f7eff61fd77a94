import { useState } from 'react';
import { downloadText } from '../../api/download';
import { errorStatus } from '../../api/errorStatus';
import { useTranslation } from '../../translation';
import { errorMessage } from './PanelState';

/** A file for the browser. */
export interface TextFile {
  name: string;
  content: string;
  mediaType: string;
}

/**
 * Gives files to the browser, and says why when that fails.
 *
 * @param subject - what the files hold, for a reader who may not view it
 */
export function useDownload(subject: string) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const download = async (load: () => Promise<TextFile>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { name, content, mediaType } = await load();
      downloadText(name, content, mediaType);
    } catch (error) {
      setProblem(
        errorStatus(error as Error) === 403
          ? t('download.forbidden', { subject })
          : t('download.failed', { reason: errorMessage(error as Error) }),
      );
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, download };
}
