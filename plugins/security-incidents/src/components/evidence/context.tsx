import { useApi } from '@backstage/core-plugin-api';
import type {
  Evidence,
  EvidenceList,
} from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { evidenceApiRef } from '../../api';
import { saveFile } from '../../api/download';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import type { UploadState } from './PartUpload';
import { uploads, type UploadRequest } from './UploadsStore';

/** What is open on top of the view. */
export type EvidenceDialog =
  | { kind: 'add'; files: File[]; taskId?: string }
  | { kind: 'reference'; file?: { name: string; size: number } }
  | { kind: 'hold' | 'release' | 'dispose' | 'preview'; file: Evidence };

interface EvidenceContext {
  list: EvidenceList;
  running: readonly UploadState[];
  /** Files that are too large, by name. */
  refused: ReadonlyArray<{ id: string; file: File; problem: string }>;
  dismiss(id: string): void;
  dialog?: EvidenceDialog;
  open(dialog: EvidenceDialog | undefined): void;
  /** Offers files for adding; those over the limit are refused. */
  offer(files: readonly File[], taskId?: string): void;
  send(request: UploadRequest): void;
  /** Reads the incident again, and its evidence with it. */
  reload(): void;
}

const Context = createContext<EvidenceContext | undefined>(undefined);

let lastRefused = 0;

/** Provides the evidence of the incident on the page. */
export function EvidenceProvider(props: {
  list: EvidenceList;
  sizeText(bytes: number): string;
  children: ReactNode;
}) {
  const { list, sizeText } = props;
  const { t } = useTranslation();
  const api = useApi(evidenceApiRef);
  const { incident, reload: readIncident } = useIncidentRecord();
  const { key } = incident;
  const [dialog, open] = useState<EvidenceDialog>();
  const [refused, setRefused] = useState<EvidenceContext['refused']>([]);
  const running = useSyncExternalStore(uploads.subscribe, () =>
    uploads.get(key),
  );
  const reload = useCallback(() => {
    // When it fails, the page catches up with the next signal.
    readIncident().catch(() => undefined);
  }, [readIncident]);
  const { fileBytes } = list.limits;
  const offer = useCallback(
    (files: readonly File[], taskId?: string) => {
      const problemOfFile = (file: File) => {
        if (file.size === 0) return t('evidence.upload.empty');
        return file.size > fileBytes
          ? t('evidence.upload.tooLarge', { size: sizeText(fileBytes) })
          : undefined;
      };
      const fitting = files.filter(file => !problemOfFile(file));
      const others = files.flatMap(file => {
        const problem = problemOfFile(file);
        if (!problem) return [];
        lastRefused += 1;
        return [{ id: `refused-${lastRefused}`, file, problem }];
      });
      setRefused(before => [...before, ...others]);
      if (fitting.length > 0) open({ kind: 'add', files: fitting, taskId });
    },
    [fileBytes, sizeText, t],
  );
  const send = useCallback(
    (request: UploadRequest) => uploads.add(api, key, request, reload),
    [api, key, reload],
  );
  const dismiss = useCallback(
    (id: string) => setRefused(before => before.filter(item => item.id !== id)),
    [],
  );
  const value = useMemo(
    () => ({
      list,
      running,
      refused,
      dismiss,
      dialog,
      open,
      offer,
      send,
      reload,
    }),
    [list, running, refused, dismiss, dialog, offer, send, reload],
  );
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

/** The evidence of the incident on the page. */
export function useEvidenceContext(): EvidenceContext {
  const value = useContext(Context);
  if (!value) throw new Error('useEvidenceContext: only below its provider');
  return value;
}

/** Calls about one file: what runs, and what went wrong with the last one. */
export function useFileCalls(file: Evidence) {
  const api = useApi(evidenceApiRef);
  const { incident } = useIncidentRecord();
  const { reload } = useEvidenceContext();
  const [busy, setBusy] = useState<'download' | 'verify'>();
  const [problem, setProblem] = useState<string>();
  const run = async (what: typeof busy, call: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await call();
      reload();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(undefined);
    }
  };
  return {
    busy,
    problem,
    download: () =>
      run('download', async () =>
        saveFile(
          file.fileName,
          await api.downloadEvidence(incident.key, file.id),
        ),
      ),
    verify: () =>
      run('verify', async () => {
        await api.verifyEvidence(incident.key, file.id);
      }),
  };
}
