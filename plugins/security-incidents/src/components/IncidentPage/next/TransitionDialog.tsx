import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField, TextField } from '@backstage/ui';
import {
  RESOLUTION_CODE_LABELS,
  RESOLUTION_CODES,
  type ResolutionCode,
  type TransitionOption,
  type TransitionRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { ChoiceField, choicesOf, Sheet } from '../fields';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';

/** Asks for what a move must carry. */
export function TransitionDialog(props: {
  option: TransitionOption;
  title: string;
  onClose(): void;
  onMoved(): void;
}) {
  const { option } = props;
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<ResolutionCode>();
  const [summary, setSummary] = useState('');
  const [rootCause, setRootCause] = useState('');
  const [mergedInto, setMergedInto] = useState('');

  const waived = option.blockedBy.filter(blocker => blocker.waivedByReason);
  const needs = (input: TransitionOption['requires'][number]) =>
    option.requires.includes(input);
  const needsReason = needs('reason') || waived.length > 0;
  const complete =
    (!needsReason || reason.trim()) &&
    (!needs('resolution') || (code && summary.trim())) &&
    (!needs('mergedInto') || mergedInto.trim());

  const send = async () => {
    const request: TransitionRequest = {
      to: option.to,
      ...(reason.trim() && { reason: reason.trim() }),
      ...(needs('resolution') &&
        code && {
          resolution: {
            code,
            summary: summary.trim(),
            ...(rootCause.trim() && { rootCause: rootCause.trim() }),
          },
        }),
      ...(needs('mergedInto') && { mergedInto: mergedInto.trim() }),
    };
    const moved = await run(() =>
      api.transitionIncident(incident.key, request, {
        ifMatch: incident.version,
      }),
    );
    if (!moved) return;
    props.onClose();
    props.onMoved();
  };

  return (
    <Sheet
      title={props.title}
      sendLabel={props.title}
      canSend={Boolean(complete)}
      sending={pending}
      destructive={option.kind === 'dismiss'}
      problem={problem}
      onSend={send}
      onClose={props.onClose}
    >
      {needs('mergedInto') && (
        <TextField
          label="Which incident goes on?"
          placeholder="SEC-2026-0001"
          description="This one keeps its record and points there."
          value={mergedInto}
          onChange={setMergedInto}
          isRequired
        />
      )}
      {needs('resolution') && (
        <>
          <ChoiceField
            label="How did it end?"
            choices={choicesOf(RESOLUTION_CODES, RESOLUTION_CODE_LABELS)}
            value={code}
            onChange={value => setCode(value)}
            placeholder="Choose"
          />
          <TextAreaField
            label="What was done"
            value={summary}
            onChange={setSummary}
            rows={4}
            isRequired
          />
          <TextAreaField
            label="Root cause"
            secondaryLabel="when known"
            value={rootCause}
            onChange={setRootCause}
            rows={3}
          />
        </>
      )}
      {needsReason && (
        <TextAreaField
          label="Why?"
          description={
            waived.length
              ? `Stands in for: ${waived
                  .map(({ message }) => message)
                  .join(' ')}`
              : 'The timeline keeps it.'
          }
          value={reason}
          onChange={setReason}
          rows={3}
          isRequired
        />
      )}
    </Sheet>
  );
}
