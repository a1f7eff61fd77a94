import {
  REPORT_CERTAINTIES,
  SEVERITIES,
  TRISTATES,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type DraftPlace,
  forgetDraft,
  keepDraft,
  readDraft,
  tidyDrafts,
} from '../../hooks';
import type { NamedEntity } from '../common';
import type { Report } from './reportRequest';

/** The answers of the dialog so far. */
export interface ReportDraft extends Omit<Report, 'entityRef'> {
  service?: NamedEntity;
  /** The reporter does not know the service. */
  unknown: boolean;
}

function toPlace(
  service: string | undefined,
  author: string | undefined,
  sessionOnly: boolean,
): DraftPlace {
  return {
    name: `report.${service ?? 'any'}`,
    author,
    sessionOnly,
  };
}

function isNamedEntity(value: unknown): value is NamedEntity {
  const { entityRef, title } = (value ?? {}) as Partial<NamedEntity>;
  return typeof entityRef === 'string' && typeof title === 'string';
}

/** Reads a stored draft, which another release may have written. */
function parseDraft(stored: unknown, empty: ReportDraft): ReportDraft {
  if (typeof stored !== 'object' || stored === null) return empty;
  const draft = stored as Partial<ReportDraft>;
  const severities = ['unsure', ...SEVERITIES] as const;
  return {
    text: typeof draft.text === 'string' ? draft.text : empty.text,
    certainty:
      REPORT_CERTAINTIES.find(word => word === draft.certainty) ??
      empty.certainty,
    ongoing: TRISTATES.find(word => word === draft.ongoing) ?? empty.ongoing,
    severity:
      severities.find(word => word === draft.severity) ?? empty.severity,
    sensitive: draft.sensitive === true,
    service: isNamedEntity(draft.service) ? draft.service : empty.service,
    unknown: draft.unknown === true,
  };
}

/**
 * A report that is being written. The browser keeps it only after sending failed and when the author is known; a sensitive
 * one only for the session.
 *
 * @param here - the service whose page the dialog was opened on
 */
export function useReportDraft(
  here: NamedEntity | undefined,
  author: string | undefined,
) {
  const entityRef = here?.entityRef;
  const [draft, setDraft] = useState<ReportDraft>({
    text: '',
    certainty: 'unsure',
    ongoing: 'unknown',
    severity: 'unsure',
    sensitive: false,
    service: here,
    unknown: false,
  });
  /** Whether the draft is kept; while the reporter only types, it is not. */
  const keeping = useRef(false);
  const [kept, setKept] = useState(false);
  const latest = useRef(draft);
  const put = useCallback((next: ReportDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const keep = useCallback(() => {
    keeping.current = true;
    const place = toPlace(entityRef, author, latest.current.sensitive);
    setKept(keepDraft(place, latest.current) !== undefined);
  }, [entityRef, author]);

  useEffect(() => tidyDrafts(), []);
  // The author is known a moment after the dialog opens. What was typed since then wins over a stored draft.
  useEffect(() => {
    if (!author) return;
    if (keeping.current) keep();
    if (latest.current.text) return;
    const stored = readDraft(toPlace(entityRef, author, false));
    if (!stored) return;
    keeping.current = true;
    put(parseDraft(stored, latest.current));
  }, [entityRef, author, keep, put]);

  const change = useCallback(
    (changes: Partial<ReportDraft>) => {
      put({ ...latest.current, ...changes });
      if (keeping.current) keep();
    },
    [put, keep],
  );
  const forget = useCallback(() => {
    // A stored draft that this dialog did not use is about something else.
    if (keeping.current) forgetDraft(toPlace(entityRef, author, false));
    keeping.current = false;
    setKept(false);
  }, [entityRef, author]);

  return { draft, change, keep, kept, forget };
}
