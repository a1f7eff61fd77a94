import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text, TextAreaField } from '@backstage/ui';
import {
  incidentBreakGlassPermission,
  MIN_BREAK_GLASS_REASON,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { type Problem, problemOf, Sheet } from './fields';

function wordsOf(problem: Problem): Problem {
  return problem.status === 404
    ? {
        ...problem,
        message: 'There is no incident with this key. Nobody was told.',
      }
    : problem;
}

function BreakGlassDialog(props: {
  incidentKey: string;
  onClose(): void;
  onOpened(): void;
}) {
  const { incidentKey } = props;
  const api = useApi(securityIncidentsApiRef);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const send = async () => {
    setSending(true);
    setProblem(undefined);
    try {
      await api.breakGlass(incidentKey, { reason: reason.trim() });
      props.onOpened();
    } catch (error) {
      setProblem(wordsOf(problemOf(error)));
      setSending(false);
    }
  };

  return (
    <Sheet
      title={`Break the glass: ${incidentKey}`}
      sendLabel="Break the glass"
      destructive
      canSend={reason.trim().length >= MIN_BREAK_GLASS_REASON}
      sending={sending}
      problem={problem}
      onSend={send}
      onClose={props.onClose}
    >
      <Text as="p" variant="body-medium">
        For emergencies. If there is a restricted incident with this key, you
        become a member and can read all of it. Its timeline keeps that you did,
        when, and the reason below; this cannot be taken back. Its commander is
        notified at once.
      </Text>
      <TextAreaField
        label="Why do you need to read it now?"
        description={`At least ${MIN_BREAK_GLASS_REASON} characters. Every member reads it.`}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}

/** The way into a restricted incident in an emergency, for those who were given the right to it; nothing for others. */
export function BreakGlass(props: { incidentKey: string; onOpened(): void }) {
  const { allowed } = usePermission({
    permission: incidentBreakGlassPermission,
  });
  // Without the permission framework everybody seems allowed, and the backend lets nobody.
  const isDecided =
    useApi(configApiRef).getOptionalBoolean('permission.enabled');
  const [asking, setAsking] = useState(false);
  if (!allowed || !isDecided) return null;
  return (
    <>
      <Button variant="tertiary" onPress={() => setAsking(true)}>
        Break the glass
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
