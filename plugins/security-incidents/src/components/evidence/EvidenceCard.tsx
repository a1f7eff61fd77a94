import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiLockLine,
  RiShieldCheckLine,
  RiUpload2Line,
  RiUploadCloud2Line,
} from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type { Evidence } from 'backstage-plugin-security-incidents-common';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { evidenceApiRef } from '../../api';
import { useEvidenceUploads } from '../../queries';
import { useTranslation } from '../../translation';
import { listText } from '../PlanPage/planText';
import { classNames, PanelEmpty } from '../common';
import { problemOf } from '../IncidentPage/fields';
import page from '../IncidentPage/IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { formatBytes } from '../../formatBytes';
import { useEvidenceContext } from './context';
import styles from './evidence.module.css';
import { FileRow } from './FileRow';
import { RefusedRow, UnfinishedRow, UploadRow } from './UploadRow';

const hasBytes = (file: Evidence) => file.storage && !file.disposal;

/** The files, their size, and whether they are what was stored. */
function Summary() {
  const { t } = useTranslation();
  const { list } = useEvidenceContext();
  const checked = list.items.filter(hasBytes);
  const wrong = checked.filter(
    ({ lastCheck }) => lastCheck && lastCheck.result !== 'ok',
  ).length;
  const unchecked = checked.filter(
    ({ lastCheck, sha256Confirmed }) => !lastCheck && !sha256Confirmed,
  ).length;
  const state = () => {
    if (wrong > 0) return t('evidence.summary.differs', { count: wrong });
    return unchecked > 0
      ? t('evidence.summary.unverified', { count: unchecked })
      : t('evidence.summary.verified');
  };
  if (list.totalItems === 0) return null;
  return (
    <span className={classNames(page.quiet, wrong > 0 && styles.alarm)}>
      {[
        t('evidence.files', { count: list.totalItems }),
        ...(list.storedBytes > 0 ? [formatBytes(list.storedBytes)] : []),
        ...(checked.length > 0 ? [state()] : []),
      ].join(', ')}
    </span>
  );
}

/** Reads every stored file again. */
function VerifyAll() {
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { list, reload } = useEvidenceContext();
  const stored = list.items.filter(hasBytes);
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => {
      const wrong: string[] = [];
      for (const { id, fileName } of stored) {
        const { status } = await api.verifyEvidence(incident.key, id);
        if (status !== 'ok') wrong.push(fileName);
      }
      return wrong;
    },
    onSettled: reload,
  });
  if (stored.length === 0 || !list.may.read) return null;
  return (
    <>
      <Button
        variant="tertiary"
        iconStart={<RiShieldCheckLine aria-hidden />}
        isPending={isPending}
        onPress={() => mutate()}
      >
        {t('evidence.verifyAll')}
      </Button>
      <span role="status" className={styles.note}>
        {error && problemOf(error).message}
        {data?.length === 0 && t('evidence.verified.ok')}
        {data && data.length > 0 && (
          <b className={styles.alarm}>
            {t('evidence.verified.wrong', {
              count: data.length,
              files: listText(data, t('planText.and')),
            })}
          </b>
        )}
      </span>
    </>
  );
}

