import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import {
  RESOLUTION_CODES,
  type ResolutionCode,
  type TransitionOption,
  type TransitionRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { getLabels, useTranslation } from '../../../translation';
import { IncidentCombobox, type NamedIncident } from '../../common';
import { ChoiceField, choicesOf, Sheet } from '../fields';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';
import { MergePreview } from './MergePreview';

/** Asks for what a move needs: a reason, a resolution or the other incident. */
export function TransitionDialog(props: {
  option: TransitionOption;
  title: string;
  onClose(): void;
  onMoved(): void;
}) {
  const { option } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<ResolutionCode>();
  const [summary, setSummary] = useState('');
  const [rootCause, setRootCause] = useState('');
  const [mergedInto, setMergedInto] = useState<NamedIncident>();

  const waived = option.blockedBy.filter(blocker => blocker.waivedByReason);
  const needs = (input: TransitionOption['requires'][number]) =>
    option.requires.includes(input);
  const needsReason = needs('reason') || waived.length > 0;
  const complete =
    (!needsReason || reason.trim()) &&
    (!needs('resolution') || (code && summary.trim())) &&
    (!needs('mergedInto') || mergedInto);

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
      ...(mergedInto && { mergedInto: mergedInto.key }),
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
        <IncidentCombobox
          label={t('incidentPage.nextStep.dialog.mergedInto')}
          description={t('incidentPage.nextStep.dialog.mergedIntoHint')}
          filter={{ mode: [incident.mode], open: true }}
          except={incident.key}
          value={mergedInto}
          onChange={setMergedInto}
          isRequired
        />
      )}
      {needs('mergedInto') && mergedInto && (
        <MergePreview from={incident} into={mergedInto} />
      )}
      {needs('resolution') && (
        <>
          <ChoiceField
            label={t('incidentPage.nextStep.dialog.code')}
            choices={choicesOf(
              RESOLUTION_CODES,
              getLabels(t, 'resolutionCode'),
            )}
            value={code}
            onChange={value => setCode(value)}
            placeholder={t('incidentPage.nextStep.dialog.choose')}
          />
          <TextAreaField
            label={t('incidentPage.nextStep.dialog.summary')}
            value={summary}
            onChange={setSummary}
            rows={4}
            isRequired
          />
          <TextAreaField
            label={t('incidentPage.nextStep.dialog.rootCause')}
            secondaryLabel={t('incidentPage.nextStep.dialog.rootCauseHint')}
            value={rootCause}
            onChange={setRootCause}
            rows={3}
          />
        </>
      )}
      {needsReason && (
        <TextAreaField
          label={t('incidentPage.nextStep.dialog.reason')}
          description={
            waived.length
              ? t('incidentPage.nextStep.dialog.waives', {
                  list: waived.map(({ message }) => message).join(' '),
                })
              : t('incidentPage.nextStep.dialog.reasonHint')
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
