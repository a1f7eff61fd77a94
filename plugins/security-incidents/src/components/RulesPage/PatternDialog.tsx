import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { MappingPattern } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { problemOf, Sheet } from '../IncidentPage/fields';

const FIELDS = ['name', 'label', 'pattern', 'entityRef'] as const;

/** A new pattern, or a change of one. */
export function PatternDialog(props: {
  pattern?: MappingPattern;
  onClose(): void;
}) {
  const { pattern, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [draft, setDraft] = useState({
    name: pattern?.name ?? '',
    label: pattern?.label ?? '',
    pattern: pattern?.pattern ?? '',
    entityRef: pattern?.entityRef ?? '',
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const request = {
        name: draft.name.trim(),
        label: draft.label.trim(),
        pattern: draft.pattern.trim(),
        entityRef: draft.entityRef.trim(),
      };
      if (!pattern) return api.createMappingPattern(request);
      return api.updateMappingPattern(pattern.id, request, {
        ifMatch: pattern.version,
      });
    },
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  return (
    <Sheet
      title={t(pattern ? 'rules.pattern.editTitle' : 'rules.pattern.newTitle')}
      sendLabel={t('rules.pattern.save')}
      canSend={FIELDS.every(field => draft[field].trim())}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={onClose}
    >
      {FIELDS.map(field => (
        <TextField
          key={field}
          label={t(`rules.pattern.field.${field}`)}
          description={
            field === 'name' ? undefined : t(`rules.pattern.hint.${field}`)
          }
          value={draft[field]}
          onChange={value => setDraft({ ...draft, [field]: value })}
          isRequired
        />
      ))}
    </Sheet>
  );
}
