import { useApi } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Select, TextAreaField } from '@backstage/ui';
import {
  type DecisionWork,
  RSIT_CLASSES,
  SEVERITIES,
  type UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import { getLabels, useTranslation } from '../../translation';
import { FormFrame, type WorkFormProps } from './FormFrame';
import { useIncidentPlace } from './useIncidentPlace';
import { useWorkAct } from './useWorkAct';

type Props = WorkFormProps<DecisionWork>;

/** Severity or class: one value of a closed list. */
function FactForm({ item, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { act, pending, problem } = useWorkAct(item, onDone);
  const [chosen, setChosen] = useState<string>();
  const { key, version } = item.incident;
  const isSeverity = item.decision === 'severity';
  const options = isSeverity
    ? [...SEVERITIES]
        .reverse()
        .map(id => ({ id, label: t(`term.severity.${id}`) }))
    : RSIT_CLASSES.map(id => ({ id, label: getLabels(t, 'rsitClass')[id] }));
  const toChanges = (): UpdateIncidentRequest => {
    const severity = SEVERITIES.find(id => id === chosen);
    const rsitClass = RSIT_CLASSES.find(id => id === chosen);
    return isSeverity
      ? { severity }
      : { classification: rsitClass && { class: rsitClass } };
  };
  return (
    <FormFrame
      title={t(`myWork.decision.${isSeverity ? 'severity' : 'class'}`)}
      problem={problem}
      isEmpty={!chosen}
      onClose={onClose}
      buttons={
        <Button
          variant="primary"
          isDisabled={!chosen || pending}
          isPending={pending}
          onPress={() =>
            act(() =>
              api.updateIncident(key, toChanges(), { ifMatch: version }),
            )
          }
        >
          {t('myWork.form.decide')}
        </Button>
      }
    >
      <Select
        label={isSeverity ? t('myWork.form.severity') : t('myWork.form.class')}
        placeholder={t('myWork.form.choose')}
        options={options}
        selectedKey={chosen ?? null}
        onSelectionChange={id =>
          setChosen(id === null ? undefined : String(id))
        }
        // The row's button was pressed to choose one.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
    </FormFrame>
  );
}

/** A major incident is declared or declined for a reason. */
function MajorForm({ item, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { act, pending, problem } = useWorkAct(item, onDone);
  const [text, setText] = useState('');
  const reason = text.trim();
  const { key, version } = item.incident;
  const decide = (decision: 'declare' | 'decline') => () =>
    act(() => api.decideMajor(key, { decision, reason }, { ifMatch: version }));
  const isOff = !reason || pending;
  return (
    <FormFrame
      title={t('myWork.decision.major')}
      problem={problem}
      isEmpty={!reason}
      onClose={onClose}
      buttons={
        <>
          <Button
            variant="primary"
            isDisabled={isOff}
            onPress={decide('declare')}
          >
            {t('myWork.form.major.declare')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={isOff}
            onPress={decide('decline')}
          >
            {t('myWork.form.major.decline')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('myWork.form.major.label')}
        description={item.reasons.join('; ')}
        value={text}
        onChange={setText}
        rows={2}
        isRequired
        // The row's button was pressed to write this.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
    </FormFrame>
  );
}

/** Whether a service was hit. */
function ServiceForm({ item, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { act, pending, problem } = useWorkAct(item, onDone);
  const { key, version } = item.incident;
  const decide = (compromise: 'compromised' | 'not-compromised') => () =>
    act(() =>
      api.linkAffected(
        key,
        {
          entityRef: item.entityRef!,
          compromise,
          ...(compromise === 'compromised' && { role: 'affected' as const }),
        },
        { ifMatch: version },
      ),
    );
  return (
    <FormFrame
      title={item.title}
      problem={problem}
      isEmpty
      onClose={onClose}
      buttons={
        <>
          <Button
            variant="secondary"
            isDisabled={pending}
            onPress={decide('compromised')}
            // The row's button was pressed to answer.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          >
            {t('myWork.form.service.compromised')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={pending}
            onPress={decide('not-compromised')}
          >
            {t('myWork.form.service.notCompromised')}
          </Button>
        </>
      }
    />
  );
}

/** Who leads: the reader, or somebody that the incident's page lets them choose. */
function LeadForm({ item, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { identity } = useIdentity();
  const { act, pending, problem } = useWorkAct(item, onDone);
  const placeOf = useIncidentPlace();
  const me = identity?.userEntityRef;
  const { key, version } = item.incident;
  return (
    <FormFrame
      title={t('myWork.decision.lead')}
      problem={problem}
      isEmpty
      onClose={onClose}
      buttons={
        <>
          <Button
            variant="primary"
            isDisabled={!me || pending}
            isPending={pending}
            onPress={() =>
              act(() =>
                api.assignRole(key, 'incident-commander', me!, {
                  ifMatch: version,
                }),
              )
            }
            // The row's button was pressed to answer.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          >
            {t('myWork.form.lead')}
          </Button>
          <ButtonLink variant="secondary" href={placeOf(item)}>
            {t('myWork.form.leadOther')}
          </ButtonLink>
        </>
      }
    />
  );
}

/** The one question that a row asks. */
export function DecisionForm(props: Props) {
  switch (props.item.decision) {
    case 'severity':
    case 'class':
      return <FactForm {...props} />;
    case 'major':
      return <MajorForm {...props} />;
    case 'service':
      return <ServiceForm {...props} />;
    default:
      return <LeadForm {...props} />;
  }
}
