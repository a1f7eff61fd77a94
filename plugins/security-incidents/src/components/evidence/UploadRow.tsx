import { Button, ButtonIcon, VisuallyHidden } from '@backstage/ui';
import {
  RiCloseLine,
  RiErrorWarningFill,
  RiFileTextLine,
  RiHistoryLine,
} from '@remixicon/react';
import { useApi } from '@backstage/core-plugin-api';
import type { EvidenceUpload } from 'backstage-plugin-security-incidents-common';
import { useRef, useState } from 'react';
import { evidenceApiRef } from '../../api';
import { formatDuration, nearTime } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import page from '../IncidentPage/IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { formatBytes } from '../../formatBytes';
import { useEvidenceContext } from './context';
import styles from './evidence.module.css';
import type { UploadState } from './PartUpload';
import { TaskLink } from './TaskLink';
import { uploads } from './UploadsStore';
import { toEvidenceKind } from '../said';

const PERCENT_STEP = 25;

/** What it waits for, or how far it is. */
function Progress({ state }: { state: UploadState }) {
  const { t } = useTranslation();
  const { phase, sentBytes, sizeBytes, leftMs } = state;
  if (phase === 'checking') return <>{t('evidence.upload.checking')}</>;
  const parts = [
    t('evidence.upload.progress', {
      sent: formatBytes(sentBytes),
      size: formatBytes(sizeBytes),
    }),
    ...(phase === 'paused' ? [t('evidence.upload.paused')] : []),
    ...(leftMs !== undefined
      ? [
          t('evidence.upload.left', {
            time:
              leftMs < 60_000
                ? `${Math.max(1, Math.round(leftMs / 1000))} s`
                : formatDuration(leftMs),
          }),
        ]
      : []),
  ];
  return <>{parts.join(', ')}</>;
}

/** What the file is, in front of the task that it is for. */
function toPurpose(t: Translate, { kind, taskId }: UploadState) {
  if (!taskId) return kind && toEvidenceKind(t, kind);
  return kind
    ? t('evidence.upload.kindFor', { kind: toEvidenceKind(t, kind) })
    : t('evidence.upload.for');
}

/** Pauses or continues an upload. */
function PauseButton({ state }: { state: UploadState }) {
  const { t } = useTranslation();
  const { id, phase, fileName: file } = state;
  if (phase === 'checking') return null;
  if (phase === 'sending') {
    return (
      <Button
        variant="tertiary"
        size="small"
        aria-label={t('evidence.upload.pauseFile', { file })}
        onPress={() => uploads.pause(id)}
      >
        {t('evidence.upload.pause')}
      </Button>
    );
  }
  return (
    <Button
      variant="secondary"
      size="small"
      aria-label={t('evidence.upload.resumeFile', { file })}
      onPress={() => uploads.resume(id)}
    >
      {phase === 'paused'
        ? t('evidence.upload.resume')
        : t('evidence.upload.again')}
    </Button>
  );
}

/** A file on its way. */
export function UploadRow({ state }: { state: UploadState }) {
  const { t } = useTranslation();
  const { id, fileName: file, sizeBytes, sentBytes, phase, problem } = state;
  const percent = Math.floor((sentBytes / sizeBytes) * 100);
  const spoken = Math.floor(percent / PERCENT_STEP) * PERCENT_STEP;
  const isFailed = phase === 'failed';
  return (
    <div
      className={styles.upload}
      role="group"
      aria-label={t('evidence.upload.label', { file })}
    >
      <div className={styles.head}>
        {isFailed ? (
          <RiErrorWarningFill size={16} className={styles.alarm} aria-hidden />
        ) : (
          <RiFileTextLine size={16} aria-hidden />
        )}
        <b className={styles.name}>{file}</b>
        <span className={page.quiet}>{toPurpose(t, state)}</span>
        {state.taskId && <TaskLink taskId={state.taskId} />}
        <span className={`${page.quiet} ${styles.end}`}>
          <Progress state={state} />
        </span>
        <PauseButton state={state} />
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={<RiCloseLine aria-hidden />}
          aria-label={t('evidence.upload.cancel', { file })}
          onPress={() => uploads.cancel(id)}
        />
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('evidence.upload.label', { file })}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} data-phase={phase} />
      </div>
      <VisuallyHidden>
        <span role="status">
          {spoken > 0 &&
            t('evidence.upload.spoken', { file, percent: String(spoken) })}
        </span>
      </VisuallyHidden>
      {isFailed || phase === 'waiting' ? (
        <span role="alert" className={isFailed ? styles.alarm : page.quiet}>
          {phase === 'waiting' ? `${t('evidence.upload.waiting')} ` : ''}
          {problem}
        </span>
      ) : (
        <span className={page.quiet}>{t('evidence.upload.hint')}</span>
      )}
    </div>
  );
}

