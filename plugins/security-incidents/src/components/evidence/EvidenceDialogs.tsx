import { useApi } from '@backstage/core-plugin-api';
import { Alert, TextAreaField, TextField } from '@backstage/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  type Evidence,
  type RecordEvidenceReferenceRequest,
  TLP_MARKINGS,
  type Tlp,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { evidenceApiRef } from '../../api';
import { fromTimeInput, toTimeInput } from '../../time';
import { useTranslation } from '../../translation';
import { PanelLoading } from '../common';
import {
  ChoiceField,
  DateTimeField,
  problemOf,
  Sheet,
} from '../IncidentPage/fields';
import page from '../IncidentPage/IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { usePlanRuns } from '../IncidentPage/plan';
import { formatBytes } from '../../formatBytes';
import { useEvidenceContext } from './context';
import styles from './evidence.module.css';
import type { UploadDetails } from './PartUpload';

const NO_TASK = 'none';

/** What every new file needs. */
function useDetails(taskId?: string) {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const now = new Date().toISOString();
  const [details, setDetails] = useState<UploadDetails>({
    tlp: incident.tlp,
    taskId,
  });
  const [collectedAt, setCollectedAt] = useState(toTimeInput(now));
  const set = (changes: UploadDetails) =>
    setDetails(before => ({ ...before, ...changes }));
  const tasks = (plans?.runs ?? [])
    .flatMap(({ phases }) => phases.flatMap(phase => phase.tasks))
    .filter(task => task.evidenceRequired || task.id === taskId);
  const markings = TLP_MARKINGS.slice(TLP_MARKINGS.indexOf(incident.tlp));
  const fields = (
    <>
      {tasks.length > 0 && (
        <ChoiceField
          label={t('evidence.sheet.task')}
          choices={[
            { id: NO_TASK, label: t('evidence.sheet.noTask') },
            ...tasks.map(({ id, title }) => ({ id, label: title })),
          ]}
          value={details.taskId ?? NO_TASK}
          onChange={id => set({ taskId: id === NO_TASK ? undefined : id })}
        />
      )}
      <TextField
        label={t('evidence.sheet.kind')}
        description={t('evidence.sheet.kindHint')}
        value={details.kind ?? ''}
        onChange={kind => set({ kind })}
      />
      <TextAreaField
        label={t('evidence.sheet.description')}
        description={t('evidence.sheet.descriptionHint')}
        value={details.description ?? ''}
        onChange={description => set({ description })}
      />
      <TextField
        label={t('evidence.sheet.source')}
        value={details.source ?? ''}
        onChange={source => set({ source })}
      />
      <DateTimeField
        label={t('evidence.sheet.collectedAt')}
        value={collectedAt}
        max={toTimeInput(now)}
        onChange={setCollectedAt}
      />
      <ChoiceField<Tlp>
        label={t('evidence.sheet.tlp')}
        choices={markings.map(id => ({ id, label: `TLP:${id}` }))}
        value={details.tlp}
        onChange={tlp => set({ tlp })}
      />
    </>
  );
  /** Empty fields are not sent. */
  const read = (): UploadDetails =>
    Object.fromEntries(
      Object.entries({
        ...details,
        collectedAt: fromTimeInput(collectedAt),
      }).filter(([, value]) => value !== undefined && value !== ''),
    );
  return { fields, read };
}

function AddSheet(props: { files: File[]; taskId?: string }) {
  const { files, taskId } = props;
  const { t } = useTranslation();
  const { open, send } = useEvidenceContext();
  const { fields, read } = useDetails(taskId);
  return (
    <Sheet
      title={t('evidence.sheet.title', { count: files.length })}
      sendLabel={t('evidence.sheet.send')}
      canSend
      sending={false}
      onSend={() => {
        const details = read();
        for (const file of files) send({ file, details });
        open(undefined);
      }}
      onClose={() => open(undefined)}
    >
      <ul className={styles.chosen} aria-label={t('evidence.sheet.files')}>
        {files.map(file => (
          <li key={`${file.name} ${file.size} ${file.lastModified}`}>
            <b className={styles.name}>{file.name}</b>{' '}
            <span className={page.quiet}>{formatBytes(file.size)}</span>
          </li>
        ))}
      </ul>
      {fields}
    </Sheet>
  );
}

