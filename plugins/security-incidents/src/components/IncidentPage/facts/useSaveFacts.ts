import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type {
  Incident,
  TimelineEntry,
  UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { problemOf } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { useChangesSince } from '../useChangesSince';
import { type FactsForm, getChanges, toFactsForm } from './factsForm';
import { type FactConflict, mergeFacts } from './mergeFacts';

/** What others saved while somebody wrote. */
export interface FactsClash {
  conflicts: FactConflict[];
  changes: TimelineEntry[];
}

/**
 * The fields of the facts and how they are saved. When somebody else changed the incident meanwhile, their changes are
 * merged into the fields, and nothing that was typed is lost.
 */
export function useSaveFacts(onSaved: () => void) {
  const { incident, replace, reload } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const readChangesSince = useChangesSince();
  /** The incident that the fields are compared with; a change of others after it is a conflict. */
  const [seen, setSeen] = useState<Incident>(incident);
  const [form, setForm] = useState(() => toFactsForm(incident));
  const [clash, setClash] = useState<FactsClash>();
  const request = getChanges(toFactsForm(seen), form, seen);

  /** Merges what others did meanwhile; false when they did nothing. */
  const mergeChanges = async (): Promise<boolean> => {
    const now = await reload();
    if (now.version === seen.version) return false;
    const changes = await readChangesSince(seen);
    const merged = mergeFacts(t, toFactsForm(seen), form, toFactsForm(now));
    setForm(merged.form);
    setSeen(now);
    setClash({ conflicts: merged.conflicts, changes });
    return true;
  };

  const { mutate, isPending, error } = useMutation({
    mutationFn: async (changes: UpdateIncidentRequest) => {
      try {
        replace(
          await api.updateIncident(seen.key, changes, {
            ifMatch: seen.version,
          }),
        );
        onSaved();
      } catch (refusal) {
        // When reading what others did fails, the refusal says enough.
        const isMerged =
          problemOf(refusal).status === 409 &&
          (await mergeChanges().catch(() => false));
        if (!isMerged) throw refusal;
      }
    },
  });

  const isUnchanged = Object.keys(request).length === 0;
  const isMissing =
    !form.title.trim() ||
    Boolean(request.priorityOverride && !form.overrideReason.trim());
  /** After a conflict the writer chose what the others saved, so there is nothing to send. */
  const keepsTheirs = Boolean(clash) && isUnchanged;
  return {
    form,
    set: (changes: Partial<FactsForm>) =>
      setForm(before => ({ ...before, ...changes })),
    /** What saving would change. */
    request,
    keepsTheirs,
    canSave: !isMissing && (!isUnchanged || keepsTheirs),
    clash,
    save: () => (keepsTheirs ? onSaved() : mutate(request)),
    saving: isPending,
    problem: error ? problemOf(error) : undefined,
  };
}
