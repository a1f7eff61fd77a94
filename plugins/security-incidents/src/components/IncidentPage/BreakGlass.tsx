import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import {
  incidentBreakGlassPermission,
  MIN_BREAK_GLASS_REASON,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { type Problem, problemOf, Sheet } from './fields';

function BreakGlassDialog(props: {
  incidentKey: string;
  onClose(): void;
  onOpened(): void;
}) {
  const { incidentKey } = props;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.breakGlass(incidentKey, { reason: reason.trim() }),
    onSuccess: props.onOpened,
  });

  const toProblem = (failure: Error): Problem => {
    const problem = problemOf(failure);
    return problem.status === 404
      ? { ...problem, message: t('incidentPage.breakGlass.missing') }
      : problem;
  };

  return (
    <Sheet
      title={t('incidentPage.breakGlass.title', { incident: incidentKey })}
      sendLabel={t('incidentPage.breakGlass.action')}
      destructive
      canSend={reason.trim().length >= MIN_BREAK_GLASS_REASON}
      sending={isPending}
      problem={error ? toProblem(error) : undefined}
      onSend={() => mutate()}
      onClose={props.onClose}
    >
      <Text as="p" variant="body-medium">
        {t('incidentPage.breakGlass.note')}
      </Text>
      <TextAreaField
        label={t('incidentPage.breakGlass.reason')}
        description={t('incidentPage.breakGlass.reasonHint', {
          count: MIN_BREAK_GLASS_REASON,
        })}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}

/** The way into a restricted incident in an emergency, for people with the permission; nothing for others. */
export function BreakGlass(props: { incidentKey: string; onOpened(): void }) {
  const { t } = useTranslation();
  const { allowed } = usePermission({
    permission: incidentBreakGlassPermission,
  });
  // Without the permission framework everybody seems allowed, but the backend allows nobody.
  const isDecided =
    useApi(configApiRef).getOptionalBoolean('permission.enabled');
  const [asking, setAsking] = useState(false);
  if (!allowed || !isDecided) return null;
  return (
    <>
      <Button variant="tertiary" onPress={() => setAsking(true)}>
        {t('incidentPage.breakGlass.action')}
      </Button>
      {asking && (
        <BreakGlassDialog
          incidentKey={props.incidentKey}
          onClose={() => setAsking(false)}
          onOpened={props.onOpened}
        />
      )}
    </>
  );
}