function ReferenceSheet(props: { file?: { name: string; size: number } }) {
  const { file } = props;
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { open, reload, refused, dismiss } = useEvidenceContext();
  const { fields, read } = useDetails();
  const [fileName, setFileName] = useState(file?.name ?? '');
  const [sizeBytes, setSizeBytes] = useState(String(file?.size ?? ''));
  const [sha256, setSha256] = useState('');
  const [location, setLocation] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (request: RecordEvidenceReferenceRequest) =>
      api.recordEvidenceReference(incident.key, request),
    onSuccess: () => {
      refused
        .filter(item => item.file === file)
        .forEach(({ id }) => dismiss(id));
      reload();
      open(undefined);
    },
  });
  return (
    <Sheet
      title={
        file
          ? t('evidence.sheet.referenceTitle', { file: file.name })
          : t('evidence.sheet.referenceNew')
      }
      sendLabel={t('evidence.sheet.record')}
      canSend={Boolean(fileName && sizeBytes && sha256 && location)}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() =>
        mutate({
          ...read(),
          fileName,
          sizeBytes: Number(sizeBytes),
          sha256,
          location,
        })
      }
      onClose={() => open(undefined)}
    >
      <TextField
        label={t('evidence.sheet.location')}
        isRequired
        value={location}
        onChange={setLocation}
      />
      <TextField
        label={t('evidence.sheet.sha256')}
        isRequired
        value={sha256}
        onChange={setSha256}
      />
      {!file && (
        <>
          <TextField
            label={t('evidence.sheet.fileName')}
            isRequired
            value={fileName}
            onChange={setFileName}
          />
          <TextField
            label={t('evidence.sheet.sizeBytes')}
            isRequired
            inputMode="numeric"
            value={sizeBytes}
            onChange={setSizeBytes}
          />
        </>
      )}
      {fields}
    </Sheet>
  );
}

type Decision = 'hold' | 'release' | 'dispose';

function DecisionSheet(props: { kind: Decision; file: Evidence }) {
  const { kind, file } = props;
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { open, reload } = useEvidenceContext();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const { key } = incident;
      if (kind === 'hold') return api.holdEvidence(key, file.id, { reason });
      return kind === 'release'
        ? api.releaseEvidence(key, file.id, { reason })
        : api.disposeOfEvidence(key, file.id, { reason });
    },
    onSuccess: () => open(undefined),
    // After a conflict the row shows who was faster.
    onSettled: reload,
  });
  return (
    <Sheet
      title={t(`evidence.decision.${kind}`, { file: file.fileName })}
      sendLabel={t(`evidence.decision.${kind}Send`)}
      destructive={kind === 'dispose'}
      canSend={reason.trim() !== ''}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={() => open(undefined)}
    >
      {kind === 'dispose' && (
        <Alert status="warning" title={t('evidence.decision.disposeNote')} />
      )}
      {kind === 'hold' && (
        <p className={page.flush}>{t('evidence.decision.holdNote')}</p>
      )}
      <TextAreaField
        label={t('evidence.decision.reason')}
        isRequired
        value={reason}
        onChange={setReason}
      />
    </Sheet>
  );
}

/** A picture or a text, as an image and as text: nothing of a file runs or is opened. */
function PreviewSheet({ file }: { file: Evidence }) {
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { open, reload } = useEvidenceContext();
  // Each look is an entry of the custody log, so it is read once.
  const { data, error } = useQuery({
    queryKey: ['evidence-preview', file.id],
    queryFn: async () => {
      const preview = await api.previewEvidence(incident.key, file.id);
      reload();
      return preview;
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Sheet
      title={t('evidence.preview.title', { file: file.fileName })}
      canSend={false}
      sending={false}
      problem={error ? problemOf(error) : undefined}
      onSend={() => undefined}
      onClose={() => open(undefined)}
    >
      {!data && !error && <PanelLoading label={file.fileName} />}
      {data?.kind === 'picture' && (
        <img
          className={styles.picture}
          src={`data:${data.mediaType};base64,${data.base64}`}
          alt={file.description ?? file.fileName}
        />
      )}
      {data?.kind === 'text' && (
        <>
          <pre className={styles.text}>{data.text}</pre>
          {data.isCut && (
            <span className={page.quiet}>{t('evidence.preview.cut')}</span>
          )}
        </>
      )}
      <span className={page.quiet}>{t('evidence.preview.note')}</span>
    </Sheet>
  );
}

/** The dialog that is open on top of the view. */
export function EvidenceDialogs() {
  const { dialog } = useEvidenceContext();
  switch (dialog?.kind) {
    case 'add':
      return <AddSheet files={dialog.files} taskId={dialog.taskId} />;
    case 'reference':
      return <ReferenceSheet file={dialog.file} />;
    case 'preview':
      return <PreviewSheet file={dialog.file} />;
    case 'hold':
    case 'release':
    case 'dispose':
      return <DecisionSheet kind={dialog.kind} file={dialog.file} />;
    default:
      return null;
  }
}
