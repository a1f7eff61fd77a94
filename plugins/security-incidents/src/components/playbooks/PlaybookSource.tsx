import { Alert, Button, TextAreaField } from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import type { CacaoFinding } from 'backstage-plugin-security-incidents-common';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import { Findings } from './Findings';
import styles from './playbooks.module.css';

/** The most that the backend reads, in bytes. */
const MAX_BYTES = 1_048_576;

/** Why there is no plan. */
export interface Refusal {
  message: string;
  findings: CacaoFinding[];
}

function RefusalAlert({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const { message, findings } = refusal;
  return (
    <div role="alert" className={styles.stack}>
      <Alert
        status="danger"
        icon
        title={t('playbooks.refused.title')}
        description={
          findings.length > 0 ? t('playbooks.refused.description') : message
        }
      />
      <Findings findings={findings} />
    </div>
  );
}

/** The playbook to convert, typed, pasted or read from a file. */
export function PlaybookSource(props: {
  text: string;
  refusal?: Refusal;
  onChange(text: string): void;
  onUnreadable(message: string): void;
}) {
  const { text, refusal, onChange, onUnreadable } = props;
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);

  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // Lets people choose the same file again after they changed it.
    target.value = '';
    if (!file) return;
    if (file.size > MAX_BYTES) {
      onUnreadable(t('playbooks.tooLarge', { file: file.name }));
      return;
    }
    try {
      onChange(await file.text());
    } catch (error) {
      onUnreadable(
        t('playbooks.unreadable', {
          file: file.name,
          reason: errorMessage(error as Error),
        }),
      );
    }
  };

  return (
    <div className={styles.stack}>
      <p className={styles.text}>{t('playbooks.intro')}</p>
      {refusal && <RefusalAlert refusal={refusal} />}
      <TextAreaField
        label={t('playbooks.source')}
        placeholder='{ "type": "playbook", "spec_version": "cacao-2.0", ... }'
        value={text}
        onChange={onChange}
        rows={10}
        className={styles.source}
      />
      <div>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label={t('playbooks.file')}
          className={styles.file}
          tabIndex={-1}
          onChange={readFile}
        />
        <Button
          variant="secondary"
          iconStart={<RiFileUploadLine aria-hidden />}
          onPress={() => input.current?.click()}
        >
          {t('playbooks.chooseFile')}
        </Button>
      </div>
    </div>
  );
}
