import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { ObligationRule } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { obligationsApiRef } from '../../../api';
import { useObligationsChanged } from '../../../queries';
import { useTranslation } from '../../../translation';
import { getRuleName } from '../../obligations';
import { ChoiceField, problemOf, Sheet, useIdempotencyKey } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';

/** Raises an obligation that did not come by itself. */
export function RaiseDialog(props: {
  rules: readonly ObligationRule[];
  onClose(): void;
}) {
  const { rules, onClose } = props;
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const api = useApi(obligationsApiRef);
  const changed = useObligationsChanged();
  const { keyFor, done } = useIdempotencyKey();
  const [ruleId, setRuleId] = useState(rules[0].id);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const request = { ruleId, reason: reason.trim() };
      return api.raiseObligation(incident.key, request, {
        idempotencyKey: keyFor(request),
      });
    },
    onSuccess: async () => {
      done();
      await changed(incident.key);
      onClose();
    },
  });
  return (
    <Sheet
      title={t('obligation.view.raiseTitle')}
      sendLabel={t('obligation.view.raiseSend')}
      canSend={Boolean(reason.trim())}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('obligation.view.raiseRule')}
        choices={rules.map(rule => ({
          id: rule.id,
          label: `${getRuleName(rule)}: ${rule.title}`,
        }))}
        value={ruleId}
        onChange={setRuleId}
      />
      <TextAreaField
        label={t('obligation.view.raiseWhy')}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}