/** Offers the files that are pasted anywhere on the page, except into a field or a dialog. */
function usePaste(enabled: boolean) {
  const { offer, dialog } = useEvidenceContext();
  const isListening = enabled && dialog === undefined;
  useEffect(() => {
    if (!isListening) return undefined;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const isField =
        event.target instanceof HTMLElement &&
        event.target.matches('input, textarea, [contenteditable]');
      if (files.length === 0 || isField) return;
      event.preventDefault();
      offer(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [isListening, offer]);
}

/** A place to drop files, or to pick them. */
function DropZone(props: { onPick(): void }) {
  const { t } = useTranslation();
  const { list, offer } = useEvidenceContext();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    offer([...event.dataTransfer.files]);
  };
  return (
    <button
      type="button"
      className={classNames(styles.drop, isOver && styles.over)}
      aria-label={t('evidence.drop.label')}
      onClick={props.onPick}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <RiUploadCloud2Line size={20} aria-hidden />
      <span>
        {isOver ? t('evidence.drop.over') : t('evidence.drop.title')}{' '}
        <span className={page.quiet}>
          {t('evidence.drop.hint', {
            size: formatBytes(list.limits.fileBytes),
          })}
        </span>
      </span>
    </button>
  );
}

/** Uploads that broke off, whose file has to be chosen again. */
function Unfinished() {
  const { incident, pageKey } = useIncidentRecord();
  const { list, running } = useEvidenceContext();
  const { data } = useEvidenceUploads(pageKey, incident.key, list.may.add);
  const isRunning = (fileName: string, sizeBytes: number) =>
    running.some(
      state => state.fileName === fileName && state.sizeBytes === sizeBytes,
    );
  return (
    <>
      {data?.items
        .filter(({ fileName, sizeBytes }) => !isRunning(fileName, sizeBytes))
        .map(upload => (
          <UnfinishedRow key={upload.id} upload={upload} />
        ))}
    </>
  );
}

/** Says what the reader may not do. */
function Limits() {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { list } = useEvidenceContext();
  const stored = list.items.filter(hasBytes).length;
  return (
    <>
      {!list.may.read && stored > 0 && (
        <p className={styles.missing}>
          <RiLockLine size={18} aria-hidden />
          <span>
            <b>{t('evidence.mayNotRead', { count: stored })}</b>{' '}
            {t('evidence.mayNotReadHint')}
          </span>
        </p>
      )}
      {!list.may.add && (
        <p className={styles.missing}>
          <RiLockLine size={18} aria-hidden />
          <span>
            <b>{t('evidence.mayNotAdd.title')}</b>{' '}
            {isFrozen(incident)
              ? t('evidence.mayNotAdd.frozen')
              : t('evidence.mayNotAdd.hint')}
          </span>
        </p>
      )}
    </>
  );
}

/** The files of the incident, and what is on its way. */
export function EvidenceCard() {
  const { t } = useTranslation();
  const { list, running, refused, offer, open } = useEvidenceContext();
  usePaste(list.may.add);
  const input = useRef<HTMLInputElement>(null);
  const pick = () => input.current?.click();
  return (
    <Card aria-label={t('evidence.title')}>
      <CardHeader>
        <div className={page.between}>
          <span className={page.row}>
            <h2 className={page.cardTitle}>{t('evidence.title')}</h2>
            <Summary />
          </span>
          <span className={styles.actions}>
            <VerifyAll />
            {list.may.add && (
              <Button
                variant="primary"
                iconStart={<RiUpload2Line aria-hidden />}
                onPress={pick}
              >
                {t('evidence.add')}
              </Button>
            )}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <Limits />
        {list.may.add && (
          <>
            <VisuallyHidden>
              <input
                ref={input}
                type="file"
                multiple
                tabIndex={-1}
                aria-label={t('evidence.add')}
                onChange={event => {
                  offer([...(event.target.files ?? [])]);
                  // The same file can be chosen again.
                  event.target.value = '';
                }}
              />
            </VisuallyHidden>
            <DropZone onPick={pick} />
            <Button
              variant="tertiary"
              size="small"
              onPress={() => open({ kind: 'reference' })}
            >
              {t('evidence.sheet.referenceNew')}
            </Button>
          </>
        )}
        <div className={styles.uploads}>
          {running.map(state => (
            <UploadRow key={state.id} state={state} />
          ))}
          <Unfinished />
          {refused.map(item => (
            <RefusedRow key={item.id} item={item} />
          ))}
        </div>
        {list.items.length === 0 ? (
          <PanelEmpty
            title={t('evidence.empty.title')}
            hint={t('evidence.empty.hint')}
          />
        ) : (
          <ul className={styles.files}>
            {list.items.map(file => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
