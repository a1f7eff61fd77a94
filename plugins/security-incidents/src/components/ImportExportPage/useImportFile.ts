import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type {
  ImportCorrection,
  ImportMapping,
  ImportOptions,
  ImportReport,
  ImportValueField,
  IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useRef, useState } from 'react';
import { importsApiRef } from '../../api';
import { queryKeys } from '../../queries';
import { useImportAddress } from './useImportAddress';

/** A file on its way to be imported, with what the reader decided about it. */
export interface ImportFile {
  file?: File;
  options: ImportOptions;
  /** The last dry run. */
  report?: ImportReport;
  busy: boolean;
  problem?: Error;
  /** The last import that was started from this file. */
  started?: IncidentImport;
  choose(file: File, keepsDecisions?: boolean): void;
  /** Checks a file with the mapping of an earlier import. */
  chooseAgain(file: File, earlier: IncidentImport): void;
  change(options: Partial<ImportOptions>): void;
  map(mapping: Partial<ImportMapping>): void;
  mapValue(field: ImportValueField, value: string, becomes: string): void;
  correct(correction: ImportCorrection): void;
  leaveOut(rows: readonly number[]): void;
  /** Lists rows from this one on; undefined lists findings only. */
  showRows(from: number | undefined): void;
  /** @param rows - rows to leave out besides */
  start(rows?: readonly number[]): Promise<void>;
  reset(): void;
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

function withLeftOut(options: ImportOptions, rows: readonly number[]) {
  return {
    ...options,
    leaveOut: [...new Set([...(options.leaveOut ?? []), ...rows])],
  };
}

/** Checks a file whenever something about it is decided, and starts its import. */
export function useImportFile(): ImportFile {
  const api = useApi(importsApiRef);
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [options, setOptions] = useState<ImportOptions>({});
  const [report, setReport] = useState<ImportReport>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const [started, setStarted] = useState<IncidentImport>();
  const checking = useRef<AbortController>(undefined);
  const { goTo } = useImportAddress();

  const check = useCallback(
    async (content: File, asked: ImportOptions) => {
      checking.current?.abort();
      const controller = new AbortController();
      checking.current = controller;
      setFile(content);
      setOptions(asked);
      setBusy(true);
      setProblem(undefined);
      try {
        const { signal } = controller;
        const checked = await api.checkImport(
          content,
          { ...asked, fileName: content.name },
          { signal },
        );
        if (!signal.aborted) setReport(checked);
      } catch (cause) {
        if (!controller.signal.aborted) setProblem(toError(cause));
      } finally {
        if (checking.current === controller) setBusy(false);
      }
    },
    [api],
  );
  const change = (changes: Partial<ImportOptions>) => {
    if (file) check(file, { ...options, ...changes });
  };
  const map = (mapping: Partial<ImportMapping>) =>
    change({ mapping: { ...options.mapping, ...mapping } });
  return {
    file,
    options,
    report,
    busy,
    problem,
    started,
    choose: (chosen, keepsDecisions = false) => {
      setStarted(undefined);
      setReport(undefined);
      // Corrections are of rows, which may be others in another file.
      const { mapping, source } = options;
      check(chosen, keepsDecisions ? { mapping, source } : {});
    },
    chooseAgain: (chosen, { mapping, source }) => {
      setStarted(undefined);
      setReport(undefined);
      goTo(undefined);
      check(chosen, { mapping, source });
    },
    change,
    map,
    mapValue: (field, value, becomes) => {
      const { values } = options.mapping ?? {};
      map({
        values: {
          ...values,
          [field]: { ...values?.[field], [value]: becomes },
        },
      });
    },
    correct: correction => {
      const others = (options.corrections ?? []).filter(
        ({ row, column }) =>
          row !== correction.row || column !== correction.column,
      );
      change({ corrections: [...others, correction] });
    },
    leaveOut: rows => change(withLeftOut(options, rows)),
    showRows: rowsFrom => change({ rowsFrom }),
    start: async (rows = []) => {
      if (!file || !report) return;
      setBusy(true);
      setProblem(undefined);
      try {
        const asked = {
          ...withLeftOut(options, rows),
          fileName: file.name,
          sha256: report.file.sha256,
        };
        const { import: made } = await api.startImport(file, asked);
        setStarted(made);
        if (made) goTo(made.id);
        client.invalidateQueries({ queryKey: queryKeys.imports() });
      } catch (cause) {
        setProblem(toError(cause));
      } finally {
        setBusy(false);
      }
    },
    reset: () => {
      checking.current?.abort();
      setFile(undefined);
      setOptions({});
      setReport(undefined);
      setProblem(undefined);
      setStarted(undefined);
      setBusy(false);
      goTo(undefined);
    },
  };
}
