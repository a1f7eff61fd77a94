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
import type { Report } from './reportRequest';

/** What somebody has put into the dialog, before it is a report. */
export interface ReportDraft extends Omit<Report, 'entityRef'> {
  /** Name or ref of the service as typed. */
  service: string;
  /** The reporter does not know the service. */
  unknown: boolean;
}

function placeOf(
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

/** Takes from a stored draft what this release understands. */
function understood(stored: unknown, empty: ReportDraft): ReportDraft {
  if (typeof stored !== 'object' || stored === null) return empty;
  const draft = stored as Partial<ReportDraft>;
  const severities = ['cannot-tell', ...SEVERITIES] as const;
  return {
    text: typeof draft.text === 'string' ? draft.text : empty.text,
    certainty:
      REPORT_CERTAINTIES.find(word => word === draft.certainty) ??
      empty.certainty,
    ongoing: TRISTATES.find(word => word === draft.ongoing) ?? empty.ongoing,
    severity:
      severities.find(word => word === draft.severity) ?? empty.severity,
    sensitive: draft.sensitive === true,
    service: typeof draft.service === 'string' ? draft.service : empty.service,
    unknown: draft.unknown === true,
  };
}

/**
 * A report that is being written. It is kept in the browser only once sending failed and it is known who writes; a
 * sensitive one for the session and no longer.
 */
export function useReportDraft(
  entityRef: string | undefined,
  author: string | undefined,
) {
  const [draft, setDraft] = useState<ReportDraft>({
    text: '',
    certainty: 'unsure',
    ongoing: 'unknown',
    severity: 'cannot-tell',
    sensitive: false,
    service: entityRef ?? '',
    unknown: false,
  });
  /** Whether it is to be kept, or was; what is only being typed is not. */
  const keeping = useRef(false);
  const [kept, setKept] = useState(false);
  const latest = useRef(draft);
  const put = useCallback((next: ReportDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const keep = useCallback(() => {
    keeping.current = true;
    const place = placeOf(entityRef, author, latest.current.sensitive);
    setKept(keepDraft(place, latest.current) !== undefined);
  }, [entityRef, author]);

  useEffect(() => tidyDrafts(), []);
  // Who writes is known a moment after the dialog opens; what was typed since then counts more than what was kept.
  useEffect(() => {
    if (!author) return;
    if (keeping.current) keep();
    if (latest.current.text) return;
    const stored = readDraft(placeOf(entityRef, author, false));
    if (!stored) return;
    keeping.current = true;
    put(understood(stored, latest.current));
  }, [entityRef, author, keep, put]);

  const change = useCallback(
    (changes: Partial<ReportDraft>) => {
      put({ ...latest.current, ...changes });
      if (keeping.current) keep();
    },
    [put, keep],
  );
  const forget = useCallback(() => {
    // A draft that was neither taken up nor replaced is about something else.
    if (keeping.current) forgetDraft(placeOf(entityRef, author, false));
    keeping.current = false;
    setKept(false);
  }, [entityRef, author]);

  return { draft, change, keep, kept, forget };
}