/** An upload that broke off: the browser gives its file only when it is chosen again. */
export function UnfinishedRow({ upload }: { upload: EvidenceUpload }) {
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { send, reload } = useEvidenceContext();
  const input = useRef<HTMLInputElement>(null);
  const [isOther, setOther] = useState(false);
  const { fileName: file, sizeBytes, parts, partBytes } = upload;
  const size = formatBytes(sizeBytes);
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    const isSame = chosen.name === file && chosen.size === sizeBytes;
    setOther(!isSame);
    if (isSame) send({ file: chosen, details: {}, unfinished: upload });
  };
  return (
    <div
      className={styles.upload}
      role="group"
      aria-label={t('evidence.upload.label', { file })}
    >
      <div className={styles.head}>
        <RiHistoryLine size={16} aria-hidden />
        <b className={styles.name}>{file}</b>
        <span className={styles.end} />
        <VisuallyHidden>
          <input
            ref={input}
            type="file"
            tabIndex={-1}
            aria-label={file}
            onChange={event => {
              choose(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </VisuallyHidden>
        <Button
          variant="secondary"
          size="small"
          onPress={() => input.current?.click()}
        >
          {t('evidence.upload.choose')}
        </Button>
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={<RiCloseLine aria-hidden />}
          aria-label={t('evidence.upload.cancel', { file })}
          onPress={async () => {
            // What cannot be removed now is removed when its time is over.
            await api
              .cancelEvidenceUpload(incident.key, upload.id)
              .catch(() => undefined);
            reload();
          }}
        />
      </div>
      <span className={isOther ? styles.alarm : page.quiet} role="status">
        {isOther
          ? t('evidence.upload.other', { file, size })
          : t('evidence.upload.unfinished', {
              sent: formatBytes(Math.min(parts.length * partBytes, sizeBytes)),
              size,
              time: nearTime(upload.expiresAt, Date.now()),
            })}
      </span>
    </div>
  );
}

/** A file that cannot be stored here. */
export function RefusedRow(props: {
  item: { id: string; file: File; problem: string };
}) {
  const { id, file, problem } = props.item;
  const { t } = useTranslation();
  const { dismiss, open } = useEvidenceContext();
  return (
    <div
      className={styles.upload}
      role="group"
      aria-label={t('evidence.upload.label', { file: file.name })}
    >
      <div className={styles.head}>
        <RiErrorWarningFill size={16} className={styles.alarm} aria-hidden />
        <b className={styles.name}>{file.name}</b>
        <span className={page.quiet}>{formatBytes(file.size)}</span>
        <span className={styles.end} />
        {file.size > 0 && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => open({ kind: 'reference', file })}
          >
            {t('evidence.upload.reference')}
          </Button>
        )}
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={<RiCloseLine aria-hidden />}
          aria-label={t('evidence.upload.dismiss', { file: file.name })}
          onPress={() => dismiss(id)}
        />
      </div>
      <span role="alert" className={styles.alarm}>
        {problem}
      </span>
    </div>
  );
}
